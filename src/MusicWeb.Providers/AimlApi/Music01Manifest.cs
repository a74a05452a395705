namespace MusicWeb.Providers.AimlApi;

/// <summary>What music-01 offers: paths, limits and patience of <c>providers/aimlapi-music01.md</c>, so that a correction is an edit of data.</summary>
internal static class Music01Manifest
{
    /// <summary>The vendor's own host.</summary>
    public static readonly Uri BaseUrl = new("https://api.aimlapi.com/");

    /// <summary>Where a recording is listened to.</summary>
    public const string UploadPath = "v2/generate/audio/minimax/upload";

    /// <summary>Where songs are made, while the caller waits.</summary>
    public const string GeneratePath = "v2/generate/audio/minimax/generate";

    /// <summary>The field of the answer that carries the sound.</summary>
    public const string SoundField = "audio";

    /// <summary>The vendor's name of the model.</summary>
    public const string Model = "music-01";

    /// <summary>The format songs are asked for in.</summary>
    public const string Format = "mp3";

    /// <summary>Samples in a second.</summary>
    public const int SampleRate = 44_100;

    /// <summary>Bits in a second, the most there is.</summary>
    public const int Bitrate = 256_000;

    /// <summary>Longest text of an answer. Sound as text is twice as long as it is: this is half an hour of it.</summary>
    public const long MaxAnswerBytes = 100L * 1024 * 1024;

    /// <summary>A song takes a minute or more, and the connection stays open for it.</summary>
    public static readonly TimeSpan GenerateTimeout = TimeSpan.FromMinutes(5);

    /// <summary>How long it may take to send a recording and have it listened to.</summary>
    public static readonly TimeSpan UploadTimeout = TimeSpan.FromMinutes(5);

    /// <summary>The manifest. Neither rates nor concurrency are published, so both are cautious; the price is that of every song here.</summary>
    public static ProviderManifest Manifest { get; } = new()
    {
        Name = "music-01",
        DisplayName = "AI/ML API music-01",
        Badge = "music-01",
        Summary = "A short song after the sound of a song you choose, in about a minute. Words and sound are sent to AI/ML API.",
        Vendor = AimlApiVendor.Name,
        Repeatable = false,
        IsBlocking = true,
        CanCancel = false,
        Slots = 2,
        Spacing = TimeSpan.FromSeconds(3),
        Deadline = TimeSpan.FromMinutes(10),
        Paths = [UploadPath, GeneratePath, AimlApiBalance.Path],
        Models =
        [
            new ModelSpec
            {
                Name = Model,
                DisplayName = "music-01",
                LyricsLimit = 600,
                DescriptionLimit = 0,
                StylesLimit = 0,
                TitleLimit = 80,
                Singing = Singing.Always,
                VocalGender = false,
                Weights = false,
            },
        ],
        Operations =
        [
            new OperationSpec(Ops.Persona, PriceCredits: 15, Takes: 1) { Needs = OperationNeeds.Words | OperationNeeds.Persona },
            // The vendor charges for songs alone.
            new OperationSpec(Ops.PersonaCreate, PriceCredits: 0, Takes: 0)
            {
                Needs = OperationNeeds.SourceClip | OperationNeeds.Name | OperationNeeds.Purpose,
                SendsSource = true,
                ShortestSource = TimeSpan.FromSeconds(10),
                LongestSource = TimeSpan.FromMinutes(10),
                SourceSounds = ["mp3", "wav", "flac"],
                DescriptionLimit = 400,
            },
        ],
    };
}

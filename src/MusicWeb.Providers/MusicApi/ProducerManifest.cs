namespace MusicWeb.Providers.MusicApi;

/// <summary>What Producer offers: names, paths, limits and prices of <c>providers/musicapi-producer.md</c>, so that a correction is an edit of data.</summary>
internal static class ProducerManifest
{
    /// <summary>Where songs are ordered, of every kind.</summary>
    public const string CreatePath = "api/v1/producer/create";

    /// <summary>Where a song of ours is made known.</summary>
    public const string UploadPath = "api/v1/producer/upload";

    /// <summary>Where a song is asked for in another format.</summary>
    public const string DownloadPath = "api/v1/producer/download";

    /// <summary>Where a task is asked for; its id follows.</summary>
    public const string TaskPath = "api/v1/producer/task/";

    /// <summary>What the vendor wants to read where nobody shall sing: it has no switch for it.</summary>
    public const string NoVoice = "instrumental, no vocals";

    /// <summary>What is asked for where nobody said how a song is to go on; the vendor's examples all have an instruction.</summary>
    public const string GoOn = "Continue in the same style";

    /// <summary>What is asked for where nobody said how a section is to be.</summary>
    public const string MakeAnew = "A new version of this section in the same style";

    /// <summary>Longest description and style together: nothing is published, and what is longer was once seen cut.</summary>
    public const int SoundLimit = 400;

    /// <summary>A song takes about half a minute.</summary>
    public static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(10);

    /// <summary>It is asked for this often.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long a submit may take: it only hands the order in.</summary>
    public static readonly TimeSpan SubmitTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long a poll may take.</summary>
    public static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(20);

    private const string NotReachable = "MusicAPI fetches songs by https from a public address of this site, and none is set.";

    /// <summary>The manifest. All older models are mapped to the one there is, so none is ever named in an order.</summary>
    public static ProviderManifest Manifest { get; } = new()
    {
        Name = "producer",
        DisplayName = "MusicAPI Producer",
        Badge = "Producer",
        Summary = "Songs and instrumentals by Lyria 3 Pro at MusicAPI, in about half a minute. What you write is sent to MusicAPI.",
        Vendor = MusicApiVendor.Name,
        Repeatable = false,
        CanCancel = false,
        Slots = 4,
        // One create every 3 s on a standard plan, of all products together.
        Spacing = TimeSpan.FromSeconds(3),
        Deadline = TimeSpan.FromMinutes(10),
        Paths = [CreatePath, UploadPath, DownloadPath, TaskPath + WireCorrection.Id],
        Inferred =
        [
            new(WireKind.SentField, UploadPath, "url"), new(WireKind.SentField, DownloadPath, "format"), new(WireKind.ReadField, TaskPath + WireCorrection.Id, "status"),
            new(WireKind.ReadField, TaskPath + WireCorrection.Id, "wav_url"), new(WireKind.ReadField, TaskPath + WireCorrection.Id, "sound"),
        ],
        Models =
        [
            new ModelSpec { Name = "lyria-3-pro", DisplayName = "Lyria 3 Pro", LyricsLimit = 5000, DescriptionLimit = SoundLimit, StylesLimit = SoundLimit, TitleLimit = 80, VocalGender = false, Weights = false },
        ],
        Operations =
        [
            new OperationSpec(Ops.Create, PriceCredits: 12, Takes: 1),
            From(new OperationSpec(Ops.Extend, PriceCredits: 12, Takes: 1) { Needs = OperationNeeds.SourceClip | OperationNeeds.Position, OnlyWhole = true }),
            From(new OperationSpec(Ops.Cover, PriceCredits: 12, Takes: 1) { Needs = OperationNeeds.SourceClip | OperationNeeds.Style }),
            From(new OperationSpec(Ops.ReplaceSection, PriceCredits: 12, Takes: 1) { Needs = OperationNeeds.SourceClip | OperationNeeds.Range }),
            // Known from a sister host only: its price, and how its answer looks.
            From(new OperationSpec(Ops.Wav, PriceCredits: 2, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["wav"], IsExperimental = true }),
            // The same, and the name of its only field.
            new OperationSpec(Ops.Upload, PriceCredits: 2, Takes: 1) { Needs = OperationNeeds.SourceClip, SendsSource = true, LongestSource = TimeSpan.FromMinutes(8), IsExperimental = true },
        ],
    };

    /// <summary>The manifest of an installation whose songs the vendor can fetch, or cannot.</summary>
    public static ProviderManifest With(bool isReachable) => isReachable ? Manifest : Manifest with
    {
        Operations = [.. Manifest.Operations.Where(operation => !operation.SendsSource)],
        Missing = [new MissingOperation(Ops.Upload, NotReachable)],
    };

    // What starts from a song names it by the vendor's id.
    private static OperationSpec From(OperationSpec operation) => operation with { OwnSourceOnly = true, SourceById = true };
}

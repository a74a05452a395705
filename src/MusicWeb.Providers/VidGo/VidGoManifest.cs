namespace MusicWeb.Providers.VidGo;

/// <summary>What VidGo's music series offers: names, paths and limits of <c>providers/vidgo.md</c>, so that a correction is an edit of data.</summary>
internal static class VidGoManifest
{
    /// <summary>The vendor's own host.</summary>
    public static readonly Uri BaseUrl = new("https://api.vidgo.ai/");

    /// <summary>Where everything is ordered.</summary>
    public const string SubmitPath = "api/generate/submit";

    /// <summary>Where a task is asked for; its id follows.</summary>
    public const string DetailPath = "api/generate/detail/music?task_id=";

    /// <summary>The vendor's name of what makes a song.</summary>
    public const string GenerateMusic = "generate-music";

    /// <summary>A song takes minutes: asking sooner is of no use.</summary>
    public static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(10);

    /// <summary>No rate is published: as slow as its neighbours ask for.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(20);

    /// <summary>How long a submit may take: it only hands the order in.</summary>
    public static readonly TimeSpan SubmitTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long a poll may take.</summary>
    public static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The manifest. The vendor publishes neither prices nor rates: the price is that of every create here, the rates are cautious.</summary>
    public static ProviderManifest Manifest { get; } = new()
    {
        Name = "vidgo",
        DisplayName = "VidGo",
        Badge = "VidGo",
        Summary = "Sung songs and instrumentals by VidGo, in a few minutes. What you write is sent to VidGo.",
        Repeatable = false,
        CanCancel = false,
        Slots = 2,
        Spacing = TimeSpan.FromSeconds(3),
        Deadline = TimeSpan.FromMinutes(20),
        Models =
        [
            Model("V5", "V5", isNew: true),
            Model("V4_5PLUS", "V4.5 plus", isNew: true),
            Model("V4_5", "V4.5", isNew: true),
            Model("V4_5ALL", "V4.5 all", isNew: true),
            Model("V4", "V4", isNew: false),
        ],
        Operations = [new OperationSpec(Ops.Create, PriceCredits: 15, Takes: 2)],
    };

    private static ModelSpec Model(string name, string displayName, bool isNew) => new()
    {
        Name = name,
        DisplayName = displayName,
        LyricsLimit = isNew ? 5000 : 3000,
        DescriptionLimit = 500,
        StylesLimit = isNew ? 1000 : 200,
        TitleLimit = 80,
        VocalGender = true,
    };
}

namespace MusicWeb.Providers.MusicApi;

/// <summary>What Sonic offers: names, paths, limits and prices of <c>providers/musicapi-sonic.md</c>, so that a correction is an edit of data.</summary>
internal static class SonicManifest
{
    /// <summary>The vendor's own host.</summary>
    public static readonly Uri BaseUrl = new("https://api.musicapi.ai/");

    /// <summary>Where songs are ordered.</summary>
    public const string CreatePath = "api/v1/sonic/create";

    /// <summary>Where a task is asked for; its id follows.</summary>
    public const string TaskPath = "api/v1/sonic/task/";

    /// <summary>A song takes about two minutes: asking sooner is of no use.</summary>
    public static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(10);

    /// <summary>The vendor asks for 15 to 25 s.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(20);

    /// <summary>How long a submit may take: it only hands the order in.</summary>
    public static readonly TimeSpan SubmitTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long a poll may take.</summary>
    public static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The manifest; the limits are those of seed 004, the title's of the vendor's own pages.</summary>
    public static ProviderManifest Manifest { get; } = new()
    {
        Name = "sonic",
        DisplayName = "MusicAPI Sonic",
        Badge = "Sonic",
        Summary = "Sung songs and instrumentals by MusicAPI, in about two minutes. What you write is sent to MusicAPI.",
        Vendor = MusicApiVendor.Name,
        Repeatable = false,
        CanCancel = false,
        Slots = 4,
        // One create every 3 s on a standard plan.
        Spacing = TimeSpan.FromSeconds(3),
        Deadline = TimeSpan.FromMinutes(15),
        Models =
        [
            Model("sonic-v5", "Sonic v5", isNew: true),
            Model("sonic-v4-5-plus", "Sonic v4.5 plus", isNew: true),
            Model("sonic-v4-5", "Sonic v4.5", isNew: true),
            Model("sonic-v4-5-all", "Sonic v4.5 all, fast", isNew: true),
            Model("sonic-v4", "Sonic v4", isNew: false),
            Model("sonic-v3-5", "Sonic v3.5", isNew: false),
        ],
        Operations = [new OperationSpec(Ops.Create, PriceCredits: 15, Takes: 2)],
    };

    // The limits changed once, from v4.5 on.
    private static ModelSpec Model(string name, string displayName, bool isNew) => new()
    {
        Name = name,
        DisplayName = displayName,
        LyricsLimit = isNew ? 5000 : 3000,
        DescriptionLimit = 400,
        StylesLimit = isNew ? 1000 : 200,
        TitleLimit = 80,
        VocalGender = isNew,
    };
}

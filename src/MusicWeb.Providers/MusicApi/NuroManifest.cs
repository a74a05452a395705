namespace MusicWeb.Providers.MusicApi;

/// <summary>What Nuro offers: names, paths and limits of <c>providers/musicapi-nuro.md</c>, so that a correction is an edit of data.</summary>
internal static class NuroManifest
{
    /// <summary>Where songs and instrumentals are ordered.</summary>
    public const string CreatePath = "api/v1/nuro/create";

    /// <summary>Where a task is asked for; its id follows.</summary>
    public const string TaskPath = "api/v1/nuro/task/";

    /// <summary>The model of sung songs; our name, because the vendor has none.</summary>
    public const string Sung = "nuro-vocal";

    /// <summary>The model of instrumentals up to a minute, with lists of words.</summary>
    public const string PlayedV1 = "nuro-bgm-v1.0";

    /// <summary>The model of longer instrumentals, with a description alone.</summary>
    public const string PlayedV2 = "nuro-bgm-v2.0";

    /// <summary>A song takes about half a minute.</summary>
    public static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(10);

    /// <summary>The vendor asks for 15 to 25 s.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(15);

    /// <summary>How long a submit may take: it only hands the order in.</summary>
    public static readonly TimeSpan SubmitTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long a poll may take.</summary>
    public static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(20);

    /// <summary>How long a vendor that says "gone" is believed.</summary>
    public static readonly TimeSpan GoneFor = TimeSpan.FromDays(1);

    // No limit is published: about that of its neighbours.
    private const int DescriptionLimit = 500;

    /// <summary>The manifest. A sister host has retired it, so it is off until an administrator switches it on and sees.</summary>
    public static ProviderManifest Manifest { get; } = new()
    {
        Name = "nuro",
        DisplayName = "MusicAPI Nuro",
        Badge = "Nuro",
        Summary = "Songs and instrumentals of a length you choose, by MusicAPI, in about half a minute. What you write is sent to MusicAPI.",
        Vendor = MusicApiVendor.Name,
        Repeatable = false,
        CanCancel = false,
        Slots = 2,
        // One create every 3 s on a standard plan.
        Spacing = TimeSpan.FromSeconds(3),
        Deadline = TimeSpan.FromMinutes(10),
        Paths = [CreatePath, TaskPath + WireCorrection.Id],
        Models =
        [
            new ModelSpec
            {
                Name = Sung,
                DisplayName = "Nuro, sung",
                LyricsLimit = 2000,
                DescriptionLimit = 0,
                StylesLimit = 120,
                TitleLimit = 80,
                Singing = Singing.Always,
                VocalGender = true,
                Weights = false,
                NegativeStyles = false,
                StyleLists = NuroWords.Sung,
                OnlyListedStyles = true,
                // The vendor does not say what it makes when nothing is asked.
                Duration = new DurationRange(MinSeconds: 30, MaxSeconds: 240, DefaultSeconds: 120),
            },
            // A longest length is not published; its example has 90 s.
            Played(PlayedV2, "Nuro v2.0, instrumental", new DurationRange(MinSeconds: 1, MaxSeconds: 240, DefaultSeconds: 60), lists: []),
            Played(PlayedV1, "Nuro v1.0, instrumental up to a minute", new DurationRange(MinSeconds: 1, MaxSeconds: 60, DefaultSeconds: 60), NuroWords.Played),
        ],
        Operations = [new OperationSpec(Ops.Create, PriceCredits: 10, Takes: 1) { IsExperimental = true }],
    };

    private static ModelSpec Played(string name, string displayName, DurationRange duration, IReadOnlyList<StyleList> lists) => new()
    {
        Name = name,
        DisplayName = displayName,
        LyricsLimit = 0,
        DescriptionLimit = DescriptionLimit,
        StylesLimit = DescriptionLimit,
        TitleLimit = 80,
        Singing = Singing.Never,
        VocalGender = false,
        Weights = false,
        NegativeStyles = false,
        StyleLists = lists,
        Duration = duration,
    };
}

namespace MusicWeb.Providers.AceStep;

/// <summary>What a server of ACE-Step 1.5 offers: paths, limits and patience of <c>providers/ace-step.md</c>, so that a correction is an edit of data.</summary>
internal static class AceStepManifest
{
    /// <summary>Where songs are ordered.</summary>
    public const string SubmitPath = "release_task";

    /// <summary>Where songs are asked for.</summary>
    public const string QueryPath = "query_result";

    /// <summary>Where it tells what it has loaded.</summary>
    public const string ModelsPath = "v1/models";

    /// <summary>Marks a song without a voice.</summary>
    public const string Instrumental = "[instrumental]";

    /// <summary>Enough for a turbo model, which can fall silent with fewer.</summary>
    public const int TurboSteps = 20;

    /// <summary>What a base model is advised.</summary>
    public const int BaseSteps = 50;

    /// <summary>It is asked this often; the server is the operator's own.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(3);

    /// <summary>How long any call may take: the work itself is done between them.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long what it has loaded is believed.</summary>
    public static readonly TimeSpan AbilitiesKept = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The manifest. An order costs nothing, so it may be handed in again. No limits of the texts are published: they are those of the
    /// other vendors' newest models. The server reports a task lost after an hour.
    /// </summary>
    public static ProviderManifest Manifest { get; } = new()
    {
        Name = "ace-step",
        DisplayName = "ACE-Step",
        Badge = "ACE-Step",
        Summary = "Songs of an exact length by the ACE-Step model on a server of this installation. What you write does not leave it.",
        Repeatable = true,
        CanCancel = false,
        // Its queue is long and its workers are few: what waits there could as well wait here, in fair order.
        Slots = 2,
        Deadline = TimeSpan.FromHours(1),
        Models =
        [
            new ModelSpec
            {
                Name = "ace-step-1-5",
                DisplayName = "ACE-Step 1.5",
                LyricsLimit = 5000,
                DescriptionLimit = 1000,
                StylesLimit = 1000,
                TitleLimit = 80,
                VocalGender = false,
                Weights = false,
                Duration = new DurationRange(MinSeconds: 10, MaxSeconds: 600, DefaultSeconds: 120),
            },
        ],
        Operations = [new OperationSpec(Ops.Create, PriceCredits: 0, Takes: 2)],
    };
}

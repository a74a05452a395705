namespace MusicWeb.Providers.AceStep;

/// <summary>What a server of ACE-Step 1.5 offers: paths, words, limits and patience of <c>providers/ace-step.md</c>, so that a correction is an edit of data.</summary>
internal static class AceStepManifest
{
    /// <summary>Where songs are ordered.</summary>
    public const string SubmitPath = "release_task";

    /// <summary>Where songs are asked for.</summary>
    public const string QueryPath = "query_result";

    /// <summary>Where words are bettered while one waits.</summary>
    public const string FormatPath = "format_input";

    /// <summary>Where it tells what it has loaded.</summary>
    public const string ModelsPath = "v1/models";

    /// <summary>Where it tells how busy it is.</summary>
    public const string StatsPath = "v1/stats";

    /// <summary>Where it tells whether it is well; no key is needed there.</summary>
    public const string HealthPath = "health";

    /// <summary>Marks a song without a voice.</summary>
    public const string Instrumental = "[instrumental]";

    /// <summary>Whatever the server uses when it is not told: its own default.</summary>
    public const string DefaultModel = "ace-step-1-5";

    /// <summary>The task that only base models know, by which they are told from the others.</summary>
    public const string BaseTask = "complete";

    /// <summary>Takes of a song.</summary>
    public const int Takes = 2;

    /// <summary>Enough for a turbo model, which can fall silent with fewer.</summary>
    public const int TurboSteps = 20;

    /// <summary>What a base model is advised.</summary>
    public const int BaseSteps = 50;

    /// <summary>How much an extension adds where nobody says; the server has no default.</summary>
    public const int ExtensionSeconds = 60;

    /// <summary>How freely the language model words things: the server's own default.</summary>
    public const double Temperature = 0.85;

    /// <summary>It is asked this often; the server is the operator's own.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(3);

    /// <summary>How long any call may take: the work itself is done between them.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long an order with a song in it may take.</summary>
    public static readonly TimeSpan UploadTimeout = TimeSpan.FromMinutes(3);

    /// <summary>How long words may take: the language model works while one waits.</summary>
    public static readonly TimeSpan FormatTimeout = TimeSpan.FromMinutes(2);

    /// <summary>How long what it has loaded is believed.</summary>
    public static readonly TimeSpan AbilitiesKept = TimeSpan.FromMinutes(5);

    /// <summary>After so long it is asked again when it did not answer.</summary>
    public static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);

    /// <summary>The server's names of the tracks that a song can be taken apart into.</summary>
    public static readonly string[] Tracks = ["vocals", "backing_vocals", "drums", "bass", "guitar", "keyboard", "percussion", "strings", "synth", "fx", "brass", "woodwinds"];

    /// <summary>What is added to a band.</summary>
    public static readonly string[] Voices = ["vocals", "backing_vocals"];

    /// <summary>What is added to a voice.</summary>
    public static readonly string[] Band = ["drums", "bass", "guitar", "keyboard"];

    private const string NoBase = "This needs a base model, and the ACE-Step server has loaded none.";
    private const string NoWords = "This needs a language model, and the ACE-Step server has loaded none.";
    private const string NoRest = "ACE-Step knows no track of everything but the voice: split all stems instead.";

    // What the server takes at most; an extension must still fit.
    private static readonly DurationRange _duration = new(MinSeconds: 10, MaxSeconds: 600, DefaultSeconds: 120);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(_duration.MaxSeconds);

    /// <summary>What is offered before the server said anything of itself.</summary>
    public static ProviderManifest Manifest { get; } = With(AceStepAbilities.Unknown);

    /// <summary>
    /// The manifest of a server with these abilities. An order costs nothing, so it may be handed in again. No limits of the texts are
    /// published: they are those of the other vendors' newest models. The server reports a task lost after an hour.
    /// </summary>
    public static ProviderManifest With(AceStepAbilities abilities) => new()
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
        Paths = [SubmitPath, QueryPath, FormatPath, ModelsPath, StatsPath, HealthPath],
        Models = [Model(DefaultModel, "ACE-Step 1.5"), .. abilities.Others.Select(model => Model(model.Name, model.DisplayName))],
        Operations = [.. Operations(abilities)],
        Missing =
        [
            .. abilities.BaseModels.Count > 0 ? [] : (MissingOperation[])[new(Ops.AddVocals, NoBase), new(Ops.AddInstrumental, NoBase), new(Ops.StemsFull, NoBase), new(Ops.Vox, NoBase)],
            .. abilities.HasLanguageModel is not false ? [] : (MissingOperation[])[new(Ops.Bpm, NoWords)],
            new(Ops.StemsBasic, NoRest),
        ],
    };

    /// <summary>The file of a song that a track becomes.</summary>
    public static string KindOf(string track) => "stem-" + track.Replace('_', '-');

    private static IEnumerable<OperationSpec> Operations(AceStepAbilities abilities)
    {
        yield return new OperationSpec(Ops.Create, PriceCredits: 0, Takes);
        yield return From(Ops.Cover, Takes, OperationNeeds.Style);
        yield return From(Ops.ReplaceSection, Takes, OperationNeeds.Range | OperationNeeds.Words);
        // A stretch past the end is inferred from what a stretch inside does.
        yield return From(Ops.Extend, Takes, OperationNeeds.Position | OperationNeeds.Words) with { IsExperimental = true, OnlyWhole = true, LongestSource = _longest - TimeSpan.FromSeconds(ExtensionSeconds) };
        if (abilities.BaseModels.Count > 0)
        {
            yield return From(Ops.AddVocals, Takes, OperationNeeds.Words) with { Models = abilities.BaseModels, Capability = Capability.Approximate };
            yield return From(Ops.AddInstrumental, Takes) with { Models = abilities.BaseModels, Capability = Capability.Approximate };
            yield return From(Ops.StemsFull, takes: 0) with { Models = abilities.BaseModels, Capability = Capability.Approximate, AddsFiles = [.. Tracks.Select(KindOf)] };
            yield return From(Ops.Vox, takes: 0) with { Models = abilities.BaseModels, Capability = Capability.Approximate, AddsFiles = ["vox"] };
        }

        if (abilities.HasLanguageModel is false) yield break;
        yield return From(Ops.Bpm, takes: 0) with { Capability = Capability.Approximate, AddsFiles = ["tempo-map"] };
        yield return new OperationSpec(Ops.Lyrics, PriceCredits: 0, Takes: 0) { Needs = OperationNeeds.Topic };
        yield return new OperationSpec(Ops.StyleBoost, PriceCredits: 0, Takes: 0) { Needs = OperationNeeds.StyleWords };
    }

    // It gets the song's sound, whoever made it.
    private static OperationSpec From(string op, int takes, OperationNeeds needs = OperationNeeds.None) =>
        new(op, PriceCredits: 0, takes) { Needs = OperationNeeds.SourceClip | needs, LongestSource = _longest };

    private static ModelSpec Model(string name, string displayName) => new()
    {
        Name = name,
        DisplayName = displayName,
        LyricsLimit = 5000,
        DescriptionLimit = 1000,
        StylesLimit = 1000,
        TitleLimit = 80,
        VocalGender = false,
        Weights = false,
        Duration = _duration,
    };
}

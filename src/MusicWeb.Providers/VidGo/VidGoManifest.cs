using MusicWeb.Providers.Embedded;

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

    /// <summary>The only model that what is added to a song may name beside the one it uses anyway, <see cref="AddingModel"/>.</summary>
    public const string NamedAddingModel = "V5";

    /// <summary>The model of what is added to a song, where no other is named.</summary>
    public const string AddingModel = "V4_5PLUS";

    /// <summary>The vendor insists on something to avoid where voices and bands are added; this is what stands there when nobody named anything.</summary>
    public const string NothingToAvoid = "low quality";

    /// <summary>What a stretch without a voice has in the place of words.</summary>
    public const string NoVoice = "[Instrumental]";

    /// <summary>Longest brief for lyrics, in words.</summary>
    public const int BriefWords = 200;

    /// <summary>How a song that the vendor did not make is split: which model, and into what.</summary>
    public const string SeparationModel = "base";

    /// <summary>All of it, not one instrument alone.</summary>
    public const string SeparationOutput = "general";

    /// <summary>A song takes minutes: asking sooner is of no use.</summary>
    public static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(10);

    /// <summary>No rate is published: as slow as its neighbours ask for.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(20);

    /// <summary>How long a submit may take: it only hands the order in.</summary>
    public static readonly TimeSpan SubmitTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long a poll may take.</summary>
    public static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(20);

    private const string NotReachable = "VidGo fetches songs by https from a public address of this site, and none is set.";
    private const string CannotTell = "VidGo wants a public https address of this site to say when this is done, and none is set.";
    private static readonly TimeSpan _longestUpload = TimeSpan.FromMinutes(8);
    private static readonly Dictionary<string, int> _longTitles = new() { ["V5"] = 100, ["V4_5PLUS"] = 100, ["V4_5"] = 100 };
    private static readonly string[] _adding = [NamedAddingModel, AddingModel];

    // The pages of these demand an address for messages; the others only take one.
    private static readonly string[] _wantsAddress = [Ops.Lyrics, Ops.StemsBasic];

    /// <summary>
    /// The manifest. The vendor publishes neither prices nor rates: prices are those of the same thing elsewhere here, the rates are
    /// cautious. What is experimental rests on sister interfaces.
    /// </summary>
    public static ProviderManifest Manifest { get; } = new()
    {
        Name = "vidgo",
        DisplayName = "VidGo",
        Badge = "VidGo",
        Summary = "Sung songs and instrumentals by VidGo, in a few minutes. What you write is sent to VidGo.",
        Vendor = VidGoVendor.Name,
        Repeatable = false,
        CanCancel = false,
        Slots = 2,
        Spacing = TimeSpan.FromSeconds(3),
        Deadline = TimeSpan.FromMinutes(20),
        TakesModels = true,
        Paths = [SubmitPath, DetailPath + WireCorrection.Id],
        Inferred =
        [
            new(WireKind.SentValue, SubmitPath, "model=convert-to-wav"), new(WireKind.SentValue, SubmitPath, "model=generate-midi"), new(WireKind.SentValue, SubmitPath, "model=generate-music-cover"),
        ],
        Models =
        [
            Model("V5", "V5", isNew: true),
            Model("V4_5PLUS", "V4.5 plus", isNew: true),
            Model("V4_5", "V4.5", isNew: true),
            Model("V4_5ALL", "V4.5 all", isNew: true) with { LongestSource = TimeSpan.FromMinutes(1) },
            Model("V4", "V4", isNew: false),
        ],
        Operations =
        [
            new OperationSpec(Ops.Create, PriceCredits: 15, Takes: 2),
            Sent(new OperationSpec(Ops.Extend, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Position | OperationNeeds.Words, OwnSourceById = true, OnlyWhole = true, TitleLimits = _longTitles }),
            Sent(new OperationSpec(Ops.Cover, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Style, TitleLimits = _longTitles }),
            Known(new OperationSpec(Ops.ReplaceSection, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Range | OperationNeeds.Words }),
            Sent(new OperationSpec(Ops.AddVocals, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Style, Models = _adding }),
            Sent(new OperationSpec(Ops.AddInstrumental, PriceCredits: 15, Takes: 2) { HearsVoice = true, Needs = OperationNeeds.SourceClip | OperationNeeds.Style, Models = _adding }),
            Known(new OperationSpec(Ops.StemsBasic, PriceCredits: 15, Takes: 0) { HearsVoice = true, Needs = OperationNeeds.SourceClip, AddsFiles = VidGoStems.Basic }),
            Sent(new OperationSpec(Ops.StemsFull, PriceCredits: 75, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceById = true, AddsFiles = VidGoStems.Full }),
            // What these three are asked with, and how the notes of the second are, is known from sisters.
            Known(new OperationSpec(Ops.Wav, PriceCredits: 2, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["wav"], IsExperimental = true }),
            Known(new OperationSpec(Ops.Midi, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["midi"], SourceFile = VidGoStems.Basic[0], SourceFileIsAdded = true, IsExperimental = true }),
            Known(new OperationSpec(Ops.CoverArt, PriceCredits: 15, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["cover-png", "cover-jpg"], IsExperimental = true }),
            Known(new OperationSpec(Ops.LyricsTimeline, PriceCredits: 1, Takes: 0) { HearsVoice = true, Needs = OperationNeeds.SourceClip, AddsFiles = WordFiles.Kinds }),
            Known(new OperationSpec(Ops.Video, PriceCredits: 15, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["video"] }),
            // Words are counted, not characters.
            new OperationSpec(Ops.Lyrics, PriceCredits: 2, Takes: 0) { Needs = OperationNeeds.Topic, DescriptionLimit = 2000 },
            new OperationSpec(Ops.StyleBoost, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.StyleWords },
            new OperationSpec(Ops.Persona, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.Words | OperationNeeds.Persona },
            Known(new OperationSpec(Ops.PersonaCreate, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip | OperationNeeds.Name }),
        ],
    };

    /// <summary>The manifest of an installation that the vendor can reach, or cannot.</summary>
    public static ProviderManifest With(bool isReachable) => isReachable ? Manifest : Manifest with
    {
        Operations =
        [
            .. from operation in Manifest.Operations
               where !_wantsAddress.Contains(operation.Op) && (!operation.SendsSource || operation.OwnSourceById)
               select operation.SendsSource ? Known(operation with { SendsSource = false, OwnSourceById = false, LongestSource = null }) : operation,
        ],
        Missing =
        [
            .. from operation in Manifest.Operations
               where _wantsAddress.Contains(operation.Op) || operation is { SendsSource: true, OwnSourceById: false }
               select new MissingOperation(operation.Op, operation.SendsSource ? NotReachable : CannotTell),
        ],
    };

    // What starts from a song of the vendor's own names it by the vendor's ids.
    private static OperationSpec Known(OperationSpec operation) => operation with { OwnSourceOnly = true, SourceById = true };

    // What takes any song is told where it can be fetched.
    private static OperationSpec Sent(OperationSpec operation) => operation with { SendsSource = true, LongestSource = _longestUpload };

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

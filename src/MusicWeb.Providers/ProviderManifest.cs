namespace MusicWeb.Providers;

/// <summary>Everything the product must know about a provider before it calls it: the UI, the validation and the prices are built from it.</summary>
public sealed record ProviderManifest
{
    /// <summary>Key of the provider, for example <c>sketch</c>; stored with tasks and clips.</summary>
    public required string Name { get; init; }

    /// <summary>What people read.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The badge its clips carry, for example "Sketch".</summary>
    public required string Badge { get; init; }

    /// <summary>One sentence on what to expect of it.</summary>
    public required string Summary { get; init; }

    /// <summary>Whose key opens it, a name of <see cref="VendorCatalog"/>; null where nobody needs one.</summary>
    public string? Vendor { get; init; }

    /// <summary>The same request may be submitted again after a crash: nothing is charged and the result is the same.</summary>
    public required bool Repeatable { get; init; }

    /// <summary>The answer to a submit is the result: what was lost on the way cannot be asked for.</summary>
    public bool IsBlocking { get; init; }

    /// <summary>A running task can be stopped.</summary>
    public required bool CanCancel { get; init; }

    /// <summary>How many tasks it works on at once.</summary>
    public required int Slots { get; init; }

    /// <summary>Least time between two submits of one lane; zero means no spacing.</summary>
    public TimeSpan Spacing { get; init; }

    /// <summary>How long a task may take before its outcome counts as unknown.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>The models, best first.</summary>
    public required IReadOnlyList<ModelSpec> Models { get; init; }

    /// <summary>The operations it offers.</summary>
    public required IReadOnlyList<OperationSpec> Operations { get; init; }

    /// <summary>Where it is called, below its address, with <see cref="WireCorrection.Id"/> where an id goes; empty where nothing goes over a wire.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>What of its paths, fields and texts is known from second hand only.</summary>
    public IReadOnlyList<InferredName> Inferred { get; init; } = [];

    /// <summary>The key of a model is sent as it is, so one that nobody knew when this was written can be added to it.</summary>
    public bool TakesModels { get; init; }

    /// <summary>What a person might look for in a song's menu and does not find here, each with the reason.</summary>
    public IReadOnlyList<MissingOperation> Missing { get; init; } = [];

    /// <summary>The model of that name, or null.</summary>
    public ModelSpec? FindModel(string name) => Models.FirstOrDefault(model => model.Name == name);

    /// <summary>The operation of that key, or null.</summary>
    public OperationSpec? FindOperation(string op) => Operations.FirstOrDefault(operation => operation.Op == op);

    /// <summary>Whether a song that has grown too old for an operation (<see cref="OperationSpec.SourceAge"/>) can be sent to the provider anew before.</summary>
    public bool CanSendAnew(OperationSpec operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.SourceAge is not null && FindOperation(Ops.Upload) is not null;
    }

    /// <summary>The models that can do an operation, best first.</summary>
    public IEnumerable<ModelSpec> ModelsFor(OperationSpec operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return Models.Where(model => operation.IsFor(model.Name));
    }
}

/// <summary>A model and its limits; lengths in UTF-16 units (see <c>providers/README.md</c>, validation rules). A text whose limit is 0 is not taken.</summary>
public sealed record ModelSpec
{
    /// <summary>The key (<c>mv</c>).</summary>
    public required string Name { get; init; }

    /// <summary>What people read.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Longest lyrics.</summary>
    public required int LyricsLimit { get; init; }

    /// <summary>Longest description.</summary>
    public required int DescriptionLimit { get; init; }

    /// <summary>Longest style text; also holds for styles to avoid.</summary>
    public required int StylesLimit { get; init; }

    /// <summary>Longest title.</summary>
    public required int TitleLimit { get; init; }

    /// <summary>Whether there is a choice between a voice and none.</summary>
    public Singing Singing { get; init; } = Singing.Either;

    /// <summary>The voice's gender can be chosen.</summary>
    public required bool VocalGender { get; init; }

    /// <summary>Styles to avoid can be named, where styles are taken at all.</summary>
    public bool NegativeStyles { get; init; } = true;

    /// <summary>The words that styles may be, by what they say; empty where any may be written.</summary>
    public IReadOnlyList<StyleList> StyleLists { get; init; } = [];

    /// <summary>No style words are understood beside those of <see cref="StyleLists"/>.</summary>
    public bool OnlyListedStyles { get; init; }

    /// <summary>How strongly the styles bind and how far the song may wander can be set.</summary>
    public bool Weights { get; init; } = true;

    /// <summary>Longest song that can be sent to it, where it is not the operation's; null where the operation decides.</summary>
    public TimeSpan? LongestSource { get; init; }

    /// <summary>Nobody has seen it work yet: it is off until an administrator switches it on.</summary>
    public bool IsExperimental { get; init; }

    /// <summary>Shortest and longest length that can be asked for, in seconds; null when the length cannot be chosen.</summary>
    public DurationRange? Duration { get; init; }
}

/// <summary>Whether a model's songs are sung.</summary>
public enum Singing
{
    /// <summary>As whoever asks likes.</summary>
    Either,

    /// <summary>Always: words are needed.</summary>
    Always,

    /// <summary>Never: words are not taken.</summary>
    Never,
}

/// <summary>A range of whole seconds.</summary>
/// <param name="MinSeconds">Shortest.</param>
/// <param name="MaxSeconds">Longest.</param>
/// <param name="DefaultSeconds">What is made when nothing is asked.</param>
public sealed record DurationRange(int MinSeconds, int MaxSeconds, int DefaultSeconds);

/// <summary>An operation and its default price.</summary>
/// <param name="Op">A key of <see cref="Ops"/>.</param>
/// <param name="PriceCredits">Default price in whole credits; an administrator's price goes before it.</param>
/// <param name="Takes">How many clips a success usually yields; 0 where something else comes of it.</param>
public sealed record OperationSpec(string Op, long PriceCredits, int Takes)
{
    /// <summary>What a request must bring along.</summary>
    public OperationNeeds Needs { get; init; } = OperationNeeds.Words;

    /// <summary>Nobody has seen it work yet: it is off until an administrator switches it on.</summary>
    public bool IsExperimental { get; init; }

    /// <summary>The source clips must have been made by this provider, because it works on what it stored with them.</summary>
    public bool OwnSourceOnly { get; init; }

    /// <summary>The provider looks its source clips up by its own ids instead of getting their files; so it must have made them, and have said how it calls them.</summary>
    public bool SourceById { get; init; }

    /// <summary>The provider gets the source's sound and keeps it; whoever asks must say that the rights to it are theirs.</summary>
    public bool SendsSource { get; init; }

    /// <summary>With <see cref="SendsSource"/>: a song that the provider made and gave an id is named by it instead, and nothing is sent.</summary>
    public bool OwnSourceById { get; init; }

    /// <summary>It works on songs only that were uploaded to the provider.</summary>
    public bool UploadedSourceOnly { get; init; }

    /// <summary>Shortest source it takes; null where there is no limit.</summary>
    public TimeSpan? ShortestSource { get; init; }

    /// <summary>Longest source it takes; null where there is no limit.</summary>
    public TimeSpan? LongestSource { get; init; }

    /// <summary>Longest stretch of the source it takes; null where there is no limit.</summary>
    public TimeSpan? LongestRange { get; init; }

    /// <summary>How far the result may go from its source, in the provider's words from little to much; empty where that cannot be chosen.</summary>
    public IReadOnlyList<string> Variations { get; init; } = [];

    /// <summary>The models with which <see cref="Variations"/> can be chosen; null for all of them.</summary>
    public IReadOnlyList<string>? VariationModels { get; init; }

    /// <summary>Whether anybody sings is for the provider to hear: it does not tell the words of all that it makes, so unknown ones say nothing.</summary>
    public bool HearsVoice { get; init; }

    /// <summary>It imitates somebody's voice; whoever asks must say that its owner agreed.</summary>
    public bool CopiesVoice { get; init; }

    /// <summary>How old a source may be before the provider gets unreliable with it; null where age is no matter.</summary>
    public TimeSpan? SourceAge { get; init; }

    /// <summary>What it makes begins where its source is to be gone on from and does not hold the source; another operation joins both.</summary>
    public bool OnlyParts { get; init; }

    /// <summary>What it makes always holds its source: the new part alone cannot be had.</summary>
    public bool OnlyWhole { get; init; }

    /// <summary>Longest title by model, where it is not the model's own; in UTF-16 units.</summary>
    public IReadOnlyDictionary<string, int>? TitleLimits { get; init; }

    /// <summary>Longest description, where it is not the model's; in UTF-16 units.</summary>
    public int? DescriptionLimit { get; init; }

    /// <summary>The kind of file that every source clip must have, for example <c>score</c>; null where its sound is enough.</summary>
    public string? SourceFile { get; init; }

    /// <summary>The kinds of files of which a source must have one, best first; empty where any sound will do.</summary>
    public IReadOnlyList<string> SourceSounds { get; init; } = [];

    /// <summary>That file does not come with a song: another operation adds it, and has to be done first.</summary>
    public bool SourceFileIsAdded { get; init; }

    /// <summary>The kinds of files it adds to the source clip; empty where it makes clips. A clip that has one of them needs it no more.</summary>
    public IReadOnlyList<string> AddsFiles { get; init; } = [];

    /// <summary>The models that can do it, by name; empty where all can.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>How true the result is to what was asked.</summary>
    public Capability Capability { get; init; } = Capability.Exact;

    /// <summary>A vendor works on the song, who hears it as it is and knows nothing of how it was made; our own engine works on the scores of its songs.</summary>
    public bool IsByVendor => SourceById || !OwnSourceOnly;

    /// <summary>Whether a song's sound is sent to the provider.</summary>
    /// <param name="isKnown">The provider made the song and gave an id for it.</param>
    public bool Sends(bool isKnown) => SendsSource && !(OwnSourceById && isKnown);

    /// <summary>Whether it can be done with a model.</summary>
    public bool IsFor(string model) => Models.Count == 0 || Models.Contains(model);
}

/// <summary>An operation that a provider does not offer.</summary>
/// <param name="Op">A key of <see cref="Ops"/>.</param>
/// <param name="Reason">English sentence that says why; also the key of its translation.</param>
public sealed record MissingOperation(string Op, string Reason);

/// <summary>How true a result is to what was asked.</summary>
public enum Capability
{
    /// <summary>From what the provider stored with the song: nothing is guessed.</summary>
    Exact,

    /// <summary>An estimate, good enough to be useful; people are told.</summary>
    Approximate,
}

/// <summary>What an operation cannot do without.</summary>
[Flags]
public enum OperationNeeds
{
    /// <summary>Nothing but a model.</summary>
    None = 0,

    /// <summary>Lyrics, a description, or for an instrumental a style.</summary>
    Words = 1,

    /// <summary>A clip to start from.</summary>
    SourceClip = 2,

    /// <summary>A persona of this provider.</summary>
    Persona = 4,

    /// <summary>A name for what comes of it, in the title.</summary>
    Name = 8,

    /// <summary>Several clips in order.</summary>
    SourceClips = 16,

    /// <summary>A moment of the source clip.</summary>
    Position = 32,

    /// <summary>A stretch of the source clip.</summary>
    Range = 64,

    /// <summary>A style, and a weight of the source beside it.</summary>
    Style = 128,

    /// <summary>What it is to be about, in the description.</summary>
    Topic = 1024,

    /// <summary>Style words, and nothing beside them.</summary>
    StyleWords = 2048,

    /// <summary>What of the source is listened to.</summary>
    Purpose = 8192,
}

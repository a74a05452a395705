namespace MusicWeb.Providers.Embedded;

/// <summary>What the embedded engine offers.</summary>
internal static class SketchManifest
{
    /// <summary>Takes of every create.</summary>
    public const int Takes = 2;

    /// <summary>Shortest and longest song.</summary>
    public static readonly DurationRange Duration = new(MinSeconds: 10, MaxSeconds: 240, DefaultSeconds: 90);

    private const string Synthesized = "Built in and offline, no key needed: instant sketches with FLAC, WAV, MIDI and exact lyric times. A synthetic guide vocal sings the words.";
    private const string Sampled = "Built in and offline, no key needed: instant sketches with FLAC, WAV, MIDI and exact lyric times. Pianos, guitars, strings and drum kits come from a sound bank; a synthetic guide vocal sings the words.";

    /// <summary>The manifest of an engine that renders so many songs at once, with what is installed beside it.</summary>
    public static ProviderManifest With(int threads, bool hasMp3, bool hasBank) => new()
    {
        Name = "sketch",
        DisplayName = "Sketch engine",
        Badge = "Sketch",
        Summary = hasBank ? Sampled : Synthesized,
        Repeatable = true,
        CanCancel = true,
        Slots = threads,
        Deadline = TimeSpan.FromMinutes(10),
        Models =
        [
            new ModelSpec
            {
                Name = "sketch-1",
                DisplayName = "Sketch 1",
                LyricsLimit = 5000,
                DescriptionLimit = 400,
                StylesLimit = 1000,
                TitleLimit = 80,
                VocalGender = true,
                Duration = Duration,
            },
        ],
        Operations =
        [
            new OperationSpec(Ops.Create, PriceCredits: 15, Takes),
            new OperationSpec(Ops.Extend, PriceCredits: 15, Takes) { Needs = OperationNeeds.SourceClip | OperationNeeds.Position, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.Cover, PriceCredits: 15, Takes) { Needs = OperationNeeds.SourceClip | OperationNeeds.Style, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.Concat, PriceCredits: 2, Takes: 1) { Needs = OperationNeeds.SourceClips, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.ReplaceSection, PriceCredits: 15, Takes) { Needs = OperationNeeds.SourceClip | OperationNeeds.Range, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.Remaster, PriceCredits: 15, Takes) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.AddVocals, PriceCredits: 15, Takes) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.AddInstrumental, PriceCredits: 15, Takes) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.Sample, PriceCredits: 15, Takes) { Needs = OperationNeeds.SourceClip | OperationNeeds.Range, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.Mashup, PriceCredits: 15, Takes) { Needs = OperationNeeds.SourceClips, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.Bpm, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score", AddsFiles = [SketchFacts.Kind] },
            new OperationSpec(Ops.CoverArt, PriceCredits: 0, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score", AddsFiles = SketchCover.Kinds },
            new OperationSpec(Ops.Vox, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score", AddsFiles = SketchStems.Kinds(Ops.Vox) },
            new OperationSpec(Ops.StemsBasic, PriceCredits: 15, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score", AddsFiles = SketchStems.Kinds(Ops.StemsBasic) },
            new OperationSpec(Ops.StemsFull, PriceCredits: 75, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score", AddsFiles = SketchStems.Kinds(Ops.StemsFull) },
            .. hasMp3 ? (OperationSpec[])[new OperationSpec(Ops.Mp3, PriceCredits: 0, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, AddsFiles = ["mp3"] }] : [],
            new OperationSpec(Ops.Lyrics, PriceCredits: 2, Takes: 0) { Needs = OperationNeeds.Topic },
            new OperationSpec(Ops.StyleBoost, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.StyleWords },
            new OperationSpec(Ops.Persona, PriceCredits: 15, Takes) { Needs = OperationNeeds.Words | OperationNeeds.Persona },
            new OperationSpec(Ops.PersonaCreate, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip | OperationNeeds.Name, OwnSourceOnly = true },
        ],
        Missing = [.. hasMp3 ? [] : (MissingOperation[])[new MissingOperation(Ops.Mp3, SketchMp3.WhyMissing)], new MissingOperation(Ops.Video, "The sketch engine makes sound and pictures, no films.")],
    };
}

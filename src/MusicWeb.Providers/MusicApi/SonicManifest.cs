using MusicWeb.Providers.Embedded;

namespace MusicWeb.Providers.MusicApi;

/// <summary>What Sonic offers: names, paths, limits and prices of <c>providers/musicapi-sonic.md</c>, so that a correction is an edit of data.</summary>
internal static class SonicManifest
{
    /// <summary>The vendor's own host.</summary>
    public static readonly Uri BaseUrl = new("https://api.musicapi.ai/");

    /// <summary>Where songs are ordered.</summary>
    public const string CreatePath = "api/v1/sonic/create";

    /// <summary>Where words are written.</summary>
    public const string LyricsPath = "api/v1/sonic/lyrics";

    /// <summary>Where style words are bettered.</summary>
    public const string TagsPath = "api/v1/sonic/upsample-tags";

    /// <summary>Where a song of ours is made known.</summary>
    public const string UploadPath = "api/v1/sonic/upload";

    /// <summary>Where a song of ours is taken in and gone on from in one go.</summary>
    public const string UploadExtendPath = "api/v1/sonic/upload-extend";

    /// <summary>Where a song of ours is taken in and covered in one go.</summary>
    public const string UploadCoverPath = "api/v1/sonic/upload-cover";

    /// <summary>Where a section is replaced.</summary>
    public const string ReplacePath = "api/v1/sonic/replace-section";

    /// <summary>Where a persona is made.</summary>
    public const string PersonaPath = "api/v1/sonic/persona";

    /// <summary>Where a recorded voice becomes a persona.</summary>
    public const string VoicePath = "api/v1/sonic/create-voice";

    /// <summary>Where a song is built on a stretch of another.</summary>
    public const string SamplePath = "api/v1/sonic/sample";

    /// <summary>Where two songs are mashed up.</summary>
    public const string MashupPath = "api/v1/sonic/mashup";

    /// <summary>Where a song's tempo is asked for.</summary>
    public const string BpmPath = "api/v1/sonic/bpm";

    /// <summary>Where a stretch of a voice is marked, for a persona to be made of it.</summary>
    public const string VoxPath = "api/v1/sonic/vox";

    /// <summary>Where a voice is split from the rest.</summary>
    public const string StemsBasicPath = "api/v1/sonic/stems/basic";

    /// <summary>Where all instruments are split.</summary>
    public const string StemsFullPath = "api/v1/sonic/stems/full";

    /// <summary>Where a song's WAV is asked for.</summary>
    public const string WavPath = "api/v1/sonic/wav";

    /// <summary>Where a song's notes are asked for, again and again until they are there.</summary>
    public const string MidiPath = "api/v1/sonic/midi";

    /// <summary>Where the times of a song's words are asked for.</summary>
    public const string TimelinePath = "api/v1/sonic/aligned-lyrics";

    /// <summary>Where a task is asked for; its id follows.</summary>
    public const string TaskPath = "api/v1/sonic/task/";

    private const string NotReachable = "MusicAPI fetches songs by https from a public address of this site, and none is set.";

    /// <summary>A song takes about two minutes: asking sooner is of no use.</summary>
    public static readonly TimeSpan FirstPoll = TimeSpan.FromSeconds(10);

    /// <summary>What is no task is asked for every 10 s.</summary>
    public static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);

    /// <summary>The vendor asks for 15 to 25 s.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(20);

    /// <summary>How long a submit may take: it only hands the order in.</summary>
    public static readonly TimeSpan SubmitTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long an upload may take: the vendor fetches the song before it answers.</summary>
    public static readonly TimeSpan UploadTimeout = TimeSpan.FromSeconds(120);

    /// <summary>How long a poll may take.</summary>
    public static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(20);

    // What the vendor advises for some operations.
    private static readonly TimeSpan _freshness = TimeSpan.FromHours(24);

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
        TakesModels = true,
        Paths =
        [
            CreatePath, UploadPath, UploadExtendPath, UploadCoverPath, ReplacePath, PersonaPath, VoicePath, SamplePath, MashupPath, BpmPath, VoxPath, StemsBasicPath,
            StemsFullPath, WavPath, MidiPath, TimelinePath, LyricsPath, TagsPath, TaskPath + WireCorrection.Id, MusicApiCredits.Path,
        ],
        Inferred =
        [
            new(WireKind.SentField, SamplePath, "sample_clip_id"), new(WireKind.SentField, SamplePath, "chop_sample_start_s"), new(WireKind.SentField, SamplePath, "chop_sample_end_s"),
            new(WireKind.SentField, MashupPath, "mashup_clip_ids"),
            new(WireKind.SentField, VoicePath, "audio_url"), new(WireKind.ReadField, TaskPath + WireCorrection.Id, "persona_id"),
            new(WireKind.ReadField, BpmPath, "avg_bpm"), new(WireKind.ReadField, BpmPath, "min_bpm"), new(WireKind.ReadField, BpmPath, "max_bpm"),
            new(WireKind.SentField, VoxPath, "vocal_start_s"), new(WireKind.SentField, VoxPath, "vocal_end_s"), new(WireKind.ReadField, VoxPath, "vox_audio_id"),
            new(WireKind.SentField, PersonaPath, "vox_audio_id"), new(WireKind.SentField, PersonaPath, "vocal_start_s"), new(WireKind.SentField, PersonaPath, "vocal_end_s"),
            new(WireKind.ReadField, MidiPath, "midi_url"), new(WireKind.ReadField, WavPath, "wav_url"), new(WireKind.ReadField, TaskPath + WireCorrection.Id, "stem_type"),
        ],
        Models =
        [
            Model("sonic-v5", "Sonic v5", isNew: true),
            // Seen at work by others, and in none of the owner's documents.
            Model("sonic-v5-5", "Sonic v5.5", isNew: true) with { IsExperimental = true },
            Model("sonic-v6", "Sonic v6", isNew: true) with { IsExperimental = true },
            Model("sonic-v6-wild", "Sonic v6 wild", isNew: true) with { IsExperimental = true },
            Model("sonic-v6-mini", "Sonic v6 mini", isNew: true) with { IsExperimental = true },
            Model("sonic-v4-5-plus", "Sonic v4.5 plus", isNew: true),
            Model("sonic-v4-5", "Sonic v4.5", isNew: true),
            Model("sonic-v4-5-all", "Sonic v4.5 all, fast", isNew: true),
            Model("sonic-v4", "Sonic v4", isNew: false),
            Model("sonic-v3-5", "Sonic v3.5", isNew: false),
        ],
        Operations =
        [
            new OperationSpec(Ops.Create, PriceCredits: 15, Takes: 2),
            From(new OperationSpec(Ops.Extend, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Position | OperationNeeds.Words, OnlyParts = true }),
            From(new OperationSpec(Ops.Cover, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Style }),
            From(new OperationSpec(Ops.Concat, PriceCredits: 2, Takes: 1) { Needs = OperationNeeds.SourceClips }),
            From(new OperationSpec(Ops.ReplaceSection, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Range | OperationNeeds.Words }),
            // The vendor's pages say 10 and 15 for this and the two below.
            From(new OperationSpec(Ops.Remaster, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip, SourceAge = _freshness, Variations = ["subtle", "normal", "high"], VariationModels = ["sonic-v5"] }),
            From(new OperationSpec(Ops.AddVocals, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip, UploadedSourceOnly = true, SourceAge = _freshness }),
            From(new OperationSpec(Ops.AddInstrumental, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip, UploadedSourceOnly = true, SourceAge = _freshness }),
            // Nobody has published a price of the two below, and the names of their fields are second-hand.
            From(new OperationSpec(Ops.Sample, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Range | OperationNeeds.Words, IsExperimental = true }),
            From(new OperationSpec(Ops.Mashup, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClips, IsExperimental = true }),
            // How the answers of the two below look is known from a sister host only.
            From(new OperationSpec(Ops.Bpm, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = [SonicFacts.TempoKind], SourceAge = _freshness, IsExperimental = true }),
            From(new OperationSpec(Ops.Vox, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip | OperationNeeds.Range, AddsFiles = [SonicFacts.VoiceKind], LongestRange = TimeSpan.FromSeconds(30), SourceAge = _freshness, IsExperimental = true }),
            From(new OperationSpec(Ops.StemsBasic, PriceCredits: 15, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = SonicStems.Kinds(isFull: false) }),
            From(new OperationSpec(Ops.StemsFull, PriceCredits: 75, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = SonicStems.Kinds(isFull: true) }),
            // The vendor's pages say 1 and 2.
            From(new OperationSpec(Ops.Wav, PriceCredits: 2, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["wav"] }),
            // How the answer looks is known from a sister host only.
            From(new OperationSpec(Ops.Midi, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["midi"], SourceAge = _freshness, IsExperimental = true }),
            From(new OperationSpec(Ops.LyricsTimeline, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = WordFiles.Kinds }),
            // The vendor wants fewer than 120 characters.
            new OperationSpec(Ops.Lyrics, PriceCredits: 2, Takes: 0) { Needs = OperationNeeds.Topic, DescriptionLimit = 119 },
            new OperationSpec(Ops.StyleBoost, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.StyleWords },
            Sent(new OperationSpec(Ops.Upload, PriceCredits: 2, Takes: 1) { Needs = OperationNeeds.SourceClip }),
            // Priced as what they do once the song is there. The whole is asked for: nothing here could join the part with a song that only went along.
            Sent(new OperationSpec(Ops.UploadExtend, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Position | OperationNeeds.Words, OnlyWhole = true }),
            Sent(new OperationSpec(Ops.UploadCover, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Style }),
            // The name of its field is second-hand.
            new OperationSpec(Ops.VoiceCreate, PriceCredits: 4, Takes: 0) { Needs = OperationNeeds.SourceClip | OperationNeeds.Name, SendsSource = true, CopiesVoice = true, IsExperimental = true },
            new OperationSpec(Ops.Persona, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.Words | OperationNeeds.Persona },
            From(new OperationSpec(Ops.PersonaCreate, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip | OperationNeeds.Name, SourceAge = _freshness, DescriptionLimit = 200 }),
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

    // What starts from any song is told where it can be fetched.
    private static OperationSpec Sent(OperationSpec operation) => operation with { SendsSource = true, LongestSource = TimeSpan.FromMinutes(8) };

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

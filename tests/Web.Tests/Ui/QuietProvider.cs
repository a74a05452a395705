using MusicWeb.Providers;

namespace Web.Tests.Ui;

/// <summary>Takes orders and delivers nothing; refuses what a test tells it to.</summary>
internal sealed class QuietProvider : IMusicProvider
{
    public static ModelSpec Model { get; } = new()
    {
        Name = "sketch-1",
        DisplayName = "sketch-1",
        LyricsLimit = 5000,
        DescriptionLimit = 400,
        StylesLimit = 1000,
        TitleLimit = 80,
        VocalGender = true,
        Duration = new DurationRange(MinSeconds: 30, MaxSeconds: 240, DefaultSeconds: 90),
    };

    /// <summary>A model that knows less.</summary>
    public static ModelSpec Plain { get; } = Model with { Name = "plain", DisplayName = "plain", TitleLimit = 10, VocalGender = false, Duration = null };

    public ProviderManifest Manifest { get; set; } = new()
    {
        Name = "sketch",
        DisplayName = "Sketch engine",
        Badge = "Sketch",
        Summary = "Makes songs on this machine.",
        Repeatable = true,
        CanCancel = true,
        Slots = 1,
        Deadline = TimeSpan.FromMinutes(5),
        Models = [Model, Plain],
        Operations =
        [
            new OperationSpec(Ops.Create, PriceCredits: 15, Takes: 2),
            new OperationSpec(Ops.Persona, PriceCredits: 16, Takes: 2) { Needs = OperationNeeds.Words | OperationNeeds.Persona },
            new OperationSpec(Ops.Extend, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Position, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.Cover, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Style, OwnSourceOnly = true, SourceFile = "score", Capability = Capability.Approximate },
            new OperationSpec(Ops.Concat, PriceCredits: 2, Takes: 1) { Needs = OperationNeeds.SourceClips, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.ReplaceSection, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Range, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.StemsBasic, PriceCredits: 15, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceFile = "score", AddsFiles = ["vocals", "instrumental"] },
            new OperationSpec(Ops.Lyrics, PriceCredits: 2, Takes: 0) { Needs = OperationNeeds.Topic },
            new OperationSpec(Ops.StyleBoost, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.StyleWords },
            new OperationSpec(Ops.Mashup, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClips, OwnSourceOnly = true, SourceFile = "score" },
            new OperationSpec(Ops.PersonaCreate, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip | OperationNeeds.Name, OwnSourceOnly = true },
        ],
        Missing = [new MissingOperation(Ops.Mp3, "MP3 needs libmp3lame on this server.")],
    };

    public Refusal? Refusal { get; set; }

    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null) => Refusal;

    public Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct) => throw new NotSupportedException();

    public Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException();

    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException();
}

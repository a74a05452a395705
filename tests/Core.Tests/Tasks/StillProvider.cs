using MusicWeb.Providers;

namespace Core.Tests.Tasks;

/// <summary>Says what it offers and is never asked for more: no worker runs in the tests of the verbs.</summary>
internal sealed class StillProvider(string name = StillProvider.Default, bool canCancel = true, long priceCredits = 15) : IMusicProvider
{
    public const string Default = "still";

    public ProviderManifest Manifest { get; init; } = new()
    {
        Name = name,
        DisplayName = "Still",
        Badge = "Still",
        Summary = "Takes orders and delivers nothing.",
        Repeatable = false,
        CanCancel = canCancel,
        Slots = 100,
        Deadline = TimeSpan.FromMinutes(10),
        TakesModels = true,
        Paths = ["songs", "songs/{id}"],
        Models =
        [
            new ModelSpec { Name = "still-1", DisplayName = "still-1", LyricsLimit = 5000, DescriptionLimit = 400, StylesLimit = 1000, TitleLimit = 80, VocalGender = true },
        ],
        Operations =
        [
            new OperationSpec(Ops.Create, priceCredits, Takes: 2), new OperationSpec(Ops.Extend, PriceCredits: 10, Takes: 1),
            new OperationSpec(Ops.Persona, priceCredits, Takes: 2) { Needs = OperationNeeds.Words | OperationNeeds.Persona },
            new OperationSpec(Ops.PersonaCreate, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip | OperationNeeds.Name, OwnSourceOnly = true },
        ],
    };

    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null) => RequestRules.Check(limits ?? Manifest, request);

    public Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct) => throw new NotSupportedException();

    public Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException();

    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => throw new NotSupportedException();
}

using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Sets what an operation costs, and says beforehand what the next task will cost.</summary>
public sealed partial class PriceForm(CircuitActor people, SetPrice set) : ComponentBase
{
    private long? _priceCredits;
    private DateTime? _effectiveAt;
    private bool _isStandard;
    private Error? _refusal;

    /// <summary>The provider.</summary>
    [Parameter, EditorRequired]
    public ProviderManifest Manifest { get; set; } = null!;

    /// <summary>The operation.</summary>
    [Parameter, EditorRequired]
    public OperationOffer Offer { get; set; } = null!;

    /// <summary>It was set, or the person changed their mind.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private string Id => $"{Manifest.Name}-{Offer.Spec.Op}";

    private long? Wanted => _isStandard ? Offer.Price.StandardCredits : _priceCredits;

    private string Outcome => Wanted is not { } credits ? L["Enter a price."]
        : _effectiveAt is null ? L["The next task costs {0}.", L.Credits(credits)]
        : L["The next task still costs {0}; from that moment on it is {1}.", L.Credits(Offer.Price.PriceCredits), L.Credits(credits)];

    /// <inheritdoc/>
    protected override void OnInitialized() => _priceCredits = Offer.Price.PriceCredits;

    private async Task<Error?> SetAsync(string reason)
    {
        _refusal = null;
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return found.Error;
        DateTime? from = _effectiveAt is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null;
        return (await set.RunAsync(found.Value, Manifest, Offer.Spec.Op, _isStandard ? null : _priceCredits ?? 0, from, reason, CancellationToken.None)).Error;
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;
}

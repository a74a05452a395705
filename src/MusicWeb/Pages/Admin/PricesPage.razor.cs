using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>What every operation costs and whether it is offered, which models there are and how far they go; each can be changed, and every change is listed.</summary>
public sealed partial class PricesPage(CircuitActor people, ReadOffers offers, OfferHistory history, ProviderCatalog catalog, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 20;
    private static readonly string[] _kinds = [LiveKinds.Price, LiveKinds.Offer];
    private Opening? _opening;
    private bool _isLoading;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _opening = await prerendered.ReadAsync(RendererInfo.IsInteractive, "prices", () => ReadAsync(PageSize, PageSize));
        if (_opening is null) navigation.NotFound();
    }

    private async Task<Opening?> ReadAsync(int priceRows, int switchRows)
    {
        if (await people.FindAdministratorAsync() is not { IsOk: true, Value: var actor }) return null;
        var (all, prices, switches) = (
            await offers.RunAsync(actor, CancellationToken.None),
            await history.PricesAsync(actor, before: null, priceRows, CancellationToken.None),
            await history.PageAsync(actor, before: null, switchRows, CancellationToken.None));
        return all.IsOk && prices.IsOk && switches.IsOk ? new Opening(all.Value, prices.Value, switches.Value) : null;
    }

    // As many rows as are shown: whoever looked far back keeps the place.
    private async Task RefreshAsync()
    {
        if (_opening is { } shown) _opening = await ReadAsync(Math.Max(PageSize, shown.Prices.Items.Count), Math.Max(PageSize, shown.Switches.Items.Count)) ?? shown;
    }

    private Task MorePricesAsync() => LoadAsync(async (actor, shown) => await history.PricesAsync(actor, shown.Prices.Next, PageSize, CancellationToken.None) is { IsOk: true, Value: var page }
        ? shown with { Prices = new Page<PriceChangeRow>([.. shown.Prices.Items, .. page.Items], page.Next) }
        : shown);

    private Task MoreSwitchesAsync() => LoadAsync(async (actor, shown) => await history.PageAsync(actor, shown.Switches.Next, PageSize, CancellationToken.None) is { IsOk: true, Value: var page }
        ? shown with { Switches = new Page<OfferChangeRow>([.. shown.Switches.Items, .. page.Items], page.Next) }
        : shown);

    private async Task LoadAsync(Func<Actor, Opening, Task<Opening>> more)
    {
        if (_isLoading || _opening is not { } shown || await people.FindAdministratorAsync() is not { IsOk: true, Value: var actor }) return;
        _isLoading = true;
        _opening = await more(actor, shown);
        _isLoading = false;
    }

    private IReadOnlyList<RetiredProvider> Retired => catalog.Retired;

    private string NameOf(string provider) => _opening?.Providers.FirstOrDefault(offer => offer.Manifest.Name == provider)?.Manifest.DisplayName ?? provider;

    private sealed record Opening(IReadOnlyList<ProviderOffer> Providers, Page<PriceChangeRow> Prices, Page<OfferChangeRow> Switches);
}

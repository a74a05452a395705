using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Credits;

/// <summary>What every operation of every provider costs now, and what it will cost when that is known.</summary>
public sealed partial class PriceCard(PriceList prices, OfferList offers, Prerendered prerendered) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Price, LiveKinds.Offer];
    private IReadOnlyList<(ProviderManifest Manifest, IReadOnlyList<PriceInEffect> Prices)> _lists = [];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _lists = await prerendered.ReadAsync(RendererInfo.IsInteractive, "prices", ListAsync);

    private async Task ReadAsync() => _lists = await ListAsync();

    private async Task<IReadOnlyList<(ProviderManifest Manifest, IReadOnlyList<PriceInEffect> Prices)>> ListAsync()
    {
        var manifests = (await offers.ReadAsync(CancellationToken.None)).Select(offered => offered.Manifest).ToList();
        return [.. manifests.Zip(await prices.ListAsync(manifests, CancellationToken.None))];
    }
}

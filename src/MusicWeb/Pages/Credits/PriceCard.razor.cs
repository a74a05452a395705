using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Credits;

/// <summary>What every operation of every provider costs now, and what it will cost when that is known.</summary>
public sealed partial class PriceCard(PriceList prices, ProviderCatalog providers, Prerendered prerendered) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Price];
    private IReadOnlyList<(ProviderManifest Manifest, IReadOnlyList<PriceInEffect> Prices)> _lists = [];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _lists = await prerendered.ReadAsync(RendererInfo.IsInteractive, "prices", ListAsync);

    private async Task ReadAsync() => _lists = await ListAsync();

    private async Task<IReadOnlyList<(ProviderManifest Manifest, IReadOnlyList<PriceInEffect> Prices)>> ListAsync()
    {
        var lists = new List<(ProviderManifest, IReadOnlyList<PriceInEffect>)>();
        foreach (var provider in providers.All) lists.Add((provider.Manifest, await prices.ListAsync(provider.Manifest, CancellationToken.None)));
        return lists;
    }
}

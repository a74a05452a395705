using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>The keys that a person or a team has at vendors; shows nothing to those who do not keep them.</summary>
public sealed partial class VendorKeys(CircuitActor people, ListProviderKeys list, OfferList offers, ProviderCatalog providers, Prerendered prerendered) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.ProviderKey, LiveKinds.Credits];
    private IReadOnlyList<VendorSeat>? _seats;
    private VendorSeat? _entering;
    private IReadOnlyList<Opened> _opens = [];
    private Guid _workspaceId;
    private string? _workspace;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>It is a team's.</summary>
    [Parameter]
    public bool IsTeam { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_workspace == Workspace) return;
        _workspace = Workspace;
        var shelf = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"vendors {Workspace}", ReadAsync);
        (_workspaceId, _seats, _opens) = (shelf?.WorkspaceId ?? default, shelf?.Seats, shelf?.Opens ?? []);
    }

    private async Task<Shelf?> ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return null;
        var offered = await offers.ReadAsync(CancellationToken.None);
        return new Shelf(
            found.Value.WorkspaceId, await list.RunAsync(found.Value, CancellationToken.None),
            [.. offered.Where(offer => offer.Manifest.Vendor is not null).Select(offer => new Opened(offer.Manifest.Vendor!, offer.Manifest.DisplayName))]);
    }

    private async Task ReadAgainAsync() => _seats = (await ReadAsync())?.Seats ?? _seats;

    private async Task CloseAsync()
    {
        _entering = null;
        await ReadAgainAsync();
    }

    private string[] OpensOf(VendorSeat seat) => [.. _opens.Where(opened => opened.Vendor == seat.Vendor).Select(opened => opened.Name)];

    private RetiredProvider[] RetiredOf(VendorSeat seat) => [.. providers.Retired.Where(retired => retired.Manifest.Vendor == seat.Vendor)];

    private sealed record Shelf(Guid WorkspaceId, IReadOnlyList<VendorSeat> Seats, IReadOnlyList<Opened> Opens);

    private sealed record Opened(string Vendor, string Name);
}

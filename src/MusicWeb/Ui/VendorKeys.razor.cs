using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;

namespace MusicWeb.Ui;

/// <summary>The keys that a person or a team has at vendors; shows nothing to those who do not keep them.</summary>
public sealed partial class VendorKeys(CircuitActor people, ListProviderKeys list, Prerendered prerendered) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.ProviderKey, LiveKinds.Credits];
    private IReadOnlyList<VendorSeat>? _seats;
    private VendorSeat? _entering;
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
        (_workspaceId, _seats) = (shelf?.WorkspaceId ?? default, shelf?.Seats);
    }

    private async Task<Shelf?> ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        return found.IsOk ? new Shelf(found.Value.WorkspaceId, await list.RunAsync(found.Value, CancellationToken.None)) : null;
    }

    private async Task ReadAgainAsync() => _seats = (await ReadAsync())?.Seats ?? _seats;

    private async Task CloseAsync()
    {
        _entering = null;
        await ReadAgainAsync();
    }

    private sealed record Shelf(Guid WorkspaceId, IReadOnlyList<VendorSeat> Seats);
}

using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Ui;

namespace MusicWeb.App;

/// <summary>What can be spent and what is held, always in sight and always current.</summary>
public sealed partial class CreditChip(CircuitActor people, CreditBalance balances, Prerendered prerendered) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Credits];
    private Balance? _balance;
    private Guid _workspaceId;

    /// <summary>Whose balance, as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() =>
        (_workspaceId, _balance) = await prerendered.ReadAsync(RendererInfo.IsInteractive, "chip", ReadAsync);

    private async Task<(Guid WorkspaceId, Balance? Balance)> ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        return found.IsOk ? (found.Value.WorkspaceId, await balances.FindAsync(found.Value, CancellationToken.None)) : default;
    }

    private async Task ReadAgainAsync() => (_workspaceId, _balance) = await ReadAsync();
}

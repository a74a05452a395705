using System.Globalization;
using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Credits;

/// <summary>Moves credits between the own account and that of a team.</summary>
public sealed partial class MoveCreditsForm(CircuitActor people, MoveCredits move, ToastFeed toasts, TimeProvider time) : ComponentBase
{
    private Error? _refusal;
    private Guid _moveId;
    private Guid _fromId;
    private Guid _toId;
    private string? _amount = "10";
    private bool _isBusy;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The accounts the reader has a part in, the own one among them.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Pocket> Pockets { get; set; } = [];

    /// <summary>The workspace at hand: a team's page offers that team.</summary>
    [Parameter, EditorRequired]
    public Guid Here { get; set; }

    /// <summary>Told when credits were moved.</summary>
    [Parameter]
    public EventCallback OnMoved { get; set; }

    // One end is always the own account.
    private IEnumerable<Pocket> Targets => Pockets.Where(pocket => pocket.MayGive && pocket.WorkspaceId != _fromId && (pocket.IsOwn || IsOwn(_fromId)));

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _moveId = Guid.CreateVersion7(time.GetUtcNow());
        _fromId = Pockets.First(pocket => pocket.IsOwn).WorkspaceId;
        _toId = Targets.FirstOrDefault(pocket => pocket.WorkspaceId == Here)?.WorkspaceId ?? Targets.FirstOrDefault()?.WorkspaceId ?? Guid.Empty;
    }

    private void ChooseFrom(ChangeEventArgs change)
    {
        if (!Guid.TryParse(change.Value as string, out _fromId)) return;
        if (Targets.All(pocket => pocket.WorkspaceId != _toId)) _toId = Targets.FirstOrDefault()?.WorkspaceId ?? Guid.Empty;
    }

    private void ChooseTo(ChangeEventArgs change) => _ = Guid.TryParse(change.Value as string, out _toId);

    // The id belongs to what was chosen: a second press of the same move moves once.
    private async Task MoveAsync()
    {
        if (_isBusy) return;
        (_isBusy, _refusal) = (true, null);
        // What is no number is refused as an amount, in the same words.
        var amount = long.TryParse(_amount, NumberStyles.Integer, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        var found = await people.FindAsync(Workspace);
        var moved = found.IsOk ? await move.RunAsync(found.Value, _moveId, _fromId, _toId, amount, CancellationToken.None) : found.Error;
        if (moved.Error is { } error)
        {
            _refusal = error;
            if (error.Code == "id_reused") _moveId = Guid.CreateVersion7(time.GetUtcNow());
        }
        else
        {
            toasts.Show(L["{0} moved to {1}.", L.Credits(amount), NameOf(Pockets.First(pocket => pocket.WorkspaceId == _toId))]);
            // An empty amount: the second half of a double click moves nothing more.
            (_moveId, _amount) = (Guid.CreateVersion7(time.GetUtcNow()), "");
            await OnMoved.InvokeAsync();
        }

        _isBusy = false;
    }

    private bool IsOwn(Guid workspaceId) => Pockets.Any(pocket => pocket.IsOwn && pocket.WorkspaceId == workspaceId);

    private string NameOf(Pocket pocket) => pocket.IsOwn ? L["Your own credits"] : pocket.Name;
}

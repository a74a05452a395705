using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Tasks;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>How a team is left, handed over or ended.</summary>
public sealed partial class TeamEnd(CircuitActor people, RemoveMember remove, TransferOwnership transfer, DeleteWorkspace delete, ToastFeed toasts, NavigationManager navigation) : ComponentBase
{
    private Guid _heirId;
    private bool _toTrash;
    private Error? _error;

    /// <summary>The team.</summary>
    [Parameter, EditorRequired]
    public Team Team { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>Told after a change that was made here.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private IEnumerable<MemberView> Heirs => Team.Members.Where(member => member.UserId != Team.Actor.UserId);

    private string HeirName => Heirs.FirstOrDefault(heir => heir.UserId == _heirId)?.CalledName ?? "";

    private async Task LeaveAsync()
    {
        var found = await people.FindAsync(Workspace);
        var left = found.IsOk ? await remove.RunAsync(found.Value, found.Value.UserId, CancellationToken.None) : found.Error;
        if (left.Error is { } error) toasts.ShowProblem(L.Of(error));
        else GoHome(L["You left “{0}”.", Team.Name]);
    }

    private async Task HandOverAsync()
    {
        var found = await people.FindAsync(Workspace);
        var done = found.IsOk ? await transfer.RunAsync(found.Value, _heirId, CancellationToken.None) : found.Error;
        if (done.Error is { } error) toasts.ShowProblem(L.Of(error));
        _heirId = Guid.Empty;
        await OnChanged.InvokeAsync();
    }

    private async Task DeleteAsync()
    {
        var found = await people.FindAsync(Workspace);
        var deleted = found.IsOk ? await delete.RunAsync(found.Value, _toTrash, CancellationToken.None) : found.Error;
        _error = deleted.Error;
        if (deleted.IsOk) GoHome(L["“{0}” is deleted.", Team.Name]);
    }

    private void GoHome(string words)
    {
        navigation.NavigateTo($"/w/{FindActor.Me}/library");
        toasts.Show(words);
    }
}

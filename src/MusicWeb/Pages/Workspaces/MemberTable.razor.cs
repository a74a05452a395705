using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>Who is in a team and what each may do.</summary>
public sealed partial class MemberTable(CircuitActor people, ChangeRole changeRole, RemoveMember remove, ToastFeed toasts) : ComponentBase
{
    private bool _isBusy;

    /// <summary>The team.</summary>
    [Parameter, EditorRequired]
    public Team Team { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>Told after a change that was made here.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private bool MayChange(MemberView member) => Team.Actor.CanManage && member.Role is not Role.Owner && member.UserId != Team.Actor.UserId;

    // The value comes from outside: only a role that can be given is taken.
    private Task ChangeAsync(MemberView member, ChangeEventArgs change) => Enum.TryParse<Role>(change.Value as string, out var role)
        ? ActAsync(async actor => (await changeRole.RunAsync(actor, member.UserId, role, CancellationToken.None)).Error)
        : OnChanged.InvokeAsync();

    private Task RemoveAsync(MemberView member) => ActAsync(async actor => (await remove.RunAsync(actor, member.UserId, CancellationToken.None)).Error);

    private async Task ActAsync(Func<Actor, Task<Error?>> act)
    {
        if (_isBusy) return;
        _isBusy = true;
        var found = await people.FindAsync(Workspace);
        if ((found.IsOk ? await act(found.Value) : found.Error) is { } error) toasts.ShowProblem(L.Of(error));
        _isBusy = false;
        await OnChanged.InvokeAsync();
    }
}

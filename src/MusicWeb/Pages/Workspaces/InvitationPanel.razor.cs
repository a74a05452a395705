using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>Makes links that let people in, shows each once, and takes open ones back.</summary>
public sealed partial class InvitationPanel(CircuitActor people, CreateInvitation create, RevokeInvitation revoke, ToastFeed toasts, NavigationManager navigation) : ComponentBase
{
    private static readonly int[] _choices = [1, 7, 30, CreateInvitation.MaxDays];
    private Role _role = Role.Member;
    private string _email = "";
    private int _days = 7;
    private int _uses = 1;
    private string? _link;
    private Error? _error;
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

    private async Task InviteAsync()
    {
        if (_isBusy) return;
        (_isBusy, _error, _link) = (true, null, null);
        var found = await people.FindAsync(Workspace);
        var made = found.IsOk ? await create.RunAsync(found.Value, new InvitationOrder(_role, _email, _days, _uses), CancellationToken.None) : found.Error;
        _error = made.Error;
        if (made.Value is { } invitation) (_link, _email) = ($"{navigation.BaseUri}invite/{invitation.Token}", "");
        _isBusy = false;
        await OnChanged.InvokeAsync();
    }

    private async Task RevokeAsync(Guid invitationId)
    {
        if (_isBusy) return;
        (_isBusy, _link) = (true, null);
        var found = await people.FindAsync(Workspace);
        var revoked = found.IsOk ? await revoke.RunAsync(found.Value, invitationId, CancellationToken.None) : found.Error;
        if (revoked.Error is { } error) toasts.ShowProblem(L.Of(error));
        _isBusy = false;
        await OnChanged.InvokeAsync();
    }

    private string? ErrorOf(string field) => _error?.Field == field ? L.Of(_error) : null;
}

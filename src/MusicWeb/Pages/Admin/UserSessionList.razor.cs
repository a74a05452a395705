using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Where somebody is signed in, and the way to end it all.</summary>
public sealed partial class UserSessionList(CircuitActor people, EndUserSessions end) : ComponentBase
{
    private bool _isAsked;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public Guid UserId { get; set; }

    /// <summary>The sessions.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Session> Sessions { get; set; } = [];

    /// <summary>They were ended.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private async Task<Error?> EndAsync(string reason) =>
        await people.FindAdministratorAsync() is { IsOk: true } found ? (await end.RunAsync(found.Value, UserId, reason, CancellationToken.None)).Error : Error.NotFound;

    private async Task CloseAsync()
    {
        _isAsked = false;
        await OnChanged.InvokeAsync();
    }
}

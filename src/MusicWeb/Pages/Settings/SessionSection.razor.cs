using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Settings;

/// <summary>The browsers in which the person is signed in, and the way to end that, at once.</summary>
public sealed partial class SessionSection(SettingsPerson person, EndSessions end, ToastFeed toasts) : ComponentBase
{
    private Guid _ownId;

    /// <summary>All that stand.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Session> Sessions { get; set; } = [];

    /// <summary>Told after a change.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _ownId = (await person.FindAsync())?.SessionId ?? default;

    private async Task EndAsync(Guid sessionId)
    {
        if (await person.FindAsync() is not { UserId: var userId }) return;
        await end.OneAsync(userId, sessionId, CancellationToken.None);
        await OnChanged.InvokeAsync();
    }

    private async Task EndOthersAsync()
    {
        if (await person.FindAsync() is not { } own) return;
        var ended = await end.AllAsync(own.UserId, own.SessionId, CancellationToken.None);
        toasts.Show(L["Signed out in {0} other places.", ended]);
        await OnChanged.InvokeAsync();
    }

    // This page hears of it like all others, and goes to the sign-in page.
    private async Task EndAllAsync()
    {
        if (await person.FindAsync() is { UserId: var userId }) await end.AllAsync(userId, exceptId: null, CancellationToken.None);
    }
}

using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Settings;

/// <summary>How the person comes in.</summary>
public sealed partial class SignInSection(SettingsPerson person, OutsideLogins logins, ToastFeed toasts) : ComponentBase
{
    /// <summary>The person as saved.</summary>
    [Parameter, EditorRequired]
    public User Person { get; set; } = null!;

    /// <summary>Other sites whose account is connected.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Sites { get; set; } = [];

    /// <summary>Told after a change.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private async Task RemoveAsync(string site)
    {
        if (await person.FindAsync() is not { UserId: var userId }) return;
        var removed = await logins.RemoveAsync(userId, site, CancellationToken.None);
        if (removed.Error is { } error) toasts.ShowProblem(L.Of(error));
        await OnChanged.InvokeAsync();
    }
}

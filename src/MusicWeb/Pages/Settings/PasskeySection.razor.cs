using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Settings;

/// <summary>The person's passkeys: named and removed here, added on a page of its own.</summary>
public sealed partial class PasskeySection(SettingsPerson person, PasskeyShelf shelf, ToastFeed toasts) : ComponentBase
{
    /// <summary>All of them.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<PasskeyView> Passkeys { get; set; } = [];

    /// <summary>Told after a change.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private async Task RenameAsync(PasskeyView passkey, string? name)
    {
        if (await person.FindAsync() is not { UserId: var userId }) return;
        var renamed = await shelf.RenameAsync(userId, passkey.Id, name, CancellationToken.None);
        if (renamed.Error is { } error) toasts.ShowProblem(L.Of(error));
        await OnChanged.InvokeAsync();
    }

    private async Task RemoveAsync(PasskeyView passkey)
    {
        if (await person.FindAsync() is not { UserId: var userId }) return;
        var removed = await shelf.RemoveAsync(userId, passkey.Id, CancellationToken.None);
        if (removed.Error is { } error) toasts.ShowProblem(L.Of(error));
        else toasts.Show(L["The passkey “{0}” is removed.", removed.Value!]);
        await OnChanged.InvokeAsync();
    }
}

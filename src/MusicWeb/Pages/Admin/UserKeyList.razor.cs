using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Somebody's API keys; one that is in wrong hands is revoked here.</summary>
public sealed partial class UserKeyList(CircuitActor people, RevokeApiKey revoke, ToastFeed toasts) : ComponentBase
{
    private bool _isBusy;

    /// <summary>The keys.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ApiKeyView> Keys { get; set; } = [];

    /// <summary>One was revoked.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private async Task RevokeAsync(Guid keyId)
    {
        if (_isBusy) return;
        _isBusy = true;
        var found = await people.FindAdministratorAsync();
        var error = found.IsOk ? (await revoke.RunAsync(found.Value, keyId, CancellationToken.None)).Error : found.Error;
        if (error is null) toasts.Show(L["The key opens nothing any more."]);
        else toasts.ShowProblem(L.Of(error));
        _isBusy = false;
        await OnChanged.InvokeAsync();
    }
}

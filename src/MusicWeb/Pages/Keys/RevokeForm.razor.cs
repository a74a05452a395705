using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Keys;

/// <summary>Asks before a key is ended.</summary>
public sealed partial class RevokeForm(CircuitActor people, RevokeApiKey revoke, ToastFeed toasts) : ComponentBase
{
    private string? _error;
    private bool _isBusy;

    /// <summary>The key.</summary>
    [Parameter, EditorRequired]
    public ApiKeyView Key { get; set; } = null!;

    /// <summary>It has ended.</summary>
    [Parameter]
    public EventCallback OnRevoked { get; set; }

    /// <summary>The reader thought better of it.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    private async Task RevokeAsync()
    {
        if (_isBusy) return;
        (_isBusy, _error) = (true, null);
        var found = await people.FindAsync(FindActor.Me);
        var revoked = found.IsOk ? await revoke.RunAsync(found.Value, Key.Id, CancellationToken.None) : found.Error!;
        if (revoked.IsOk)
        {
            toasts.Show(L["{0} is revoked.", Key.Terms.Name]);
            await OnRevoked.InvokeAsync();
        }
        else
        {
            _error = L.Of(revoked.Error!);
        }

        _isBusy = false;
    }
}

using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Credits;

/// <summary>Turns a code into credits of the workspace at hand.</summary>
public sealed partial class RedeemForm(CircuitActor people, RedeemCredits redeem, ToastFeed toasts) : ComponentBase
{
    private string? _code = "";
    private string? _error;
    private bool _isBusy;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>Told when credits came.</summary>
    [Parameter]
    public EventCallback OnRedeemed { get; set; }

    private async Task RedeemAsync()
    {
        if (_isBusy) return;
        (_isBusy, _error) = (true, null);
        if (string.IsNullOrWhiteSpace(_code)) _error = L["Type the code first."];
        else
        {
            var found = await people.FindAsync(Workspace);
            var redeemed = found.IsOk ? await redeem.RunAsync(found.Value, _code, CancellationToken.None) : found.Error;
            if (redeemed.Error is { } refusal) _error = L.Of(refusal);
            else
            {
                _code = "";
                toasts.Show(L["{0} added.", L.Credits(redeemed.Value!.AmountCredits)]);
                await OnRedeemed.InvokeAsync();
            }
        }

        _isBusy = false;
    }
}

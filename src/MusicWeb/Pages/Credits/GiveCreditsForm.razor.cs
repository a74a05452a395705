using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Credits;

/// <summary>An administrator's way to give credits, to anybody who has signed up.</summary>
public sealed partial class GiveCreditsForm(CircuitActor people, GiveCredits give, ToastFeed toasts, TimeProvider time) : ComponentBase
{
    private Error? _refusal;
    private Guid _giftId;
    private string _toEmail = "";
    private string? _reason = "";
    private string? _error;
    private long? _amountCredits = 100;
    private bool _isBusy;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>Told when credits were given.</summary>
    [Parameter]
    public EventCallback OnGiven { get; set; }

    // Radzen reads the field's name aloud unless it is told what the label says.
    private Dictionary<string, object> AmountAttributes => new() { ["inputmode"] = "numeric", ["aria-describedby"] = "give-amount-error", ["aria-label"] = L["Credits"].Value };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _giftId = NewId();
        // Usually the address that somebody signs in with; giving to oneself is the first thing a newcomer needs.
        _toEmail = await people.NameAsync();
    }

    // The id belongs to what was typed: a second press of the same gift gives once.
    private async Task GiveAsync()
    {
        if (_isBusy) return;
        (_isBusy, _refusal, _error) = (true, null, null);
        var (to, amount) = (_toEmail.Trim(), _amountCredits ?? 0);
        var found = await people.FindAsync(Workspace);
        var given = found.IsOk ? await give.RunAsync(found.Value, _giftId, to, amount, _reason ?? "", expiresAt: null, CancellationToken.None) : found.Error;
        if (given.Error is { } error)
        {
            _refusal = error;
            if (error.Field is null) _error = L.Of(error);
            if (error.Code == "id_reused") _giftId = NewId();
        }
        else
        {
            toasts.Show(L["{0} given to {1}.", L.Credits(amount), to]);
            (_giftId, _reason) = (NewId(), "");
            await OnGiven.InvokeAsync();
        }

        _isBusy = false;
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;

    private string? WrongLook(string field) => _refusal?.Field == field ? "is-wrong" : null;
}

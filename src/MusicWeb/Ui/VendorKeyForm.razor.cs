using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Vendors;

namespace MusicWeb.Ui;

/// <summary>Takes a vendor's key; what was typed is gone with the form.</summary>
public sealed partial class VendorKeyForm(CircuitActor people, EnterProviderKey enter, ToastFeed toasts) : ComponentBase
{
    private string? _text;
    private string? _fieldError;
    private string? _error;
    private bool _isBusy;

    /// <summary>The vendor.</summary>
    [Parameter, EditorRequired]
    public VendorSeat Seat { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The key is kept.</summary>
    [Parameter]
    public EventCallback OnEntered { get; set; }

    /// <summary>The reader thought better of it.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    private async Task EnterAsync()
    {
        if (_isBusy) return;
        (_isBusy, _fieldError, _error) = (true, null, null);
        await Task.Yield(); // Draws that it is being tested.
        var found = await people.FindAsync(Workspace);
        var entered = found.IsOk ? await enter.RunAsync(found.Value, Seat.Vendor, _text ?? "", CancellationToken.None) : found.Error!;
        _isBusy = false;
        if (entered.Error is { } error)
        {
            if (error.Field is null) _error = L.Of(error);
            else _fieldError = L.Of(error);
            return;
        }

        toasts.Show(L["The key for {0} works and is kept.", Seat.DisplayName]);
        await OnEntered.InvokeAsync();
    }
}

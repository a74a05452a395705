using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;

namespace MusicWeb.Pages.Credits;

/// <summary>An entry of the books. Entries never change, so a row is drawn once.</summary>
public sealed partial class LedgerRow
{
    /// <summary>The entry.</summary>
    [Parameter, EditorRequired]
    public StatementRow Row { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    private string Word => Row.Kind switch
    {
        TransferKind.Grant => "Received",
        TransferKind.Hold => "Held",
        TransferKind.Capture => "Spent",
        _ => "Returned",
    };

    private string Look => Row.Kind switch
    {
        TransferKind.Grant or TransferKind.Void => "state-good",
        TransferKind.Hold => "state-waiting",
        _ => "state-running-still",
    };

    private string Picture => Row.Kind switch
    {
        TransferKind.Grant => "credits",
        TransferKind.Hold => "clock",
        TransferKind.Capture => "check",
        _ => "restore",
    };

    // What can be spent changes with a grant, a hold and a return; spending a hold moves nothing any more.
    private string Amount => Row.Kind switch
    {
        TransferKind.Grant or TransferKind.Void => L["+{0:N0}", Row.AmountCredits],
        TransferKind.Hold => L["−{0:N0}", Row.AmountCredits],
        _ => L["{0:N0} already held", Row.AmountCredits],
    };

    private string? AmountLook => Row.Kind is TransferKind.Capture ? "amount-still" : null;

    /// <inheritdoc/>
    protected override bool ShouldRender() => false;
}

using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Pages.Credits;

/// <summary>An entry of the books. Entries never change, so a row is drawn once, and again only when its songs came or went.</summary>
public sealed partial class LedgerRow
{
    private TaskPlace? _drawn;
    private bool _isDirty = true;

    /// <summary>The entry.</summary>
    [Parameter, EditorRequired]
    public StatementRow Row { get; set; } = null!;

    /// <summary>Where its task lives; null when there is none.</summary>
    [Parameter]
    public TaskPlace? Place { get; set; }

    /// <summary>The workspace whose statement it is.</summary>
    [Parameter, EditorRequired]
    public Guid Here { get; set; }

    /// <summary>The reader wants to know what the task cost and why.</summary>
    [Parameter]
    public EventCallback<Guid> OnCharge { get; set; }

    // Who, how and where: what is not plain from the page itself.
    private List<string> Details => [.. new[]
    {
        Row.Person,
        Row.Key is { } key ? L["key “{0}”", key].Value : null,
        Place is { } place && place.WorkspaceId != Here ? L["in {0}", place.Workspace].Value : null,
    }.OfType<string>()];

    // What can be spent changes with all of these; spending a hold moves nothing any more.
    private string Amount => Row.Kind switch
    {
        TransferKind.Hold => L["−{0:N0}", Row.AmountCredits],
        TransferKind.Capture => L["{0:N0} already held", Row.AmountCredits],
        TransferKind.Void => L["+{0:N0}", Row.AmountCredits],
        _ => Row.IsIn ? L["+{0:N0}", Row.AmountCredits] : L["−{0:N0}", Row.AmountCredits],
    };

    private string? AmountLook => Row.Kind is TransferKind.Capture ? "amount-still" : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_drawn == Place) return;
        (_drawn, _isDirty) = (Place, true);
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _isDirty;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender) => _isDirty = false;
}

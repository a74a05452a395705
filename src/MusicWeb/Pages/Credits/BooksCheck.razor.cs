using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Credits;

/// <summary>Lets an administrator have the books of the whole installation audited now, and not only at start.</summary>
public sealed partial class BooksCheck(CircuitActor people, CreditAudit audit) : ComponentBase
{
    private const int Shown = 20;
    private AuditReport? _report;
    private bool _isRunning;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    private async Task RunAsync()
    {
        if (_isRunning) return;
        // The button is drawn for administrators only, and the right is asked for again with every press.
        if (await people.FindAsync(Workspace) is not { Value.IsAdministrator: true }) return;
        _isRunning = true;
        _report = await audit.RunAsync(CancellationToken.None);
        _isRunning = false;
    }
}

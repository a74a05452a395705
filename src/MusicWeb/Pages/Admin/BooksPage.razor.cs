using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Whether the books add up: the last checks, what they found, and a check at once.</summary>
public sealed partial class BooksPage(CircuitActor people, CheckBooks books, NavigationManager navigation, Prerendered prerendered, ToastFeed toasts) : ComponentBase
{
    private const int Rows = 50;
    private const int Shown = 20;
    private IReadOnlyList<BooksCheck>? _checks;
    private BooksTotals? _totals;
    private bool _isRunning;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _checks = await prerendered.ReadAsync(RendererInfo.IsInteractive, "books", ReadAsync);
        if (_checks is null) navigation.NotFound();
    }

    private async Task<IReadOnlyList<BooksCheck>?> ReadAsync() =>
        await people.FindAdministratorAsync() is { IsOk: true } found ? await books.ListAsync(found.Value, Rows, CancellationToken.None) : null;

    private async Task CheckAsync()
    {
        if (_isRunning) return;
        _isRunning = true;
        var found = await people.FindAdministratorAsync();
        var report = found.IsOk ? await books.RunAsync(found.Value, CancellationToken.None) : found.Error;
        if (report.Error is { } refusal) toasts.ShowProblem(L.Of(refusal));
        else _totals = report.Value!.Totals;
        _checks = await ReadAsync() ?? [];
        _isRunning = false;
    }

    private static string WordOf(CheckCause cause) => cause switch
    {
        CheckCause.Start => "Start of the program",
        CheckCause.Night => "Night",
        _ => "Asked for",
    };
}

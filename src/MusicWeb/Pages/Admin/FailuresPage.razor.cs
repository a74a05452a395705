using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>What failed lately, grouped by its cause, with examples, and what it cost in returned credits.</summary>
public sealed partial class FailuresPage(CircuitActor people, FailureReport failures, ReadFigures figures, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int UsualRange = 7;
    private static readonly string[] _kinds = [LiveKinds.Task];
    private Report? _report;
    private int? _shown;

    /// <summary>How many days back: 1, 7, 30 or 90.</summary>
    [SupplyParameterFromQuery]
    public string? Days { get; set; }

    private static int[] Ranges => [1, UsualRange, 30, 90];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var days = int.TryParse(Days, out var asked) && Ranges.Contains(asked) ? asked : UsualRange;
        if (_shown == days) return;
        _shown = days;
        _report = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"failures {days}", () => ReadAsync(days));
        if (_report is null) navigation.NotFound();
    }

    private async Task<Report?> ReadAsync(int days)
    {
        if (await people.FindAdministratorAsync() is not { IsOk: true } found) return null;
        var (groups, sums) = (await failures.RunAsync(found.Value, days, CancellationToken.None), await figures.RunAsync(found.Value, days, CancellationToken.None));
        return groups.IsOk && sums.IsOk ? new Report(days, groups.Value, sums.Value) : null;
    }

    private async Task RefreshAsync()
    {
        if (_shown is { } days && await ReadAsync(days) is { } fresh && _shown == days) _report = fresh;
    }

    private string Share(double? ratio) => ratio is { } share ? L["{0:0.#} %", share * 100] : L["none yet"];

    private sealed record Report(int Days, Failures Failures, KeyFigures Figures);
}

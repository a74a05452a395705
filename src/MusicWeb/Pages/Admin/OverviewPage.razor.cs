using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>The installation at a glance: people, songs, credits, and how each provider is doing.</summary>
public sealed partial class OverviewPage(CircuitActor people, ReadFigures figures, ReadHealth health, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int UsualRange = 30;
    private static readonly string[] _kinds = [LiveKinds.Task, LiveKinds.Credits, LiveKinds.Offer];
    private Glance? _glance;
    private int? _shown;

    /// <summary>How many days back: 7, 30 or 90.</summary>
    [SupplyParameterFromQuery]
    public string? Days { get; set; }

    private static int[] Ranges => [7, UsualRange, 90];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var days = int.TryParse(Days, out var asked) && Ranges.Contains(asked) ? asked : UsualRange;
        if (_shown == days) return;
        _shown = days;
        _glance = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"overview {days}", () => ReadAsync(days));
        if (_glance is null) navigation.NotFound();
    }

    private async Task<Glance?> ReadAsync(int days)
    {
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return null;
        var (sums, providers) = (await figures.RunAsync(found.Value, days, CancellationToken.None), await health.RunAsync(found.Value, CancellationToken.None));
        return sums.IsOk && providers.IsOk ? new Glance(days, sums.Value, providers.Value) : null;
    }

    private async Task RefreshAsync()
    {
        if (_shown is { } days && await ReadAsync(days) is { } fresh && _shown == days) _glance = fresh;
    }

    private static DateOnly[] DaysOf(KeyFigures figures) => [.. figures.Days.Select(day => day.Day)];

    private DaySeries[] Songs(KeyFigures figures) => [Series("Songs", figures, day => day.Songs)];

    private DaySeries[] Tasks(KeyFigures figures) => [Series("Done", figures, day => day.Succeeded), Series("Failed", figures, day => day.Failed), Series("Cancelled", figures, day => day.Cancelled)];

    private DaySeries[] Credits(KeyFigures figures) => [Series("Spent", figures, day => day.SpentCredits), Series("Returned", figures, day => day.ReturnedCredits)];

    private DaySeries Series(string word, KeyFigures figures, Func<DayFigures, long> value) => new(L[word], [.. figures.Days.Select(value)]);

    private string Share(double? ratio) => ratio is { } share ? L["{0:0.#} %", share * 100] : L["none yet"];

    private sealed record Glance(int Days, KeyFigures Figures, IReadOnlyList<ProviderHealth> Health);
}

using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Admin;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>What is odd and should be looked at, each with the reason why it stands here.</summary>
public sealed partial class AnomaliesPage(CircuitActor people, FindAnomalies find, MarkAnomalySeen mark, ToastFeed toasts, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private IReadOnlyList<Anomaly>? _rows;
    private bool _isBusy;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _rows = await prerendered.ReadAsync(RendererInfo.IsInteractive, "anomalies", ReadAsync);
        if (_rows is null) navigation.NotFound();
    }

    private async Task<IReadOnlyList<Anomaly>?> ReadAsync() =>
        await people.FindAdministratorAsync() is { IsOk: true } found ? (await find.RunAsync(found.Value, CancellationToken.None)).Value : null;

    private async Task MarkAsync(Anomaly row)
    {
        if (_isBusy) return;
        _isBusy = true;
        var found = await people.FindAdministratorAsync();
        var error = found.IsOk ? (await mark.RunAsync(found.Value, row.Key, CancellationToken.None)).Error : found.Error;
        if (error is not null) toasts.ShowProblem(L.Of(error));
        _rows = await ReadAsync() ?? _rows;
        _isBusy = false;
    }

    private static bool IsOfDay(Anomaly row) => row.Kind is AnomalyKind.UserSpike or AnomalyKind.KeySpike;

    private string Title(Anomaly row) => row.Kind switch
    {
        AnomalyKind.UserSpike => L["Sudden spending"],
        AnomalyKind.KeySpike => L["Sudden spending by a key"],
        AnomalyKind.Repeated => L["One request again and again"],
        _ => L["Key used from a new address"],
    };

    private string Explain(Anomaly row) => row.Kind switch
    {
        AnomalyKind.UserSpike => L["{0} on one day; usually {1} on a day with spending.", L.Credits(row.Amount), L.Credits(row.Usual)],
        AnomalyKind.KeySpike => L["“{0}” spent {1} on one day; usually {2}.", row.KeyName ?? "", L.Credits(row.Amount), L.Credits(row.Usual)],
        AnomalyKind.Repeated => L["“{0}” was ordered {1} times within a day.", row.Text ?? "", row.Amount],
        _ => L["“{0}” was used from {1}, where it was never used before.", row.KeyName ?? "", row.Text ?? ""],
    };
}

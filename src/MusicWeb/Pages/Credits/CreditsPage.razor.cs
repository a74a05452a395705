using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Credits;

/// <summary>What can be spent, what is held, and every entry of the books that led there. The filter lives in the address.</summary>
public sealed partial class CreditsPage(
    CircuitActor people, CreditBalance balances, CreditOutlook outlook, CreditDays days, CreditPockets pockets, CreditStatement statement, TaskPlaces places,
    NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 50;
    private const int ChartDays = 30;
    private static readonly string[] _kinds = [LiveKinds.Credits, LiveKinds.Members];
    private Books? _books;
    private Guid? _chargeOf;
    private string? _shown;
    private bool _isLoading;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter]
    public string Workspace { get; set; } = "";

    /// <summary>Only this kind of entry.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <summary>Only what this person did.</summary>
    [SupplyParameterFromQuery]
    public string? Person { get; set; }

    /// <summary>The first day, <c>yyyy-MM-dd</c> in UTC.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary>The last day, included.</summary>
    [SupplyParameterFromQuery]
    public string? To { get; set; }

    private string CsvAddress => $"/w/{Workspace}/credits.csv{new Uri(navigation.Uri).Query}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var address = $"{Workspace}\n{Kind}\n{Person}\n{From}\n{To}";
        if (_shown == address) return;
        _shown = address;
        _books = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"credits {address}", ReadAsync);
        if (_books is null) navigation.NotFound();
    }

    private async Task<Books?> ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return null;
        var (actor, filter, none) = (found.Value, StatementFilters.Read(Kind, Person, From, To), CancellationToken.None);
        var page = await statement.PageAsync(actor, filter, before: null, PageSize, none);
        return new Books
        {
            Actor = actor,
            Filter = filter,
            Balance = await balances.FindAsync(actor, none),
            Outlook = await outlook.FindAsync(actor, none),
            Days = await days.ListAsync(actor, ChartDays, none),
            Pockets = await pockets.ListAsync(actor, none),
            People = await statement.PeopleAsync(actor, none),
            Then = filter.To is { } to ? await statement.BalanceAtAsync(actor, to.AddTicks(-1), none) : null,
            Rows = page.Rows,
            Next = page.Next,
            Places = await PlacesAsync(actor, page.Rows),
        };
    }

    // The books only grow at the top: what was loaded further down stays as it is.
    private async Task ReadAgainAsync()
    {
        if (await ReadAsync() is not { } fresh || _books is not { } old) return;
        var fromTop = fresh.Rows.Select(row => row.Id).ToHashSet();
        var isTouching = old.Filter == fresh.Filter && old.Rows.Any(row => fromTop.Contains(row.Id));
        if (isTouching)
        {
            fresh = fresh with { Rows = [.. fresh.Rows, .. old.Rows.Where(row => !fromTop.Contains(row.Id))], Next = old.Next };
            foreach (var (taskId, place) in old.Places) fresh.Places.TryAdd(taskId, place);
        }

        _books = fresh;
    }

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _books?.Next is not { } next) return;
        _isLoading = true;
        var found = await people.FindAsync(Workspace);
        if (found.IsOk)
        {
            var page = await statement.PageAsync(found.Value, _books.Filter, next, PageSize, CancellationToken.None);
            foreach (var (taskId, place) in await PlacesAsync(found.Value, page.Rows)) _books.Places[taskId] = place;
            _books = _books with { Rows = [.. _books.Rows, .. page.Rows], Next = page.Next };
        }

        _isLoading = false;
    }

    private async Task<Dictionary<Guid, TaskPlace>> PlacesAsync(Actor actor, IReadOnlyList<StatementRow> rows) =>
        new(await places.FindAsync(actor, [.. rows.Select(row => row.TaskId).OfType<Guid>()], CancellationToken.None));

    private void Narrow(string name, ChangeEventArgs change) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter(name, change.Value is string { Length: > 0 } value ? value : null));

    private void ShowCharge(Guid taskId) => _chargeOf = taskId;

    private void HideCharge() => _chargeOf = null;

    private sealed record Books
    {
        public required Actor Actor { get; init; }

        public required StatementFilter Filter { get; init; }

        public required Balance Balance { get; init; }

        public required Outlook Outlook { get; init; }

        public required IReadOnlyList<CreditDay> Days { get; init; }

        public required IReadOnlyList<Pocket> Pockets { get; init; }

        public required IReadOnlyList<(Guid Id, string Name)> People { get; init; }

        public required Balance? Then { get; init; }

        public required IReadOnlyList<StatementRow> Rows { get; init; }

        public required long? Next { get; init; }

        public required Dictionary<Guid, TaskPlace> Places { get; init; }
    }
}

using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Credits;

/// <summary>What can be spent, what is held, and every entry of the books that led there.</summary>
public sealed partial class CreditsPage(CircuitActor people, CreditBalance balances, CreditStatement statement, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 50;
    private static readonly string[] _kinds = [LiveKinds.Credits, LiveKinds.Members];
    private Books? _books;
    private string? _workspace;
    private bool _isLoading;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter]
    public string Workspace { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_workspace == Workspace) return;
        _workspace = Workspace;
        _books = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"credits {Workspace}", ReadAsync);
        if (_books is null) navigation.NotFound();
    }

    private async Task<Books?> ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return null;
        var page = await statement.PageAsync(found.Value, before: null, PageSize, CancellationToken.None);
        return new Books(found.Value, await balances.FindAsync(found.Value, CancellationToken.None), page.Items, page.Next);
    }

    // The books only grow at the top: what was loaded further down stays as it is.
    private async Task ReadAgainAsync()
    {
        if (await ReadAsync() is not { } fresh || _books is not { } old) return;
        var fromTop = fresh.Rows.Select(row => row.Id).ToHashSet();
        var isTouching = old.Rows.Any(row => fromTop.Contains(row.Id));
        _books = isTouching ? fresh with { Rows = [.. fresh.Rows, .. old.Rows.Where(row => !fromTop.Contains(row.Id))], Next = old.Next } : fresh;
    }

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _books?.Next is not { } next) return;
        _isLoading = true;
        var found = await people.FindAsync(Workspace);
        if (found.IsOk)
        {
            var page = await statement.PageAsync(found.Value, next, PageSize, CancellationToken.None);
            _books = _books with { Rows = [.. _books.Rows, .. page.Items], Next = page.Next };
        }

        _isLoading = false;
    }

    private sealed record Books(Actor Actor, Balance Balance, IReadOnlyList<StatementRow> Rows, Cursor? Next);
}

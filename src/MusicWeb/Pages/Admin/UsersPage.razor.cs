using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Everybody with an account, newest first, or those whose address begins with what is typed.</summary>
public sealed partial class UsersPage(CircuitActor people, FindUsers users, FindTasks tasks, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 50;
    private List? _list;
    private string? _shown;
    private bool _isLoading;

    /// <summary>The beginning of an address.</summary>
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var search = Search ?? "";
        if (_shown == search) return;
        _shown = search;
        _list = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"users {search}", ReadAsync);
        if (_list is null) navigation.NotFound();
    }

    private async Task<List?> ReadAsync()
    {
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return null;
        if (string.IsNullOrWhiteSpace(Search))
        {
            var page = await users.PageAsync(found.Value, before: null, PageSize, CancellationToken.None);
            return page.IsOk ? new List(page.Value.Items, page.Value.Next) : null;
        }

        var rows = await users.SearchAsync(found.Value, Search, CancellationToken.None);
        return rows.IsOk ? new List(rows.Value, Next: null) : null;
    }

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _list?.Next is not { } next) return;
        _isLoading = true;
        var found = await people.FindAdministratorAsync();
        if (found.IsOk && await users.PageAsync(found.Value, next, PageSize, CancellationToken.None) is { IsOk: true } page)
        {
            _list = new List([.. _list.Rows, .. page.Value.Items], page.Value.Next);
        }

        _isLoading = false;
    }

    // The id of a task leads to the task: it is what people quote when they complain.
    private async Task Find(ChangeEventArgs change)
    {
        var text = (change.Value as string)?.Trim();
        if (Guid.TryParse(text, out var id) && await people.FindAdministratorAsync() is { IsOk: true } found && (await tasks.FindAsync(found.Value, id, CancellationToken.None)).IsOk)
        {
            navigation.NavigateTo($"/admin/tasks/{id}");
            return;
        }

        navigation.NavigateTo(navigation.GetUriWithQueryParameter("search", string.IsNullOrEmpty(text) ? null : text));
    }

    private sealed record List(IReadOnlyList<UserRow> Rows, Cursor? Next);
}

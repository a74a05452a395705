using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Teams, or the workspaces of single people, newest first.</summary>
public sealed partial class WorkspacesPage(CircuitActor people, FindWorkspaces workspaces, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 50;
    private List? _list;
    private bool? _shown;
    private bool _isLoading;

    /// <summary><c>personal</c> for those of single people; teams otherwise.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var isPersonal = Kind == "personal";
        if (_shown == isPersonal) return;
        _shown = isPersonal;
        _list = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"workspaces {isPersonal}", () => ReadAsync(isPersonal, before: null));
        if (_list is null) navigation.NotFound();
    }

    private async Task<List?> ReadAsync(bool isPersonal, Cursor? before)
    {
        if (await people.FindAdministratorAsync() is not { IsOk: true } found) return null;
        var page = await workspaces.PageAsync(found.Value, isPersonal, before, PageSize, CancellationToken.None);
        return page.IsOk ? new List(isPersonal, page.Value.Items, page.Value.Next) : null;
    }

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _list is not { Next: { } next } list) return;
        _isLoading = true;
        if (await ReadAsync(list.IsPersonal, next) is { } more) _list = more with { Rows = [.. list.Rows, .. more.Rows] };
        _isLoading = false;
    }

    private sealed record List(bool IsPersonal, IReadOnlyList<WorkspaceRow> Rows, Cursor? Next);
}

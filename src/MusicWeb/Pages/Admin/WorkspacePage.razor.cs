using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>One workspace: who is in it and what its account did. Each entry leads to the task it paid for.</summary>
public sealed partial class WorkspacePage(CircuitActor people, FindWorkspaces workspaces, CreditStatement statement, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 50;
    private static readonly string[] _kinds = [LiveKinds.Credits];
    private Opening? _opening;
    private Guid? _shown;
    private bool _isLoading;

    /// <summary>The workspace's id.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Id) return;
        _shown = Id;
        _opening = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"workspace {Id}", ReadAsync);
        if (_opening is null) navigation.NotFound();
    }

    private async Task<Opening?> ReadAsync()
    {
        if (await people.FindAdministratorAsync() is not { IsOk: true, Value: var actor }) return null;
        var (workspace, members) = (await workspaces.FindAsync(actor, Id, CancellationToken.None), await workspaces.MembersAsync(actor, Id, CancellationToken.None));
        if (!workspace.IsOk || !members.IsOk) return null;
        var entries = await statement.PageAsync(actor with { WorkspaceId = Id }, StatementFilter.All, before: null, PageSize, CancellationToken.None);
        return new Opening(workspace.Value, members.Value, entries.Rows, entries.Next);
    }

    private async Task ReadAgainAsync()
    {
        if (await ReadAsync() is { } fresh) _opening = fresh;
    }

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _opening is not { Next: { } next } opening || await people.FindAdministratorAsync() is not { IsOk: true, Value: var actor }) return;
        _isLoading = true;
        var page = await statement.PageAsync(actor with { WorkspaceId = Id }, StatementFilter.All, next, PageSize, CancellationToken.None);
        _opening = opening with { Entries = [.. opening.Entries, .. page.Rows], Next = page.Next };
        _isLoading = false;
    }

    private sealed record Opening(WorkspaceRow Workspace, IReadOnlyList<MemberRow> Members, IReadOnlyList<StatementRow> Entries, long? Next);
}

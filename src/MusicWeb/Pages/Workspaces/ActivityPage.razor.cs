using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>What is being made in a workspace now, and who did what there, newest first, while it happens.</summary>
public sealed partial class ActivityPage(CircuitActor people, WorkspaceActivity activity, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 40;
    private static readonly string[] _kinds = [LiveKinds.Activity];
    private static readonly SongFilter _running = new(Op: null, SongStatus.Running, Trashed: false);
    private Feed? _feed;
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
        _feed = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"activity {Workspace}", ReadAsync);
        if (_feed is null) navigation.NotFound();
    }

    private async Task<Feed?> ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return null;
        var page = await activity.PageAsync(found.Value, before: null, PageSize, CancellationToken.None);
        return new Feed(found.Value.WorkspaceId, page.Items, page.Next);
    }

    // The feed only grows at the top: what was loaded further down stays as it is.
    private async Task ReadAgainAsync()
    {
        if (await ReadAsync() is not { } fresh || _feed is not { } old) return;
        var fromTop = fresh.Lines.Select(line => line.Id).ToHashSet();
        var isTouching = old.Lines.Any(line => fromTop.Contains(line.Id));
        _feed = isTouching ? fresh with { Lines = [.. fresh.Lines, .. old.Lines.Where(line => !fromTop.Contains(line.Id))], Next = old.Next } : fresh;
    }

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _feed?.Next is not { } next) return;
        _isLoading = true;
        var found = await people.FindAsync(Workspace);
        if (found.IsOk)
        {
            var page = await activity.PageAsync(found.Value, next, PageSize, CancellationToken.None);
            _feed = _feed with { Lines = [.. _feed.Lines, .. page.Items], Next = page.Next };
        }

        _isLoading = false;
    }

    private sealed record Feed(Guid WorkspaceId, IReadOnlyList<ActivityView> Lines, Cursor? Next);
}

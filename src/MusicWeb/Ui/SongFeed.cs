using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Ui;

/// <summary>The rows that a list shows, kept current at the cost of one page, however far somebody has scrolled.</summary>
internal sealed class SongFeed(SongList list, FindClip clips, FindTask tasks, SongFilter filter)
{
    private const int PageSize = 30;
    private Cursor? _next;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SongRow> Rows { get; private set; } = [];

    public bool HasMore => _next is not null;

    /// <summary>Reads the first page again and, below it, only the rows that changed.</summary>
    public async Task RefreshAsync(Actor actor, IReadOnlyCollection<Guid> changed, CancellationToken ct)
    {
        var top = await list.PageAsync(actor, filter, before: null, PageSize, ct);
        if (top.Next is not { } end)
        {
            (Rows, _next) = (top.Items, null);
            return;
        }

        var known = top.Items.Select(IdOf).ToHashSet();
        List<SongRow> rows = [.. top.Items];
        foreach (var row in Rows.Where(row => !known.Contains(IdOf(row)) && IsBehind(row, end)))
        {
            var current = changed.Contains(IdOf(row)) ? await ReadAsync(actor, row, ct) : row;
            if (current is not null) rows.Add(current);
        }

        if (rows.Count == top.Items.Count) _next = end;
        Rows = rows;
    }

    public async Task LoadMoreAsync(Actor actor, CancellationToken ct)
    {
        if (_next is null) return;
        var page = await list.PageAsync(actor, filter, _next, PageSize, ct);
        (Rows, _next) = ([.. Rows, .. page.Items], page.Next);
    }

    private async Task<SongRow?> ReadAsync(Actor actor, SongRow row, CancellationToken ct)
    {
        if (row.Clip is { } clip) return await clips.RunAsync(actor, clip.Id, ct) is { } current && current.TrashedAt is not null == filter.Trashed ? row with { Clip = current } : null;
        // A task that has become songs down here is rare; its songs are seen with the next visit.
        return await tasks.RunAsync(actor, row.Task!.Id, ct) is { State: not TaskState.Succeeded } task ? row with { Task = task } : null;
    }

    private static Guid IdOf(SongRow row) => row.Clip?.Id ?? row.Task!.Id;

    private static bool IsBehind(SongRow row, Cursor end)
    {
        var at = row.Clip?.CreatedAt ?? row.Task!.CreatedAt;
        return at < end.CreatedAt || (at == end.CreatedAt && IdOf(row) != end.Id);
    }
}

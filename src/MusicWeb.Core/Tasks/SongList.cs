using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace MusicWeb.Core.Tasks;

/// <summary>Which songs a list shows.</summary>
/// <param name="Op">Only those made by this operation; null for all.</param>
/// <param name="Status">Only those; null for all.</param>
/// <param name="Trashed">The trash instead of the list; only clips lie there.</param>
public sealed record SongFilter(string? Op, SongStatus? Status, bool Trashed)
{
    /// <summary>Beside <see cref="Op"/>, also those made by this operation; null for no other.</summary>
    public string? AlsoOp { get; init; }

    /// <summary>Only what this task is or made; null for all.</summary>
    public Guid? TaskId { get; init; }
}

/// <summary>How far a song has come, as a person filters by it.</summary>
public enum SongStatus
{
    /// <summary>It can be played.</summary>
    Done,

    /// <summary>It is on its way.</summary>
    Running,

    /// <summary>It came to nothing.</summary>
    Failed,
}

/// <summary>A row of the list: a clip, or a task that has not become one; exactly one is set.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Task">The open, failed or cancelled task.</param>
public sealed record SongRow(ClipView? Clip, TaskView? Task);

/// <summary>The songs of a workspace, newest first: clips merged with the tasks on their way to become clips.</summary>
public sealed class SongList
{
    private const int MaxTake = 100;
    private readonly IDbContextFactory<MusicDb> _databases;
    private readonly TaskViews _views;

    internal SongList(IDbContextFactory<MusicDb> databases, TaskViews views) => (_databases, _views) = (databases, views);

    /// <summary>A page of the list.</summary>
    /// <param name="actor">Who looks, and where.</param>
    /// <param name="filter">Which songs.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 100.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<SongRow>> PageAsync(Actor actor, SongFilter filter, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(filter);
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await _databases.CreateDbContextAsync(ct);
        // One more than asked for tells whether there is another page.
        var clips = await ClipsAsync(db, actor, filter, before, take + 1, ct);
        var tasks = await TasksAsync(db, actor, filter, before, take + 1, ct);
        var merged = clips.Select(clip => (clip.CreatedAt, clip.Id, Row: new SongRow(clip, Task: null)))
            .Concat(tasks.Select(task => (task.CreatedAt, task.Id, Row: new SongRow(Clip: null, task))))
            .OrderByDescending(song => song.CreatedAt).ThenByDescending(song => song.Id, ById)
            .Take(take + 1).ToList();
        if (merged.Count <= take) return new Page<SongRow>([.. merged.Select(song => song.Row)], Next: null);
        merged.RemoveAt(take);
        return new Page<SongRow>([.. merged.Select(song => song.Row)], new Cursor(merged[^1].CreatedAt, merged[^1].Id));
    }

    // Both databases order ids by their bytes as they are written, the framework does not.
    private static Comparer<Guid> ById { get; } = Comparer<Guid>.Create((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));

    private static async Task<IReadOnlyList<ClipView>> ClipsAsync(MusicDb db, Actor actor, SongFilter filter, Cursor? before, int take, CancellationToken ct)
    {
        if (filter is { Trashed: false, Status: SongStatus.Running or SongStatus.Failed }) return [];
        var clips = db.Clips.AsNoTracking().In(actor);
        clips = filter.Trashed ? clips.Where(clip => clip.TrashedAt != null) : clips.Where(clip => clip.TrashedAt == null);
        if (filter is { Op: { } op, AlsoOp: var also }) clips = clips.Where(clip => clip.Op == op || clip.Op == also);
        if (filter.TaskId is { } taskId) clips = clips.Where(clip => clip.TaskId == taskId);
        // Said twice, so that PostgreSQL too enters the index at that place and not at the newest song.
        if (before is var (time, id)) clips = clips.Where(clip => clip.CreatedAt <= time && (clip.CreatedAt < time || clip.Id < id));
        var page = await clips.OrderByDescending(clip => clip.CreatedAt).ThenByDescending(clip => clip.Id).Take(take).ToListAsync(ct);
        return await ClipViews.OfAsync(db, page, ct);
    }

    private async Task<IReadOnlyList<TaskView>> TasksAsync(MusicDb db, Actor actor, SongFilter filter, Cursor? before, int take, CancellationToken ct)
    {
        if (filter.Trashed || filter.Status is SongStatus.Done) return [];
        var tasks = db.Tasks.AsNoTracking().In(actor).Where(task => task.State != TaskState.Succeeded);
        if (filter.Status is SongStatus.Running) tasks = tasks.Where(task => task.FinalizedAt == null);
        if (filter.Status is SongStatus.Failed) tasks = tasks.Where(task => task.FinalizedAt != null);
        if (filter is { Op: { } op, AlsoOp: var also }) tasks = tasks.Where(task => task.Op == op || task.Op == also);
        if (filter.TaskId is { } taskId) tasks = tasks.Where(task => task.Id == taskId);
        if (before is var (time, id)) tasks = tasks.Where(task => task.CreatedAt <= time && (task.CreatedAt < time || task.Id < id));
        var page = await tasks.OrderByDescending(task => task.CreatedAt).ThenByDescending(task => task.Id).Take(take).ToListAsync(ct);
        return await _views.OfAsync(db, page, ct);
    }
}

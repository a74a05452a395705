using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace MusicWeb.Core.Tasks;

/// <summary>Reads one task.</summary>
public sealed class FindTask
{
    private readonly IDbContextFactory<MusicDb> _databases;
    private readonly TaskViews _views;

    internal FindTask(IDbContextFactory<MusicDb> databases, TaskViews views) => (_databases, _views) = (databases, views);

    /// <summary>The task, or null when neither it nor a song it made is in the actor's workspace: songs move, tasks stay with the books.</summary>
    public async Task<TaskView?> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _databases.CreateDbContextAsync(ct);
        var (clips, workspaceId) = (db.Clips, actor.WorkspaceId);
        var task = await db.Tasks.AsNoTracking()
            .SingleOrDefaultAsync(task => task.Id == id && (task.WorkspaceId == workspaceId || clips.Any(clip => clip.TaskId == id && clip.WorkspaceId == workspaceId)), ct);
        return task is null ? null : (await _views.OfAsync(db, [task], ct))[0];
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>Reads one task.</summary>
public sealed class FindTask
{
    private readonly IDbContextFactory<MusicDb> _databases;
    private readonly TaskViews _views;

    internal FindTask(IDbContextFactory<MusicDb> databases, TaskViews views) => (_databases, _views) = (databases, views);

    /// <summary>The task, or null when it does not exist in the actor's workspace.</summary>
    public async Task<TaskView?> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _databases.CreateDbContextAsync(ct);
        var task = await db.Tasks.AsNoTracking().In(actor).SingleOrDefaultAsync(task => task.Id == id, ct);
        return task is null ? null : (await _views.OfAsync(db, [task], ct))[0];
    }
}

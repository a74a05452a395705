using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>What a task cost and why.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it failed or is uncertain; null otherwise.</param>
/// <param name="Charge">What was held for it; null when it was free.</param>
public sealed record ChargeView(Guid TaskId, TaskState State, string? Reason, Charge? Charge);

/// <summary>Tells members of a task's workspace, and whoever ordered it, what it cost.</summary>
public sealed class FindCharge(IDbContextFactory<MusicDb> databases)
{
    /// <summary>The charge; null when there is no such task here.</summary>
    public async Task<ChargeView?> RunAsync(Actor actor, Guid taskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var task = await db.Tasks.AsNoTracking()
            .Where(task => task.Id == taskId && (task.WorkspaceId == actor.WorkspaceId || task.PayerId == actor.WorkspaceId))
            .Select(task => new { task.State, task.Reason })
            .SingleOrDefaultAsync(ct);
        return task is null ? null : new ChargeView(taskId, task.State, task.Reason, await TaskCharge.FindAsync(db, actor, taskId, ct));
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Admin;

/// <summary>Stops anybody's task, with a reason in the log that its owner is told.</summary>
public sealed class CancelAnyTask(IDbContextFactory<MusicDb> databases, CancelTask cancel, TimeProvider time)
{
    /// <summary>Asks for an end, as its owner could; a task that has ended is left as it is.</summary>
    /// <returns>The id; <c>not_found</c>, <c>bad_reason</c>, or <c>cannot_cancel</c> with the reason.</returns>
    public async Task<Result<Guid>> RunAsync(Actor actor, Guid taskId, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        var why = AdminReason.Check(reason);
        if (!why.IsOk) return why.Error;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Tasks.Where(task => task.Id == taskId).Select(task => (Guid?)task.WorkspaceId).SingleOrDefaultAsync(ct) is not { } workspaceId) return Error.NotFound;
        var there = actor with { WorkspaceId = workspaceId, Role = Role.Admin };
        return await cancel.RunAsync(there, taskId, Log, ct);

        void Log(MusicDb write, MusicTask task)
        {
            var (now, title) = (time.GetUtcNow(), RequestTitle.Of(task.Request));
            write.Audit(there, "task.cancelled", title, taskId, now, why.Value, before: $"{task.State}", after: $"{TaskState.Cancelled}");
            var place = workspaceId == task.CreatedById ? FindActor.Me : $"{workspaceId}";
            write.Notify(task.CreatedById, NoticeKind.SongFailed, now, $"/w/{place}/create", "An administrator stopped “{0}”: {1}", title, why.Value);
        }
    }
}

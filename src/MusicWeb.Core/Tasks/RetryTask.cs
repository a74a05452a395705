using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>Orders again what failed or was cancelled, as a new task that names the old one.</summary>
public sealed class RetryTask(IDbContextFactory<MusicDb> databases, EnqueueTask enqueue)
{
    /// <summary>Enqueues the same request again.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="taskId">The ended task.</param>
    /// <param name="newId">The id of the new one; the same again buys nothing twice.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The new id; <c>not_found</c>, <c>not_ended</c>, or any refusal of <see cref="EnqueueTask"/>.</returns>
    public async Task<Result<Guid>> RunAsync(Actor actor, Guid taskId, Guid newId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Tasks.AsNoTracking().In(actor).SingleOrDefaultAsync(task => task.Id == taskId, ct) is not { } old) return Error.NotFound;
        if (old.State is not (TaskState.Failed or TaskState.Cancelled)) return new Error("not_ended", "Only a failed or cancelled task can be retried.");
        return await enqueue.RunAsync(actor, newId, old.Provider, old.Request, retryOfId: taskId, ct);
    }
}

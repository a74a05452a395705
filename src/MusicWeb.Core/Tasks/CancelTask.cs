using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>Stops a task: at once while it is queued or its provider is gone, by the worker that holds it later.</summary>
public sealed class CancelTask
{
    private readonly WriteQueue _writes;
    private readonly FinishTask _finish;
    private readonly TaskViews _views;
    private readonly TimeProvider _time;

    internal CancelTask(WriteQueue writes, FinishTask finish, TaskViews views, TimeProvider time) => (_writes, _finish, _views, _time) = (writes, finish, views, time);

    /// <summary>Asks for an end; a task that has ended is left as it is.</summary>
    /// <returns>The id; <c>not_found</c>, <c>forbidden</c>, or <c>cannot_cancel</c> with the reason.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid taskId, CancellationToken ct) => RunAsync(actor, taskId, asksFor: null, ct);

    /// <summary>As the other, and adds to its write what follows from an end being asked for.</summary>
    internal Task<Result<Guid>> RunAsync(Actor actor, Guid taskId, Action<MusicDb, MusicTask>? asksFor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return _writes.RunAsync<Guid>(async db =>
        {
            if (await db.Tasks.In(actor).SingleOrDefaultAsync(task => task.Id == taskId, ct) is not { } task) return Error.NotFound;
            if (!actor.CanWrite) return Error.Forbidden;
            if (task.IsFinal) return taskId;
            if (_views.WhyNoCancel(task) is { } whyNot) return new Error("cannot_cancel", whyNot);
            asksFor?.Invoke(db, task);
            var now = _time.GetUtcNow().UtcDateTime;
            // Where the provider is gone no worker comes to see to it.
            var isHeld = task.IsClaimed && (task.DueAt > now || !_views.IsWithoutProvider(task));
            if (!isHeld && (task.State is TaskState.Queued || _views.IsWithoutProvider(task)))
            {
                await _finish.CancelAsync(db, task, ct);
                return taskId;
            }

            // Leaves the revision alone: the worker that holds the row must still be able to save the end.
            await db.Tasks.Where(open => open.Id == taskId && open.FinalizedAt == null && open.CancelRequestedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(open => open.CancelRequestedAt, now), ct);
            await db.Tasks.Where(open => open.Id == taskId && open.FinalizedAt == null && !open.IsClaimed)
                .ExecuteUpdateAsync(set => set.SetProperty(open => open.DueAt, now), ct);
            db.Announce(task.Topic, LiveKinds.Cancel, taskId);
            return taskId;
        }, ct);
    }
}

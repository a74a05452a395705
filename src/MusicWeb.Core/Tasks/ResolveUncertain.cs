using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Settles by a person what the product must not guess: did an order with an unknown outcome come through at the provider?</summary>
public sealed class ResolveUncertain
{
    private readonly WriteQueue _writes;
    private readonly FinishTask _finish;
    private readonly ProviderCatalog _providers;
    private readonly TimeProvider _time;

    internal ResolveUncertain(WriteQueue writes, FinishTask finish, ProviderCatalog providers, TimeProvider time) =>
        (_writes, _finish, _providers, _time) = (writes, finish, providers, time);

    /// <summary>Attaches the provider's id and polls on, or gives the credits back.</summary>
    /// <param name="actor">The task's owner, an admin of the workspace or the administrator.</param>
    /// <param name="taskId">The uncertain task.</param>
    /// <param name="providerTaskId">It came through under this id; null when it did not.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The id; <c>not_found</c>, <c>forbidden</c>, <c>not_uncertain</c>, <c>not_askable</c>, or <c>bad_provider_task</c>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid taskId, string? providerTaskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var attached = providerTaskId?.Trim();
        return _writes.RunAsync<Guid>(async db =>
        {
            if (await (actor is { IsAdministrator: true, IsPerson: true } ? db.Tasks : db.Tasks.In(actor)).SingleOrDefaultAsync(task => task.Id == taskId, ct) is not { } task) return Error.NotFound;
            if (!(actor is { IsAdministrator: true, IsPerson: true }) && (!actor.CanWrite || (actor.Role > Role.Admin && task.CreatedById != actor.UserId))) return Error.Forbidden;
            if (task.State is not TaskState.Uncertain) return new Error("not_uncertain", "The outcome of this task is known by now.");
            if (attached is null)
            {
                Audit(db, actor, task, TaskState.Failed);
                await _finish.FailAsync(db, task, FailureCause.NotArrived, "It did not reach the provider.", ct);
                return taskId;
            }

            if (_providers.Find(task.Provider) is { Manifest.IsBlocking: true }) return new Error("not_askable", "{0} cannot be asked for a song again.", _providers.Find(task.Provider)!.Manifest.DisplayName) { Field = "ProviderTaskId" };
            if (!MusicTask.CanAttach(attached)) return new Error("bad_provider_task", "Enter the provider's id of this task.") { Field = "ProviderTaskId" };
            Audit(db, actor, task, TaskState.Submitted);
            var now = _time.GetUtcNow().UtcDateTime;
            var deadline = _providers.Find(task.Provider)?.Manifest.Deadline ?? TimeSpan.Zero;
            task.Attach(attached, now, now + deadline);
            db.Announce(task.Topic, LiveKinds.Task, taskId);
            return taskId;
        }, ct);
    }

    private void Audit(MusicDb db, Actor actor, MusicTask task, TaskState after) =>
        db.Audit(actor, "task.resolved", RequestTitle.Of(task.Request), task.Id, _time.GetUtcNow(), before: $"{TaskState.Uncertain}", after: $"{after}", workspaceId: task.WorkspaceId);
}

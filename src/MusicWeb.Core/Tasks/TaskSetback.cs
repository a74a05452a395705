using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>What happens to a task when a step brought no result: it waits, is tried again, is parked as uncertain or given up.</summary>
internal sealed class TaskSetback(FinishTask finish, TaskKeys keys, Backoff backoff, IOptions<TaskOptions> options, TimeProvider time)
{
    // With the waits in between about two minutes: long enough for a restart of the other side.
    private const int MaxAttempts = 8;

    // Work that is never the cause must outlive a bad day of its machine; work that is the cause must not end every process for ever.
    private const int MaxCrashes = 20;

    private static readonly TimeSpan _longestWait = TimeSpan.FromHours(1);

    private static readonly TimeSpan _askUncertainEvery = TimeSpan.FromHours(1);

    /// <summary>The submit threw: again, where that is harmless; otherwise nobody knows whether it arrived.</summary>
    public Task AfterSubmitAsync(TaskStep step, Exception fault) => step.SaveAsync((db, task) =>
    {
        var notSent = fault as RequestNotSentException;
        if (notSent is not null || step.Provider.Manifest.Repeatable) return TryAgainAsync(db, task, FailureCause.Unreachable, "The provider could not be reached. Try again later.", notSent?.RetryAfter);
        Park(task, fault is ProviderProtocolException
            ? "The provider's answer could not be understood, so it is not known whether it works on this."
            : "The connection broke while this was being sent, so it is not known whether the provider works on it.");
        return Task.CompletedTask;
    });

    /// <summary>The files could not be stored: the provider is asked for them again, or makes them again.</summary>
    public Task AfterIngestAsync(TaskStep step) => step.SaveAsync((db, task) =>
    {
        if (task.ProviderTaskId is not null && !IsLate(task))
        {
            var dueAt = Now + backoff.After(task.Attempt + 1);
            task.AskAgain(dueAt);
            task.BackOff(dueAt);
            return Task.CompletedTask;
        }

        if (task.ProviderTaskId is null && step.Provider.Manifest.Repeatable) return TryAgainAsync(db, task, FailureCause.Storage, "The files could not be stored. Try again later.");
        Park(task, "The files could not be stored.");
        return Task.CompletedTask;
    });

    /// <summary>The vendor says no to the key: nothing was ordered. Its words go to whoever keeps the key.</summary>
    public Task AfterRefusedKeyAsync(TaskStep step, string text) => step.SaveAsync(async (db, task) =>
    {
        await keys.MeetAsync(db, task, step.Provider.Manifest, text);
        await finish.FailAsync(db, task, TaskKeys.CauseOf(task), await keys.ReasonAsync(db, task, step.Provider.Manifest, text), CancellationToken.None);
    });

    /// <summary>The key of the task was taken away, or cannot be read any more: nobody can be asked about it.</summary>
    public Task AfterLostKeyAsync(TaskStep step) => step.SaveAsync((db, task) => finish.FailAsync(
        db, task, FailureCause.Key,
        task.State is TaskState.Queued
            ? "The key this was to be made with was removed, so it was not sent."
            : "The key this was ordered with was removed, so its provider cannot be asked for it any more. What it made is only to be found there.",
        CancellationToken.None));

    /// <summary>The poll threw.</summary>
    public Task AfterPollAsync(TaskStep step, Exception fault) => step.SaveAsync(async (db, task) =>
    {
        if (fault is KeyRefusedException) await keys.MeetAsync(db, task, step.Provider.Manifest, fault.Message);
        if (task.State is TaskState.Uncertain || IsLate(task)) await ExpireAsync(db, task);
        else task.BackOff(Now + backoff.After(task.Attempt + 1));
    });

    /// <summary>The provider still works on it.</summary>
    public Task SnoozeAsync(TaskStep step, ProviderStatus.Working working) => step.SaveAsync((db, task) =>
    {
        if (task.State is TaskState.Uncertain || IsLate(task)) return ExpireAsync(db, task);
        task.Snooze(working.Progress, Now + working.PollAfter);
        return Task.CompletedTask;
    });

    /// <summary>An uncertain task that nobody can be asked about.</summary>
    public Task WaitAsync(TaskStep step) => step.SaveAsync(ExpireAsync);

    /// <summary>A step was interrupted, or a process died in the middle of one: what it was doing is taken up again where that is harmless.</summary>
    /// <param name="step">The step that finds it.</param>
    /// <param name="isInterrupted">The provider heard that it should stop; otherwise nobody knows what it did.</param>
    public Task RecoverAsync(TaskStep step, bool isInterrupted) => step.SaveAsync(async (db, task) =>
    {
        var manifest = step.Provider.Manifest;
        var isCancelled = task.CancelRequestedAt is not null && manifest.CanCancel && (manifest.Repeatable || isInterrupted);
        switch (task.State)
        {
            case TaskState.Queued when task.CancelRequestedAt is not null:
            case TaskState.Submitting or TaskState.Ingesting when task.ProviderTaskId is null && isCancelled:
                await finish.CancelAsync(db, task, CancellationToken.None);
                break;
            case TaskState.Submitting or TaskState.Ingesting when task.ProviderTaskId is null && !manifest.Repeatable:
                Park(task, "The program stopped while this was being sent, so it is not known whether the provider works on it.");
                break;
            case TaskState.Submitting or TaskState.Ingesting when !isInterrupted && task.Attempt + 1 >= MaxCrashes:
                await finish.FailAsync(db, task, FailureCause.Interrupted, $"The program stopped {MaxCrashes} times in the middle of this, so it was given up.", CancellationToken.None);
                break;
            case TaskState.Submitting or TaskState.Ingesting:
                if (task.ProviderTaskId is null) task.Requeue(Now);
                else task.AskAgain(Now);
                if (!isInterrupted) task.BackOff(Now);
                break;
            default:
                task.Release(Now);
                break;
        }
    });

    private Task TryAgainAsync(MusicDb db, MusicTask task, FailureCause cause, string reason, TimeSpan? notBefore = null)
    {
        if (task.Attempt + 1 >= MaxAttempts) return finish.FailAsync(db, task, cause, reason, CancellationToken.None);
        var wait = backoff.After(task.Attempt + 1);
        // A provider that names a time is left alone until then; one that names next week is asked within the hour.
        if (notBefore > wait) wait = notBefore < _longestWait ? notBefore.Value : _longestWait;
        var dueAt = Now + wait;
        task.Requeue(dueAt);
        task.BackOff(dueAt);
        return Task.CompletedTask;
    }

    // Past the deadline the outcome is unknown; past that of an unknown outcome the credits go back.
    private Task ExpireAsync(MusicDb db, MusicTask task)
    {
        if (task.State is not TaskState.Uncertain)
        {
            Park(task, "The provider did not finish in time. It is asked again every hour.");
            return Task.CompletedTask;
        }

        if (IsLate(task))
        {
            var reason = $"Its outcome stayed unknown for {options.Value.UncertainDays} days.";
            db.Audit(actor: null, "task.given-up", RequestTitle.Of(task.Request), task.Id, time.GetUtcNow(), reason, before: $"{task.State}", after: $"{TaskState.Failed}", task.WorkspaceId);
            return finish.FailAsync(db, task, FailureCause.Unknown, reason, CancellationToken.None);
        }

        var askAt = Now + _askUncertainEvery;
        task.Release(askAt < task.DeadlineAt ? askAt : task.DeadlineAt!.Value);
        return Task.CompletedTask;
    }

    private void Park(MusicTask task, string reason) => task.Park(reason, Now + _askUncertainEvery, Now + TimeSpan.FromDays(options.Value.UncertainDays));

    private bool IsLate(MusicTask task) => task.DeadlineAt <= Now;

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}

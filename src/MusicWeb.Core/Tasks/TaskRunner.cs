using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Takes one step with a claimed task: sends it, asks how it is doing, or picks up what a crash left behind.</summary>
internal sealed class TaskRunner(
    IDbContextFactory<MusicDb> databases, WriteQueue writes, ProviderCatalog providers, TaskSetback setback, TaskResults results, FinishTask finish,
    RequestIngredients ingredients, TaskKeys keys, TaskHooks hooks, IOptions<DataOptions> data, TimeProvider time, ILogger<TaskRunner> log)
{
    /// <summary>Runs the step to its end; how it ended is saved in the row.</summary>
    public async Task RunAsync(Claim claim, CancellationToken ct)
    {
        if (await FindAsync(claim) is not { } task || providers.Find(task.Provider) is not { } provider) return;
        var step = new TaskStep(claim, task, provider, writes);
        // The number keeps a step that lost its lease from removing its successor's files.
        var scratch = Path.Combine(data.Value.WorkDirectory, $"{claim.Id:D}-{claim.Number}");
        try
        {
            Directory.CreateDirectory(scratch);
            await TakeStepAsync(step, scratch, ct);
        }
        catch (Exception fault) when (ct.IsCancellationRequested)
        {
            log.LogInformation(fault, "A step of task {Id} was interrupted", claim.Id);
            await setback.RecoverAsync(step, isInterrupted: true);
        }
        finally
        {
            if (Directory.Exists(scratch)) Directory.Delete(scratch, recursive: true);
        }
    }

    private async Task<MusicTask?> FindAsync(Claim claim)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return await db.Tasks.AsNoTracking().SingleOrDefaultAsync(task => task.Id == claim.Id && task.ClaimNumber == claim.Number && task.FinalizedAt == null);
    }

    private async Task TakeStepAsync(TaskStep step, string scratch, CancellationToken ct)
    {
        var isAsked = step.Task.State is TaskState.Queued or TaskState.Submitted or TaskState.Uncertain;
        if (isAsked && step.Task.VendorKeyId is not null && step.Task.CancelRequestedAt is null)
        {
            if (await keys.FindAsync(step.Task, ct) is not { } key)
            {
                await setback.AfterLostKeyAsync(step);
                return;
            }

            step = step with { Key = key };
        }

        await TakeStepWithKeyAsync(step, scratch, ct);
    }

    private Task TakeStepWithKeyAsync(TaskStep step, string scratch, CancellationToken ct) => step.Task.State switch
    {
        TaskState.Queued when step.Task.CancelRequestedAt is not null => step.SaveAsync((db, task) => finish.CancelAsync(db, task, CancellationToken.None)),
        TaskState.Queued => SubmitAsync(step, scratch, ct),
        TaskState.Submitted or TaskState.Uncertain when step.Task.ProviderTaskId is { } id => PollAsync(step, id, scratch, ct),
        TaskState.Uncertain => setback.WaitAsync(step),
        _ => setback.RecoverAsync(step, isInterrupted: false),
    };

    private async Task SubmitAsync(TaskStep step, string scratch, CancellationToken ct)
    {
        // Intent first: found in this state after a crash, nobody may assume that nothing happened.
        var manifest = step.Provider.Manifest;
        var hook = hooks.Offer(step.Task, manifest);
        if (!await step.SaveAsync(task => task.Submit(Now, hook?.ClosedSecret))) return;
        SubmitAnswer answer;
        try
        {
            var call = await WithIngredientsAsync(step, scratch, ct);
            await using var progress = new ProgressSink(writes, time, log, step.Claim, step.Task.Topic);
            call = call with { Progress = progress, Hook = hook?.Target };
            answer = await LimitAsync(token => step.Provider.SubmitAsync(call, token), manifest.Deadline, ct);
            if (answer is SubmitAnswer.Accepted { ProviderTaskId: var id } && !MusicTask.CanAttach(id)) throw new ProviderProtocolException($"{manifest.Name} accepted under an id that cannot be kept.");
        }
        catch (Exception fault) when (!ct.IsCancellationRequested || fault is RequestNotSentException)
        {
            log.LogWarning(fault, "Task {Id} could not be submitted to {Provider}", step.Claim.Id, manifest.Name);
            await setback.AfterSubmitAsync(step, fault);
            return;
        }

        await (answer switch
        {
            SubmitAnswer.Accepted accepted => step.SaveAsync(task => task.Accept(accepted.ProviderTaskId, Now + accepted.PollAfter, Now + manifest.Deadline)),
            SubmitAnswer.Done done => results.TakeInAsync(step, done.Results, ct),
            SubmitAnswer.MadePersona made => results.TakeInAsync(step, made.Persona),
            SubmitAnswer.MadeText made => results.TakeInAsync(step, made.Text),
            SubmitAnswer.KeyRefused refused => setback.AfterRefusedKeyAsync(step, refused.Text),
            SubmitAnswer.MadeFiles made => results.TakeInAsync(step, made.Files, made.Note, ct),
            SubmitAnswer.Failed failed => step.SaveAsync((db, task) => finish.FailAsync(db, task, FailureCause.Provider, failed.Reason, CancellationToken.None)),
            SubmitAnswer.Refused refused => step.SaveAsync((db, task) => finish.FailAsync(db, task, FailureCause.Refused, refused.Reason, CancellationToken.None)),
            _ => throw new InvalidOperationException($"{manifest.Name} gave an answer of a kind nobody knows."),
        });
    }

    private async Task PollAsync(TaskStep step, string providerTaskId, string scratch, CancellationToken ct)
    {
        var (provider, call) = (step.Provider, await WithIngredientsAsync(step, scratch, ct));
        if (step.Task.CancelRequestedAt is not null && provider.Manifest.CanCancel && await CancelAsync(step, call, providerTaskId, ct)) return;
        ProviderStatus status;
        try
        {
            status = await LimitAsync(token => provider.PollAsync(call, providerTaskId, token), provider.Manifest.Deadline, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(fault, "Task {Id} could not be asked for at {Provider}", step.Claim.Id, provider.Manifest.Name);
            await setback.AfterPollAsync(step, fault);
            return;
        }

        await (status switch
        {
            ProviderStatus.Working working => setback.SnoozeAsync(step, working),
            ProviderStatus.Done done => results.TakeInAsync(step, done.Results, ct),
            ProviderStatus.MadePersona made => results.TakeInAsync(step, made.Persona),
            ProviderStatus.MadeText made => results.TakeInAsync(step, made.Text),
            ProviderStatus.MadeFiles made => results.TakeInAsync(step, made.Files, made.Note, ct),
            ProviderStatus.Failed failed => step.SaveAsync((db, task) => finish.FailAsync(db, task, FailureCause.Provider, failed.Reason, CancellationToken.None)),
            _ => throw new InvalidOperationException($"{provider.Manifest.Name} gave a status of a kind nobody knows."),
        });
    }

    // A provider that will not stop, perhaps because it is done, is asked how the task ended: the poll alone decides.
    private async Task<bool> CancelAsync(TaskStep step, ProviderCall call, string providerTaskId, CancellationToken ct)
    {
        try
        {
            await step.Provider.CancelAsync(call, providerTaskId, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(fault, "Task {Id} could not be cancelled at {Provider}", step.Claim.Id, step.Provider.Manifest.Name);
            return false;
        }

        await step.SaveAsync((db, task) => finish.CancelAsync(db, task, CancellationToken.None));
        return true;
    }

    // A call that never returns would keep its slot for ever.
    private async Task<T> LimitAsync<T>(Func<CancellationToken, Task<T>> callAsync, TimeSpan limit, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        return await callAsync(either.Token);
    }

    private static ProviderCall Call(TaskStep step, string scratch, IProgress<ProviderProgress> progress) => new()
    {
        TaskId = step.Claim.Id,
        Request = step.Task.Request,
        Key = step.Key,
        ScratchDirectory = scratch,
        Progress = progress,
    };

    private async Task<ProviderCall> WithIngredientsAsync(TaskStep step, string scratch, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return Call(step, scratch, NoProgress.Instance) with
        {
            Sources = await ingredients.SourcesAsync(db, step.Task, ct),
            Persona = await RequestIngredients.PersonaAsync(db, step.Task, ct),
            Model = (await OfferList.LimitsAsync(db, step.Provider.Manifest, ct)).FindModel(step.Task.Request.Model),
        };
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    // A poll answers with its progress.
    private sealed class NoProgress : IProgress<ProviderProgress>
    {
        public static readonly NoProgress Instance = new();

        public void Report(ProviderProgress value)
        {
        }
    }
}

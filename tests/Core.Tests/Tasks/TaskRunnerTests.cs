using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class TaskRunnerTests
{
    [Theory, OnBothDatabases]
    public async Task A_provider_that_answers_with_the_result_ends_its_task_in_one_step(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        var id = await app.EnqueueAsync();
        await app.AssertAsync(id, TaskState.Queued, available: 135, held: 15);

        Assert.Equal(1, await app.StepAsync());

        var task = await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        Assert.Null(task.Reason);
        Assert.Equal([0, 1], (await app.ClipsAsync(id)).Select(clip => clip.Index));
        Assert.Equal(0, await app.StepAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_provider_that_accepts_is_polled_until_it_is_done(DatabaseProvider database)
    {
        var provider = new ScriptedProvider(repeatable: false) { OnSubmit = Accept };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        provider.OnPoll = (_, _, _) => Task.FromResult<ProviderStatus>(new ProviderStatus.Working(new ProviderProgress(Stages.Running, 40), TimeSpan.FromSeconds(7)));

        await app.StepAsync();
        Assert.Equal("vendor-1", (await app.AssertAsync(id, TaskState.Submitted, available: 135, held: 15)).ProviderTaskId);
        Assert.Equal(0, await app.StepAsync());
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();
        var working = await app.AssertAsync(id, TaskState.Submitted, available: 135, held: 15);
        Assert.Equal((40, app.Clock.UtcNow.AddSeconds(7)), (working.Percent, working.DueAt));

        provider.OnPoll = (call, _, _) => Task.FromResult<ProviderStatus>(new ProviderStatus.Done(ScriptedProvider.Takes(call.TaskId, 2)));
        app.Clock.Advance(TimeSpan.FromSeconds(7));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        Assert.Single(provider.Submits);
    }

    [Theory, OnBothDatabases]
    public async Task A_refusal_returns_the_credits_with_its_reason(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Refused("No lyrics about tin.")) });
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        Assert.Equal("No lyrics about tin.", (await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0)).Reason);
    }

    [Theory, OnBothDatabases]
    public async Task A_failed_poll_answer_returns_the_credits(DatabaseProvider database)
    {
        var provider = new ScriptedProvider(repeatable: false) { OnSubmit = Accept, OnPoll = (_, _, _) => Task.FromResult<ProviderStatus>(new ProviderStatus.Failed("Lost.")) };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();
        Assert.Equal("Lost.", (await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0)).Reason);
    }

    [Theory, OnBothDatabases]
    public async Task One_take_of_two_costs_the_full_price_and_says_so(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider { OnSubmit = (call, _) => Task.FromResult(ScriptedProvider.Done(call.TaskId, takes: 1)) });
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        Assert.StartsWith("1 of 2 takes arrived", (await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0)).Reason);
        Assert.Single(await app.ClipsAsync(id));
    }

    [Theory, OnBothDatabases]
    public async Task Files_that_are_not_what_they_claim_make_no_clip_and_cost_nothing(DatabaseProvider database)
    {
        var fake = new ProviderResult { Index = 0, Title = "Fake", DurationSeconds = 1, Files = [ScriptedProvider.File("flac", "<html>")] };
        await using var app = await Steps.StartAsync(database, new ScriptedProvider { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Done([fake])) });
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0);
        Assert.Empty(await app.ClipsAsync(id));
    }

    [Theory, OnBothDatabases]
    public async Task A_request_that_was_not_sent_is_tried_eight_times_with_growing_pauses(DatabaseProvider database)
    {
        var provider = new ScriptedProvider(repeatable: false) { OnSubmit = (_, _) => throw new RequestNotSentException("No such host.") };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        var pauses = new List<double>();
        for (var attempt = 1; attempt < 8; attempt++)
        {
            Assert.Equal(1, await app.StepAsync());
            var task = await app.AssertAsync(id, TaskState.Queued, available: 135, held: 15);
            pauses.Add((task.DueAt - app.Clock.UtcNow).TotalSeconds);
            app.Clock.Advance(task.DueAt - app.Clock.UtcNow);
        }

        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0);
        Assert.Equal([1, 2, 4, 8, 16, 32, 60], pauses);
        Assert.Equal(8, provider.Submits.Count);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(0.1, 1)]
    [InlineData(700_000, 3600)]
    public async Task A_provider_that_names_a_time_is_left_alone_until_then_but_not_for_a_week(double retryAfter, double expected)
    {
        var provider = new ScriptedProvider(repeatable: false) { OnSubmit = (_, _) => throw new RequestNotSentException("Too many.") { RetryAfter = TimeSpan.FromSeconds(retryAfter) } };
        await using var app = await Steps.StartAsync(DatabaseProvider.Sqlite, provider);
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        Assert.Equal(expected, ((await app.AssertAsync(id, TaskState.Queued, available: 135, held: 15)).DueAt - app.Clock.UtcNow).TotalSeconds);
    }

    [Theory, OnBothDatabases]
    public async Task An_error_in_an_unrepeatable_submit_is_uncertain_and_never_sent_again(DatabaseProvider database)
    {
        var provider = new ScriptedProvider(repeatable: false) { OnSubmit = (_, _) => throw new HttpRequestException("Broken pipe.") };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        Assert.NotNull((await app.AssertAsync(id, TaskState.Uncertain, available: 135, held: 15)).Reason);
        for (var hour = 0; hour < 7 * 24; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            await app.StepAsync();
        }

        Assert.Single(provider.Submits);
        Assert.Contains("7 days", (await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0)).Reason);
        await using var db = app.OpenDb();
        var audited = await db.AuditEvents.SingleAsync(row => row.SubjectId == id, TestContext.Current.CancellationToken);
        Assert.Equal(("task.given-up", "Failed", (Guid?)null), (audited.Action, audited.After, audited.ActorId));
    }

    [Theory, OnBothDatabases]
    public async Task An_error_in_a_repeatable_submit_is_simply_tried_again(DatabaseProvider database)
    {
        var provider = new ScriptedProvider { OnSubmit = (_, _) => throw new InvalidOperationException("Out of tune.") };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Queued, available: 135, held: 15);
        provider.OnSubmit = (call, _) => Task.FromResult(ScriptedProvider.Done(call.TaskId));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
    }

    [Theory, OnBothDatabases]
    public async Task A_crash_in_an_unrepeatable_submit_leaves_it_uncertain_until_a_person_attaches_it(DatabaseProvider database)
    {
        var provider = new ScriptedProvider(repeatable: false);
        await using var app = await Steps.StartAsync(database, provider);
        var id = await CrashInAsync(app, task => task.Submit(app.Clock.UtcNow));
        app.Clock.Advance(Steps.Lease);
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Uncertain, available: 135, held: 15);
        Assert.Empty(provider.Submits);

        var resolved = await app.Get<ResolveUncertain>().RunAsync(app.Ben, id, "vendor-7", TestContext.Current.CancellationToken);
        Assert.True(resolved.IsOk);
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        Assert.Equal(["vendor-7"], provider.Polls);
    }

    [Theory, OnBothDatabases]
    public async Task A_crash_in_a_repeatable_submit_or_ingest_renders_again_and_charges_once(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        foreach (var inIngest in new[] { false, true })
        {
            var id = await CrashInAsync(app, task =>
            {
                task.Submit(app.Clock.UtcNow);
                if (inIngest) task.Ingest();
            });
            app.Clock.Advance(Steps.Lease);
            await app.StepAsync();
            await app.StepAsync();
            await app.AssertAsync(id, TaskState.Succeeded, available: inIngest ? 120 : 135, held: 0);
            Assert.Equal(2, (await app.ClipsAsync(id)).Count);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_crash_while_a_polled_result_is_stored_asks_for_it_again(DatabaseProvider database)
    {
        var provider = new ScriptedProvider(repeatable: false);
        await using var app = await Steps.StartAsync(database, provider);
        var id = await CrashInAsync(app, task =>
        {
            task.Submit(app.Clock.UtcNow);
            task.Accept("vendor-3", app.Clock.UtcNow, app.Clock.UtcNow.AddMinutes(10));
            task.Ingest();
        });
        app.Clock.Advance(Steps.Lease);
        await app.StepAsync();
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        Assert.Empty(provider.Submits);
    }

    [Theory, OnBothDatabases]
    public async Task Poll_errors_back_off_and_after_the_deadline_the_task_is_asked_for_hourly(DatabaseProvider database)
    {
        var provider = new ScriptedProvider(repeatable: false) { OnSubmit = Accept, OnPoll = (_, _, _) => throw new HttpRequestException("502") };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();
        Assert.Equal((1, app.Clock.UtcNow.AddSeconds(1)), await AttemptAsync(app, id));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.StepAsync();
        Assert.Equal((2, app.Clock.UtcNow.AddSeconds(2)), await AttemptAsync(app, id));

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.StepAsync();
        var uncertain = await app.AssertAsync(id, TaskState.Uncertain, available: 135, held: 15);
        Assert.Equal(app.Clock.UtcNow.AddHours(1), uncertain.DueAt);

        provider.OnPoll = (call, _, _) => Task.FromResult<ProviderStatus>(new ProviderStatus.Done(ScriptedProvider.Takes(call.TaskId, 2)));
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.StepAsync();
        Assert.Null((await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0)).Reason);
    }

    [Theory, OnBothDatabases]
    public async Task A_late_workers_save_changes_nothing(DatabaseProvider database)
    {
        var (slow, entered) = (new TaskCompletionSource<SubmitAnswer>(), new TaskCompletionSource());
        var provider = new ScriptedProvider();
        provider.OnSubmit = (call, _) =>
        {
            if (provider.Submits.Count > 1) return Task.FromResult(ScriptedProvider.Done(call.TaskId));
            entered.SetResult();
            return slow.Task;
        };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        var late = app.RunAsync(Assert.Single(await app.ClaimAsync()));
        await entered.Task;

        app.Clock.Advance(Steps.Lease);
        await app.StepAsync();
        await app.StepAsync();
        await app.AssertFinishedWithTwoClipsAsync(id);
        slow.SetResult(ScriptedProvider.Done(id, takes: 1));
        await late;
        await app.AssertFinishedWithTwoClipsAsync(id);
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
    }

    private static Task<SubmitAnswer> Accept(ProviderCall call, CancellationToken ct) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted("vendor-1", TimeSpan.FromSeconds(5)));

    private static async Task<(int, DateTime)> AttemptAsync(TestApp app, Guid id)
    {
        var task = await app.FindAsync(id);
        return (task.Attempt, task.DueAt);
    }

    private static async Task<Guid> CrashInAsync(TestApp app, Action<MusicTask> reach)
    {
        var id = await app.EnqueueAsync();
        await app.CrashAsync(reach);
        return id;
    }
}

using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class TaskSetbackTests
{
    private const string GivenUp = "The program stopped 20 times in the middle of this, so it was given up.";

    [Theory, OnBothDatabases]
    public async Task Work_that_ends_every_process_is_given_up_and_costs_nothing(DatabaseProvider database)
    {
        var provider = new ScriptedProvider();
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        for (var crash = 1; crash < 20; crash++)
        {
            await CrashAsync(app, task => task.Submit(app.Clock.UtcNow));
            Assert.Equal(crash, (await app.AssertAsync(id, TaskState.Queued, available: 135, held: 15)).Attempt);
        }

        await CrashAsync(app, task => task.Submit(app.Clock.UtcNow));
        Assert.Equal(GivenUp, (await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0)).Reason);
        Assert.Empty(provider.Submits);
    }

    [Theory, OnBothDatabases]
    public async Task A_result_that_ends_every_process_is_given_up_and_costs_nothing(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider(repeatable: false));
        var id = await app.EnqueueAsync();
        await CrashAsync(app, task =>
        {
            task.Submit(app.Clock.UtcNow);
            task.Accept("vendor-1", app.Clock.UtcNow, app.Clock.UtcNow.AddDays(1));
            task.Ingest();
        });
        for (var crash = 2; crash < 20; crash++) await CrashAsync(app, task => task.Ingest());
        await app.AssertAsync(id, TaskState.Submitted, available: 135, held: 15);
        await CrashAsync(app, task => task.Ingest());
        Assert.Equal(GivenUp, (await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0)).Reason);
    }

    [Theory, OnBothDatabases]
    public async Task Being_stopped_in_peace_costs_no_attempt_however_often(DatabaseProvider database)
    {
        var entered = new TaskCompletionSource();
        var provider = new ScriptedProvider
        {
            OnSubmit = async (_, ct) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
                throw new InvalidOperationException("Nobody comes here.");
            },
        };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        for (var stop = 0; stop < 25; stop++)
        {
            entered = new TaskCompletionSource();
            using var shutdown = new CancellationTokenSource();
            var step = app.Get<TaskRunner>().RunAsync(Assert.Single(await app.ClaimAsync()), shutdown.Token);
            await entered.Task;
            await shutdown.CancelAsync();
            await step;
        }

        Assert.Equal(0, (await app.AssertAsync(id, TaskState.Queued, available: 135, held: 15)).Attempt);
    }

    [Theory, OnBothDatabases]
    public async Task An_id_that_cannot_be_kept_leaves_an_unrepeatable_order_uncertain(DatabaseProvider database)
    {
        foreach (var strange in new[] { "", "vendor\0", "vendor\n1", new string('v', 501), "vendor \ud83c" })
        {
            var provider = new ScriptedProvider(repeatable: false) { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(strange, TimeSpan.FromSeconds(5))) };
            await using var app = await Steps.StartAsync(database, provider);
            var id = await app.EnqueueAsync();
            await app.StepAsync();
            var task = await app.AssertAsync(id, TaskState.Uncertain, available: 135, held: 15);
            Assert.Equal((null, "The provider's answer could not be understood, so it is not known whether it works on this."), (task.ProviderTaskId, task.Reason));
            Assert.Single(provider.Submits);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_longest_id_that_can_be_kept_is_asked_for(DatabaseProvider database)
    {
        var longest = new string('v', 500);
        var provider = new ScriptedProvider(repeatable: false) { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted(longest, TimeSpan.Zero)) };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        await app.StepAsync();
        await app.AssertFinishedWithTwoClipsAsync(id);
        Assert.Equal([longest], provider.Polls);
    }

    // A process dies there, and the next one finds what it left.
    private static async Task CrashAsync(TestApp app, Action<MusicTask> reach)
    {
        await app.CrashAsync(reach);
        app.Clock.Advance(Steps.Lease);
        await app.StepAsync();
    }
}

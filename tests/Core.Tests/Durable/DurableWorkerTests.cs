using System.Collections.Concurrent;
using Core.Tests.Tasks;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Durable;

public sealed class DurableWorkerTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_new_task_wakes_the_worker_while_the_clock_stands_still(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        await app.StartHostedAsync();
        var id = await app.EnqueueAsync();
        await app.UntilAsync(id, task => task.State is TaskState.Succeeded);
        await app.AssertFinishedWithTwoClipsAsync(id);
    }

    [Theory, OnBothDatabases]
    public async Task Cancelling_a_running_task_stops_the_provider_and_returns_the_credits(DatabaseProvider database)
    {
        var stopped = new TaskCompletionSource();
        var provider = Endless(out var entered);
        var endless = provider.OnSubmit;
        provider.OnSubmit = async (call, ct) =>
        {
            await using var listening = ct.Register(() => stopped.TrySetResult());
            return await endless(call, ct);
        };
        await using var app = await Steps.StartAsync(database, provider);
        await app.StartHostedAsync();
        var id = await app.EnqueueAsync();
        await entered.WaitAsync(_patience, Token);

        Assert.True((await app.Get<CancelTask>().RunAsync(app.Ben, id, Token)).IsOk);
        await stopped.Task.WaitAsync(_patience, Token);
        await app.UntilAsync(id, task => task.State is TaskState.Cancelled);
        Assert.Equal(150, (await app.Get<MusicWeb.Core.Credits.CreditBalance>().FindAsync(app.Ben, Token)).Available);
    }

    [Theory, OnBothDatabases]
    public async Task A_queued_task_is_cancelled_before_any_provider_hears_of_it(DatabaseProvider database)
    {
        var provider = new ScriptedProvider();
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        await app.Get<CancelTask>().RunAsync(app.Ben, id, Token);
        await app.AssertAsync(id, TaskState.Cancelled, available: 150, held: 0);
        Assert.Equal(0, await app.StepAsync());
        Assert.Empty(provider.Submits);
    }

    [Theory, OnBothDatabases]
    public async Task A_submitted_task_is_cancelled_at_the_provider(DatabaseProvider database)
    {
        var provider = new ScriptedProvider(repeatable: false) { OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted("vendor-1", TimeSpan.FromHours(1))) };
        await using var app = await Steps.StartAsync(database, provider);
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        await app.Get<CancelTask>().RunAsync(app.Ben, id, Token);
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Cancelled, available: 150, held: 0);
        Assert.Equal(["vendor-1"], provider.Cancels);
    }

    [Theory, OnBothDatabases]
    public async Task Stopping_in_peace_puts_a_repeatable_task_back_and_a_second_worker_takes_it_at_once(DatabaseProvider database)
    {
        await using var store = await TestStore.CreateAsync(database);
        Guid id;
        await using (var first = await TestApp.StartAsync(store, services: services => Steps.With(services, Endless(out _entered))))
        {
            await first.StartHostedAsync();
            id = await first.EnqueueAsync();
            await _entered.WaitAsync(_patience, Token);
        }

        await using var second = await TestApp.StartAsync(store, services: services => Steps.With(services, new ScriptedProvider()));
        Assert.Equal((TaskState.Queued, false), (await second.FindAsync(id)) is var task ? (task.State, task.IsClaimed) : default);
        Assert.Equal(1, await second.StepAsync());
        await second.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
    }

    [Theory, OnBothDatabases]
    public async Task Progress_reaches_the_row_at_most_four_times_a_second(DatabaseProvider database)
    {
        var provider = Endless(out var entered);
        var sink = new TaskCompletionSource<IProgress<ProviderProgress>>();
        var endless = provider.OnSubmit;
        provider.OnSubmit = (call, ct) =>
        {
            sink.SetResult(call.Progress);
            return endless(call, ct);
        };
        await using var app = await Steps.StartAsync(database, provider);
        await app.StartHostedAsync();
        var id = await app.EnqueueAsync();
        await entered.WaitAsync(_patience, Token);
        var heard = new ConcurrentQueue<Announcement>();
        var twice = new TaskCompletionSource(); // What is heard comes later than what is read, on PostgreSQL.
        using var ear = app.Get<ILiveBus>().SubscribeAll(announcement =>
        {
            heard.Enqueue(announcement);
            if (CountHeard() == 2) twice.TrySetResult();
        });

        var progress = await sink.Task;
        progress.Report(new ProviderProgress(Stages.Rendering, 1));
        var begun = await app.UntilAsync(id, task => task.Percent is not null);
        for (var percent = 2; percent <= 60; percent++) progress.Report(new ProviderProgress(Stages.Rendering, percent));
        Assert.Equal(1, (await app.FindAsync(id)).Percent);
        await app.Clock.UntilTimerAsync(TimeSpan.FromMilliseconds(250));
        app.Clock.Advance(TimeSpan.FromMilliseconds(250));
        var later = await app.UntilAsync(id, task => task.Percent == 60);

        await twice.Task.WaitAsync(_patience, Token);
        Assert.Equal(2, CountHeard());
        Assert.Equal(begun.Revision, later.Revision);

        int CountHeard() => heard.Count(announcement => announcement.Kind == LiveKinds.Task && announcement.Id == id);
    }

    [Theory, OnBothDatabases]
    public async Task A_worker_that_lost_its_lease_is_told_to_stop_by_the_next_renewal(DatabaseProvider database)
    {
        var stopped = new TaskCompletionSource();
        var provider = Endless(out var entered);
        var endless = provider.OnSubmit;
        provider.OnSubmit = async (call, ct) =>
        {
            await using var listening = ct.Register(() => stopped.TrySetResult());
            return await endless(call, ct);
        };
        await using var app = await Steps.StartAsync(database, provider);
        await app.StartHostedAsync();
        var id = await app.EnqueueAsync();
        await entered.WaitAsync(_patience, Token);
        await app.Writes.RunAsync<Guid>(
            async db =>
            {
                var task = (await db.Tasks.FindAsync([id], Token))!;
                db.Entry(task).Property(row => row.ClaimNumber).CurrentValue++;
                return id;
            },
            Token);

        app.Clock.Advance(TimeSpan.FromSeconds(3));
        await stopped.Task.WaitAsync(_patience, Token);
        Assert.Equal(TaskState.Submitting, (await app.FindAsync(id)).State);
    }

    private Task _entered = Task.CompletedTask;

    // Works until it is told to stop.
    private static ScriptedProvider Endless(out Task entered)
    {
        var signal = new TaskCompletionSource();
        entered = signal.Task;
        return new ScriptedProvider
        {
            OnSubmit = async (_, ct) =>
            {
                signal.TrySetResult();
                await Task.Delay(Timeout.Infinite, ct);
                throw new InvalidOperationException("Unreachable.");
            },
        };
    }
}

using Core.Tests.Credits;
using Core.Tests.Live;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Tasks;

public sealed class CancelTaskTests
{
    [Theory, OnBothDatabases]
    public async Task A_queued_task_is_cancelled_at_once_and_its_credits_come_back(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await app.OrderAsync(app.Ben);
        using var ear = new Ear(app, $"workspace:{app.Ben.WorkspaceId}");
        Assert.Equal(id, (await app.CancelAsync(app.Ben, id)).Value);

        var task = await app.TaskAsync(id);
        Assert.Equal((TaskState.Cancelled, app.Clock.UtcNow), (task.State, task.FinalizedAt));
        Assert.Equal(new Balance(Available: 150, Held: 0), await app.BalanceAsync(app.Ben));
        Assert.Equal(id, (await ear.NextAsync(LiveKinds.Task)).Id);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Cancelling_from_many_sides_at_once_returns_the_credits_once(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        await app.OrderAsync(app.Ben); // Keeps the account's hold above the amount, so that only the unique key can tell.
        for (var round = 0; round < 5; round++)
        {
            var id = await app.OrderAsync(app.Ben);
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.CancelAsync(app.Ben, id)));
            Assert.All(results, result => Assert.Equal(id, result.Value));
            Assert.Equal(new Balance(Available: 135, Held: 15), await app.BalanceAsync(app.Ben));
        }

        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_task_is_either_cancelled_or_claimed(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        for (var round = 0; round < 5; round++)
        {
            var id = await app.OrderAsync(app.Ben);
            var claim = Record.ExceptionAsync(() => app.ClaimAsync(id)).AsTask();
            Assert.Null((await app.CancelAsync(app.Ben, id)).Error);
            var wasClaimed = await claim is null;

            var task = await app.TaskAsync(id);
            Assert.Equal(wasClaimed, task is { State: TaskState.Queued, IsClaimed: true, CancelRequestedAt: not null });
            Assert.Equal(!wasClaimed, task is { State: TaskState.Cancelled, IsClaimed: false });
            if (wasClaimed) await app.FailAsync(id);
        }

        Assert.Equal(new Balance(Available: 150, Held: 0), await app.BalanceAsync(app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task Only_the_wish_is_noted_for_a_task_that_a_worker_holds(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (claimed, submitting) = (await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben));
        await app.ClaimAsync(submitting);
        await app.ChangeAsync(submitting, task => task.Submit(app.Clock.UtcNow));
        foreach (var id in new[] { claimed, submitting })
        {
            var before = await app.TaskAsync(id);
            Assert.True(before.IsClaimed);
            using var ear = new Ear(app, before.Topic);
            var asked = app.Clock.UtcNow;
            Assert.Null((await app.CancelAsync(app.Ben, id)).Error);
            Assert.Equal(new Announcement(before.Topic, LiveKinds.Cancel, id), await ear.NextAsync());
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Null((await app.CancelAsync(app.Ben, id)).Error);

            var after = await app.TaskAsync(id);
            Assert.Equal(asked, after.CancelRequestedAt);
            Assert.Equal((before.State, before.Revision, before.ClaimNumber, before.DueAt, true), (after.State, after.Revision, after.ClaimNumber, after.DueAt, after.IsClaimed));
        }

        Assert.Equal(30, (await app.BalanceAsync(app.Ben)).Held);
    }

    [Theory, OnBothDatabases]
    public async Task A_submitted_task_that_nobody_holds_comes_due_at_once(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await app.OrderAsync(app.Ben);
        var now = app.Clock.UtcNow;
        await app.ChangeAsync(id, task => task.Submit(now), task => task.Accept("theirs", pollAt: now.AddMinutes(1), deadlineAt: now.AddMinutes(10)));
        var before = await app.TaskAsync(id);
        Assert.Null((await app.CancelAsync(app.Ben, id)).Error);

        var after = await app.TaskAsync(id);
        Assert.Equal((TaskState.Submitted, before.Revision, now, now), (after.State, after.Revision, after.CancelRequestedAt, after.DueAt));
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_stopped_says_why_and_stays(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, providers: [new StillProvider(), new StillProvider("stubborn", canCancel: false)]);
        var now = app.Clock.UtcNow;
        var stubborn = await app.OrderAsync(app.Ben, provider: "stubborn");
        await app.ChangeAsync(stubborn, task => task.Submit(now));
        var ingesting = await app.OrderAsync(app.Ben);
        await app.ChangeAsync(ingesting, task => task.Submit(now), task => task.Ingest());
        var uncertain = await app.OrderAsync(app.Ben);
        await app.ParkAsync(uncertain);
        foreach (var (id, why) in new[] { (stubborn, "This provider cannot stop a running task."), (ingesting, "It is finished and being saved."), (uncertain, "Its outcome is not known yet.") })
        {
            var before = await app.TaskAsync(id);
            var error = (await app.CancelAsync(app.Ben, id)).Error;
            Assert.Equal(("cannot_cancel", why), (error?.Code, error?.Message));
            var after = await app.TaskAsync(id);
            Assert.Equal((before.State, before.DueAt, before.Revision, null), (after.State, after.DueAt, after.Revision, after.CancelRequestedAt));
            var view = await app.Get<FindTask>().RunAsync(app.Ben, id, TestContext.Current.CancellationToken);
            Assert.Equal((false, why), (view!.CanCancel, view.WhyNoCancel));
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_provider_that_cannot_stop_a_running_task_is_no_hindrance_while_it_is_queued(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, providers: new StillProvider(canCancel: false));
        var id = await app.OrderAsync(app.Ben);
        Assert.Null((await app.CancelAsync(app.Ben, id)).Error);
        Assert.Equal(TaskState.Cancelled, (await app.TaskAsync(id)).State);
    }

    [Theory, OnBothDatabases]
    public async Task What_a_provider_left_behind_when_it_was_taken_away_is_cancelled_at_once(DatabaseProvider database)
    {
        await using var store = await TestStore.CreateAsync(database);
        Guid queued, claimed, submitting, submitted, ingesting, uncertain;
        await using (var before = await Orders.StartAsync(store, new StillProvider(canCancel: false)))
        {
            var now = before.Clock.UtcNow;
            (claimed, submitting) = (await before.OrderAsync(before.Ben), await before.OrderAsync(before.Ben));
            await before.ClaimAsync(submitting);
            await before.ChangeAsync(submitting, task => task.Submit(now));
            (queued, submitted) = (await before.OrderAsync(before.Ben), await before.OrderAsync(before.Ben));
            await before.ChangeAsync(submitted, task => task.Submit(now), task => task.Accept("theirs", pollAt: now.AddMinutes(1), deadlineAt: now.AddMinutes(10)));
            ingesting = await before.OrderAsync(before.Ben);
            await before.ChangeAsync(ingesting, task => task.Submit(now), task => task.Ingest());
            uncertain = await before.OrderAsync(before.Ben);
            await before.ParkAsync(uncertain);
        }

        await using var app = await Orders.StartAsync(store, new StillProvider("other"));
        foreach (var id in new[] { queued, submitted, ingesting })
        {
            Assert.True((await app.Get<FindTask>().RunAsync(app.Ben, id, TestContext.Current.CancellationToken))!.CanCancel);
            Assert.Null((await app.CancelAsync(app.Ben, id)).Error);
            Assert.Equal(TaskState.Cancelled, (await app.TaskAsync(id)).State);
        }

        foreach (var id in new[] { claimed, submitting })
        {
            Assert.Null((await app.CancelAsync(app.Ben, id)).Error);
            Assert.False((await app.TaskAsync(id)).IsFinal); // Another process may know the provider still, until its lease is over.
        }

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var id in new[] { claimed, submitting })
        {
            Assert.Null((await app.CancelAsync(app.Ben, id)).Error);
            Assert.Equal(TaskState.Cancelled, (await app.TaskAsync(id)).State);
        }

        Assert.Equal("Its outcome is not known yet.", (await app.CancelAsync(app.Ben, uncertain)).Error?.Message);
        Assert.Equal(new Balance(Available: 135, Held: 15), await app.BalanceAsync(app.Ben));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_task_that_has_ended_stays_as_it_ended(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (failed, succeeded) = (await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben));
        await app.FailAsync(failed);
        await app.SucceedAsync(succeeded);
        foreach (var (id, state) in new[] { (failed, TaskState.Failed), (succeeded, TaskState.Succeeded) })
        {
            Assert.Equal(id, (await app.CancelAsync(app.Ben, id)).Value);
            Assert.Equal((state, null), ((await app.TaskAsync(id)).State, (await app.TaskAsync(id)).CancelRequestedAt));
        }

        Assert.Equal(new Balance(Available: 135, Held: 0), await app.BalanceAsync(app.Ben));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Strangers_find_no_task_and_viewers_may_not_stop_it(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await app.OrderAsync(app.Ben);
        Assert.Equal(Error.NotFound, (await app.CancelAsync(app.Ada, id)).Error);
        Assert.Equal(Error.NotFound, (await app.CancelAsync(app.Ben, Guid.CreateVersion7())).Error);
        Assert.Equal(Error.Forbidden, (await app.CancelAsync(app.Ada.At(app.Ben, Role.Viewer), id)).Error);
        Assert.Equal(TaskState.Queued, (await app.TaskAsync(id)).State);
        Assert.Null((await app.CancelAsync(app.Ada.At(app.Ben, Role.Member), id)).Error);
    }
}

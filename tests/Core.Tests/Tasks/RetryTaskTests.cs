using Core.Tests.Credits;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Tasks;

public sealed class RetryTaskTests
{
    [Theory, OnBothDatabases]
    public async Task A_failed_or_cancelled_task_is_ordered_again_as_a_new_one_that_names_it(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var request = Orders.Rain with { Title = "Tin", StyleWeight = 0.5 };
        var (failed, cancelled) = (await app.OrderAsync(app.Ben, request), await app.OrderAsync(app.Ben, request));
        await app.FailAsync(failed);
        await app.CancelAsync(app.Ben, cancelled);
        foreach (var old in new[] { failed, cancelled })
        {
            var newId = Guid.CreateVersion7();
            Assert.Equal(newId, (await RetryAsync(app, app.Ben, old, newId)).Value);
            var task = await app.TaskAsync(newId);
            Assert.Equal((TaskState.Queued, old, request), (task.State, task.RetryOfId, task.Request));
            Assert.True((await app.TaskAsync(old)).IsFinal);
        }

        Assert.Equal(new Balance(Available: 120, Held: 30), await app.BalanceAsync(app.Ben));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Retrying_twice_with_one_id_buys_once(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (old, newId) = (await app.OrderAsync(app.Ben), Guid.CreateVersion7());
        await app.FailAsync(old);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RetryAsync(app, app.Ben, old, newId)));
        Assert.All(results, result => Assert.Equal(newId, result.Value));
        Assert.Equal(2, await app.CountTasksAsync());
        Assert.Equal(15, (await app.BalanceAsync(app.Ben)).Held);
    }

    [Theory, OnBothDatabases]
    public async Task What_has_not_ended_or_has_succeeded_is_not_retried(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (succeeded, uncertain, queued) = (await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben));
        await app.SucceedAsync(succeeded);
        await app.ParkAsync(uncertain);
        foreach (var id in new[] { succeeded, uncertain, queued }) Assert.Equal("not_ended", (await RetryAsync(app, app.Ben, id, Guid.CreateVersion7())).Error?.Code);
        Assert.Equal(3, await app.CountTasksAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_retry_needs_the_right_and_the_credits_that_an_order_needs(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, credits: 29);
        var old = await app.OrderAsync(app.Ben);
        await app.FailAsync(old);
        Assert.Equal(Error.NotFound, (await RetryAsync(app, app.Ada, old, Guid.CreateVersion7())).Error);
        Assert.Equal(Error.Forbidden, (await RetryAsync(app, app.Ada.At(app.Ben, Role.Viewer), old, Guid.CreateVersion7())).Error);
        await app.OrderAsync(app.Ben);
        Assert.Equal("not_enough_credits", (await RetryAsync(app, app.Ben, old, Guid.CreateVersion7())).Error?.Code);
        Assert.Equal(2, await app.CountTasksAsync());
        Assert.Equal(new Balance(Available: 29, Held: 0), await app.BalanceAsync(app.Ada));
    }

    private static Task<Result<Guid>> RetryAsync(TestApp app, Actor actor, Guid id, Guid newId) => app.Get<RetryTask>().RunAsync(actor, id, newId, TestContext.Current.CancellationToken);
}

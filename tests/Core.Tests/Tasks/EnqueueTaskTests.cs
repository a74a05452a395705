using Core.Tests.Credits;
using Core.Tests.Live;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class EnqueueTaskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_order_holds_its_price_and_waits_in_the_queue(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        using var ear = new Ear(app, $"workspace:{app.Ben.WorkspaceId}");
        var id = Guid.CreateVersion7();
        Assert.Equal(id, (await app.EnqueueAsync(app.Ben, id)).Value);

        var task = await app.TaskAsync(id);
        Assert.Equal((TaskState.Queued, app.Ben.WorkspaceId, app.Ben.UserId, 15L, app.Clock.UtcNow, app.Clock.UtcNow), (task.State, task.PayerId, task.CreatedById, task.PriceCredits, task.CreatedAt, task.DueAt));
        Assert.Equal(new Balance(Available: 135, Held: 15), await app.BalanceAsync(app.Ben));
        var hold = (await app.TransfersAsync(app.Ben.WorkspaceId)).Single(transfer => transfer.Kind is TransferKind.Hold);
        Assert.Equal(("rain on tin", id, app.Ben.UserId), (hold.Reason, hold.TaskId, hold.ActorId));
        Assert.Equal([(LiveKinds.Credits, app.Ben.WorkspaceId), (LiveKinds.Task, id)], new[] { await ear.NextAsync(), await ear.NextAsync() }.Select(heard => (heard.Kind, heard.Id)));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Of_50_parallel_orders_on_15_credits_exactly_one_is_accepted(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, credits: 15);
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.EnqueueAsync(app.Ben, Guid.CreateVersion7())));

        Assert.Single(results, result => result.IsOk);
        Assert.Equal(49, results.Count(result => result.Error?.Code == "not_enough_credits"));
        Assert.Equal(1, await app.CountTasksAsync());
        Assert.Equal(new Balance(Available: 0, Held: 15), await app.BalanceAsync(app.Ben));
        Assert.Single(await app.TransfersAsync(app.Ben.WorkspaceId), transfer => transfer.Kind is TransferKind.Hold);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Enqueuing_in_parallel_with_one_id_holds_credits_once(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        for (var round = 1; round <= 5; round++)
        {
            var id = Guid.CreateVersion7();
            var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => app.EnqueueAsync(app.Ben, id)));
            Assert.All(results, result => Assert.Equal(id, result.Value));
            Assert.Equal(round, await app.CountTasksAsync());
            Assert.Equal(15 * round, (await app.BalanceAsync(app.Ben)).Held);
        }

        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_repeated_order_is_answered_even_when_it_could_not_be_paid_again_or_has_ended(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, credits: 15);
        var id = Guid.CreateVersion7();
        await app.EnqueueAsync(app.Ben, id);
        Assert.Equal(id, (await app.EnqueueAsync(app.Ben, id)).Value);
        await app.FailAsync(id);
        Assert.Equal(id, (await app.EnqueueAsync(app.Ben, id)).Value);
        Assert.Equal(TaskState.Failed, (await app.TaskAsync(id)).State);
        Assert.Equal(new Balance(Available: 15, Held: 0), await app.BalanceAsync(app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task One_id_with_other_words_or_another_provider_is_refused_as_reused(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, providers: [new StillProvider(), new StillProvider("other")]);
        var id = Guid.CreateVersion7();
        await app.EnqueueAsync(app.Ben, id);
        Assert.Equal("id_reused", (await app.EnqueueAsync(app.Ben, id, Orders.Rain with { Description = "snow on tin" })).Error?.Code);
        Assert.Equal("id_reused", (await app.EnqueueAsync(app.Ben, id, provider: "other")).Error?.Code);
        Assert.Equal("rain on tin", (await app.TaskAsync(id)).Request.Description);
        Assert.Equal(new Balance(Available: 135, Held: 15), await app.BalanceAsync(app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task Parallel_orders_with_one_id_and_other_words_buy_one_of_them(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = Guid.CreateVersion7();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => app.EnqueueAsync(app.Ben, id, Orders.Rain with { Description = $"rain {i}" })));
        Assert.Single(results, result => result.IsOk);
        Assert.Equal(3, results.Count(result => result.Error?.Code == "id_reused"));
        Assert.Equal(new Balance(Available: 135, Held: 15), await app.BalanceAsync(app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task An_id_of_another_workspace_is_not_found_and_holds_nothing(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = Guid.CreateVersion7();
        await app.EnqueueAsync(app.Ben, id);
        Assert.Equal(Error.NotFound, (await app.EnqueueAsync(app.Ada, id)).Error);
        Assert.Equal(new Balance(Available: 150, Held: 0), await app.BalanceAsync(app.Ada));
        Assert.Equal(app.Ben.WorkspaceId, (await app.TaskAsync(id)).WorkspaceId);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_ordered_holds_nothing_and_leaves_nothing(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        using var ear = new Ear(app, $"workspace:{app.Ben.WorkspaceId}");
        var refused = new (string Field, MusicRequest Request)[]
        {
            ("Op", Orders.Rain with { Op = "teleport" }),
            ("Model", Orders.Rain with { Model = "still-2" }),
            ("Description", Orders.Rain with { Description = new string('x', 401) }),
            ("Description", Orders.Rain with { Description = "rain\0on tin" }),
            ("Title", Orders.Rain with { Title = "🎸"[..1] }),
            ("StyleWeight", Orders.Rain with { StyleWeight = double.NaN }),
            ("Weirdness", Orders.Rain with { Weirdness = -1 }),
        };
        foreach (var (field, request) in refused)
        {
            var error = (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(), request)).Error;
            Assert.Equal(("refused_request", field), (error?.Code, error?.Field));
        }

        Assert.Equal("unknown_provider", (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7(), provider: "sonic")).Error?.Code);
        Assert.Equal(Error.Forbidden, (await app.EnqueueAsync(app.Ben with { Role = Role.Viewer }, Guid.CreateVersion7())).Error);
        Assert.Equal(0, ear.Count);
        await app.AssertUntouchedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Without_enough_credits_the_sentence_says_price_and_balance(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, credits: 14);
        Assert.Equal("This costs 15 credits and 14 are available.", (await app.EnqueueAsync(app.Ben, Guid.CreateVersion7())).Error?.Message);
        await app.AssertUntouchedAsync(credits: 14);
    }

    [Theory, OnBothDatabases]
    public async Task What_costs_nothing_holds_nothing_and_can_end_every_way(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database, credits: 0, new StillProvider(priceCredits: 0));
        var (cancelled, failed, succeeded) = (await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben));
        Assert.Null((await app.CancelAsync(app.Ben, cancelled)).Error);
        await app.FailAsync(failed);
        await app.SucceedAsync(succeeded);
        Assert.Empty(await app.TransfersAsync(app.Ben.WorkspaceId));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Markup_emoji_and_right_to_left_text_come_back_unchanged(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var request = new MusicRequest
        {
            Op = Ops.Create,
            Model = "still-1",
            Title = "<b>\"Tin\" & 'roof'</b> 👩‍🎤",
            Lyrics = "[Verse]\r\n\tמטר על גג פח\n<script>alert('{0}')</script> \u202eأمطار\u202c\n🎸🥁 %s \\u0000 床前明月光 e\u0301",
            Styles = "lo-fi, «dub», <img src=x onerror=alert(1)>",
            NegativeStyles = "'; DROP TABLE \"Tasks\"; --",
            StyleWeight = 0.1,
            Weirdness = 1,
        };
        var id = await app.OrderAsync(app.Ben, request);
        var view = await app.Get<FindTask>().RunAsync(app.Ben, id, Token);
        Assert.Equal(request, view?.Request);
        Assert.Equal(request.Title, view?.Title);
        Assert.Equal(request.Title, (await app.TransfersAsync(app.Ben.WorkspaceId)).Single(transfer => transfer.TaskId == id).Reason);
        await app.SucceedAsync(id);
        Assert.Equal(request.Title, (await app.TransfersAsync(app.Ben.WorkspaceId)).Single(transfer => transfer.Kind is TransferKind.Capture).Reason);
    }
}

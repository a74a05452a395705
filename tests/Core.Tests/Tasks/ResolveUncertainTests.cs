using Core.Tests.Credits;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Tasks;

public sealed class ResolveUncertainTests
{
    [Theory, OnBothDatabases]
    public async Task What_came_through_goes_on_under_the_providers_id_with_its_hold(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await UncertainAsync(app);
        Assert.Equal(id, (await ResolveAsync(app, app.Ben, id, " theirs-7 ")).Value);

        var (task, now) = (await app.TaskAsync(id), app.Clock.UtcNow);
        Assert.Equal((TaskState.Submitted, "theirs-7", null), (task.State, task.ProviderTaskId, task.Reason));
        Assert.Equal((now, now.AddMinutes(10), false), (task.DueAt, task.DeadlineAt, task.IsClaimed));
        Assert.Equal(new Balance(Available: 135, Held: 15), await app.BalanceAsync(app.Ben));
        await using var db = app.OpenDb();
        var audited = await db.AuditEvents.SingleAsync(row => row.SubjectId == id, TestContext.Current.CancellationToken);
        Assert.Equal(("task.resolved", "Uncertain", "Submitted", app.Ben.UserId), (audited.Action, audited.Before, audited.After, audited.ActorId));
    }

    [Theory, OnBothDatabases]
    public async Task What_did_not_come_through_fails_and_gives_the_credits_back(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await UncertainAsync(app);
        Assert.Equal(id, (await ResolveAsync(app, app.Ben, id, providerTaskId: null)).Value);
        Assert.Equal((TaskState.Failed, "It did not reach the provider."), ((await app.TaskAsync(id)).State, (await app.TaskAsync(id)).Reason));
        Assert.Equal(new Balance(Available: 150, Held: 0), await app.BalanceAsync(app.Ben));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Resolved_both_ways_at_once_it_is_settled_once(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        for (var round = 0; round < 4; round++)
        {
            var id = await UncertainAsync(app);
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ResolveAsync(app, app.Ben, id, i % 2 == 0 ? "theirs" : null)));
            Assert.Single(results, result => result.IsOk);
            Assert.Equal(3, results.Count(result => result.Error?.Code == "not_uncertain"));
            if (!(await app.TaskAsync(id)).IsFinal) await app.FailAsync(id);
        }

        Assert.Equal(new Balance(Available: 150, Held: 0), await app.BalanceAsync(app.Ben));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Owner_admin_and_administrator_may_resolve_and_nobody_else(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var ada = app.Ada with { IsAdministrator = false };
        var id = await UncertainAsync(app);
        Assert.Equal(Error.Forbidden, (await ResolveAsync(app, ada.At(app.Ben, Role.Member), id, providerTaskId: null)).Error);
        Assert.Equal(Error.Forbidden, (await ResolveAsync(app, ada.At(app.Ben, Role.Viewer), id, "theirs")).Error);
        Assert.Equal(Error.NotFound, (await ResolveAsync(app, ada, id, providerTaskId: null)).Error);
        Assert.Equal(TaskState.Uncertain, (await app.TaskAsync(id)).State);

        foreach (var entitled in new[] { app.Ben with { Role = Role.Member }, ada.At(app.Ben, Role.Admin), app.Ada })
        {
            Assert.Null((await ResolveAsync(app, entitled, await UncertainAsync(app), providerTaskId: null)).Error);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Only_an_uncertain_task_can_be_resolved(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (queued, failed) = (await app.OrderAsync(app.Ben), await app.OrderAsync(app.Ben));
        await app.FailAsync(failed);
        foreach (var id in new[] { queued, failed }) Assert.Equal("not_uncertain", (await ResolveAsync(app, app.Ben, id, "theirs")).Error?.Code);
        Assert.Equal(TaskState.Queued, (await app.TaskAsync(queued)).State);
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_an_id_is_refused_beside_its_field(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var id = await UncertainAsync(app);
        foreach (var bad in new[] { "", "  ", new string('x', 501), "a\0b", "a\nb", "🎸"[..1] })
        {
            var error = (await ResolveAsync(app, app.Ben, id, bad)).Error;
            Assert.Equal(("bad_provider_task", "ProviderTaskId"), (error?.Code, error?.Field));
        }

        Assert.Equal(TaskState.Uncertain, (await app.TaskAsync(id)).State);
        Assert.Null((await ResolveAsync(app, app.Ben, id, new string('x', 500))).Error);
    }

    private static async Task<Guid> UncertainAsync(TestApp app)
    {
        var id = await app.OrderAsync(app.Ben);
        await app.ParkAsync(id);
        return id;
    }

    private static Task<Result<Guid>> ResolveAsync(TestApp app, Actor actor, Guid id, string? providerTaskId) =>
        app.Get<ResolveUncertain>().RunAsync(actor, id, providerTaskId, TestContext.Current.CancellationToken);
}

using Core.Tests.Credits;
using Core.Tests.Tasks;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Admin;

public sealed class QueueTests
{
    private static readonly Lane _lane = new(StillProvider.Default, Slots: 10, Spacing: TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_paused_provider_starts_nothing_new_and_what_runs_goes_on(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var running = await app.OrderAsync(app.Ben);
        await app.ChangeAsync(running, task => task.Submit(app.Clock.UtcNow), task => task.Accept("theirs", app.Clock.UtcNow, app.Clock.UtcNow.AddHours(1)));
        var waiting = await app.OrderAsync(app.Ben);
        Assert.True((await app.Get<PauseProvider>().RunAsync(app.Ada, StillProvider.Default, isPaused: true, "They are moving house.", Token)).Value);

        Assert.Equal([running], (await TakeAsync(app)).Select(claim => claim.Id));
        Assert.Equal("They are moving house.", (await app.Get<FindTask>().RunAsync(app.Ben, waiting, Token))?.PausedBecause);
        Assert.Null((await app.Get<FindTask>().RunAsync(app.Ben, running, Token))?.PausedBecause);
        Assert.Equal("They are moving house.", Assert.Single((await app.Get<ReadHealth>().RunAsync(app.Ada, Token)).Value!).Pause?.Reason);

        Assert.False((await app.Get<PauseProvider>().RunAsync(app.Ada, StillProvider.Default, isPaused: false, "They are back.", Token)).Value);
        Assert.Equal([waiting], (await TakeAsync(app)).Select(claim => claim.Id));
        Assert.Equal(["provider.paused", "provider.resumed"], await ActionsAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task Pausing_twice_is_pausing_once_and_an_unknown_provider_is_not_found(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var pause = app.Get<PauseProvider>();
        foreach (var again in new[] { 1, 2 }) Assert.True((await pause.RunAsync(app.Ada, StillProvider.Default, isPaused: true, $"reason {again}", Token)).Value);
        Assert.Equal(Error.NotFound, (await pause.RunAsync(app.Ada, "nobody", isPaused: true, "why", Token)).Error);
        Assert.Equal("bad_reason", (await pause.RunAsync(app.Ada, StillProvider.Default, isPaused: false, new string('a', 201), Token)).Error?.Code);
        Assert.Equal(["provider.paused"], await ActionsAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task An_administrator_cancels_anybodys_task_with_a_reason_and_its_owner_gets_the_credits_back(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var id = await app.OrderAsync(app.Ben);
        Assert.Equal("bad_reason", (await app.Get<CancelAnyTask>().RunAsync(app.Ada, id, "", Token)).Error?.Code);
        Assert.Equal(id, (await app.Get<CancelAnyTask>().RunAsync(app.Ada, id, "They asked me to.", Token)).Value);
        Assert.Equal(TaskState.Cancelled, (await app.TaskAsync(id)).State);
        Assert.Equal(new Balance(150, 0), await app.BalanceAsync(app.Ben));
        // What has ended is left as it is, and nothing is said about it.
        Assert.Equal(id, (await app.Get<CancelAnyTask>().RunAsync(app.Ada, id, "Again.", Token)).Value);
        await using var db = app.OpenDb();
        var logged = Assert.Single(await db.AuditEvents.ToListAsync(Token));
        Assert.Equal(("task.cancelled", "They asked me to.", "Queued", app.Ben.WorkspaceId, app.Ada.UserId), (logged.Action, logged.Reason, logged.Before, logged.WorkspaceId, logged.ActorId));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task What_failed_by_our_fault_is_tried_again_once_for_its_owner_and_paid_as_before(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var failed = await app.OrderAsync(app.Ben);
        await app.FailAsync(failed, "The files could not be stored.", FailureCause.Storage);
        var retry = app.Get<RetryForOwner>();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => retry.RunAsync(app.Ada, failed, "The disk was full.", Token)));
        var id = Assert.Single(results.Select(result => result.Value).Distinct());
        var task = await app.TaskAsync(id);
        Assert.Equal((app.Ben.UserId, app.Ben.WorkspaceId, app.Ben.WorkspaceId, (Guid?)failed), (task.CreatedById, task.WorkspaceId, task.PayerId, task.RetryOfId));
        Assert.Equal(new Balance(135, 15), await app.BalanceAsync(app.Ben));
        Assert.Equal(new Balance(150, 0), await app.BalanceAsync(app.Ada));
        Assert.Equal(["task.retried"], await ActionsAsync(app));
        await app.AssertBalancedAsync();
    }

    [Theory]
    [InlineData(FailureCause.Refused)]
    [InlineData(FailureCause.Provider)]
    [InlineData(FailureCause.BadResult)]
    public async Task What_the_provider_refused_or_failed_at_is_its_owners_to_change(FailureCause cause)
    {
        await using var app = await Orders.StartAsync(DatabaseProvider.Sqlite);
        var failed = await app.OrderAsync(app.Ben);
        await app.FailAsync(failed, "No.", cause);
        Assert.Equal("not_ours", (await app.Get<RetryForOwner>().RunAsync(app.Ada, failed, "Let me.", Token)).Error?.Code);
        Assert.Equal("not_ours", (await app.Get<RetryForOwner>().RunAsync(app.Ada, await app.OrderAsync(app.Ben), "Let me.", Token)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task Failures_are_grouped_by_cause_whatever_numbers_their_reasons_carry(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider, credits: 1000);
        var old = await app.OrderAsync(app.Ben);
        await app.FailAsync(old, "Long ago.");
        app.Clock.Advance(TimeSpan.FromDays(8));
        List<Guid> ids = [];
        foreach (var number in new[] { 1, 22, 333, 4444 })
        {
            var id = await app.OrderAsync(app.Ben);
            await app.FailAsync(id, $"Job 0a{number}f-11 broke after {number}00 s.");
            ids.Add(id);
        }

        await app.FailAsync(await app.OrderAsync(app.Ada), "Too loud.", FailureCause.Refused);
        var report = (await app.Get<FailureReport>().RunAsync(app.Ada, 7, Token)).Value!;
        Assert.False(report.IsCut);
        Assert.Equal([("Job … broke after … s.", FailureCause.Provider, 4, 60L), ("Too loud.", FailureCause.Refused, 1, 15L)], report.Groups.Select(group => (group.Reason, group.Cause!.Value, group.Tasks, group.ReturnedCredits)));
        Assert.Equal([ids[3], ids[2], ids[1]], report.Groups[0].ExampleIds);
    }

    private static Task<List<Claim>> TakeAsync(TestApp app) => app.Get<DueClaim>().TakeAsync(_lane, TimeSpan.FromSeconds(10), Token);

    private static async Task<List<string>> ActionsAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        return await db.AuditEvents.OrderBy(row => row.Action).Select(row => row.Action).ToListAsync(Token);
    }
}

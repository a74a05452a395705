using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

public sealed class LedgerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Of_50_parallel_holds_on_15_credits_exactly_one_is_accepted(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 15);
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.HoldAsync(app.Ben, Guid.CreateVersion7(), amount: 15)));

        Assert.Single(results, result => result.IsOk);
        Assert.Equal(49, results.Count(result => result.Error?.Code == "not_enough_credits"));
        Assert.Equal(new Balance(Available: 0, Held: 15), await app.BalanceAsync(app.Ben));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_refused_hold_says_price_and_balance_and_leaves_no_trace(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 14);
        var result = await app.HoldAsync(app.Ben, Guid.CreateVersion7(), amount: 15);

        Assert.Equal("This costs 15 credits and 14 are available.", result.Error?.Message);
        Assert.Equal(TransferKind.Grant, Assert.Single(await app.TransfersAsync(app.Ben.WorkspaceId)).Kind);
        Assert.Equal(new Balance(Available: 14, Held: 0), await app.BalanceAsync(app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task A_capture_spends_the_hold_and_a_void_gives_it_back(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 40);
        var (kept, returned) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.HoldAsync(app.Ben, kept, amount: 15);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.HoldAsync(app.Ben, returned, amount: 10);
        Assert.Equal(new Balance(Available: 15, Held: 25), await app.BalanceAsync(app.Ben));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.SettleAsync(kept, capture: true);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.SettleAsync(returned, capture: false);

        Assert.Equal(new Balance(Available: 25, Held: 0), await app.BalanceAsync(app.Ben));
        Assert.Equal([40, 25, 15, 15, 25], (await app.TransfersAsync(app.Ben.WorkspaceId)).Select(transfer => transfer.AvailableAfter));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_hold_settled_from_two_sides_at_once_is_settled_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 1000);
        for (var round = 0; round < 10; round++)
        {
            var taskId = Guid.CreateVersion7();
            await app.HoldAsync(app.Ben, taskId, amount: 15);
            // From the middle on another hold keeps the account's Held above the amount, so that only the unique key can tell.
            if (round == 5) await app.HoldAsync(app.Ben, Guid.CreateVersion7(), amount: 100);
            var faults = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Record.ExceptionAsync(() => app.SettleAsync(taskId, capture: i % 2 == 0)).AsTask()));

            Assert.Single(faults, fault => fault is null);
            Assert.Equal(5, faults.Count(fault => fault is InvalidOperationException));
        }

        Assert.Equal(100, (await app.BalanceAsync(app.Ben)).Held);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_task_without_a_hold_can_be_neither_captured_nor_voided(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await app.HoldAsync(app.Ben, Guid.CreateVersion7(), amount: 15);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.SettleAsync(Guid.CreateVersion7(), capture: true));
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.SettleAsync(Guid.CreateVersion7(), capture: false));
        Assert.Equal(new Balance(Available: 135, Held: 15), await app.BalanceAsync(app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task A_task_holds_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var taskId = Guid.CreateVersion7();
        await app.HoldAsync(app.Ben, taskId, amount: 15);
        await Assert.ThrowsAsync<DbUpdateException>(() => app.HoldAsync(app.Ben, taskId, amount: 15));
        Assert.Equal(new Balance(Available: 135, Held: 15), await app.BalanceAsync(app.Ben));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Parallel_grants_with_one_key_give_once_and_open_the_account_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var accountId = Guid.CreateVersion7();
        var grants = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.GrantAsync(accountId, amount: 30, onceKey: "a-key")));

        Assert.Single(grants, grant => grant.Value);
        Assert.Equal(30, Assert.Single(await app.TransfersAsync(accountId)).AmountCredits);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_reason_too_long_for_the_books_is_cut_between_characters(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var taskId = Guid.CreateVersion7();
        await app.HoldAsync(app.Ben, taskId, amount: 15);
        await app.SettleAsync(taskId, capture: false, reason: new string('a', 299) + "🎵🎵");
        Assert.Equal(new string('a', 299), (await app.TransfersAsync(app.Ben.WorkspaceId)).Single(transfer => transfer.Kind is TransferKind.Void).Reason);
    }

    [Theory, OnBothDatabases]
    public async Task A_copy_of_the_account_that_the_write_tracks_does_not_stay_stale(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 20);
        var available = await app.Writes.RunAsync<long>(
            async db =>
            {
                _ = await db.CreditAccounts.SingleAsync(account => account.Id == app.Ben.WorkspaceId, Token);
                await app.Get<Ledger>().HoldAsync(db, app.Ben, app.Ben.WorkspaceId, Guid.CreateVersion7(), 15, "a hold", Token);
                return (await db.CreditAccounts.SingleAsync(account => account.Id == app.Ben.WorkspaceId, Token)).Available;
            },
            Token);
        Assert.Equal(5, available.Value);
    }
}

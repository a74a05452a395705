using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

/// <summary>Credits with an end: what expires first is spent first, and what is held waits for its task.</summary>
public sealed class ExpiryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task What_expires_first_is_spent_first_and_credits_without_an_end_last(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 10);
        var (soon, later) = (app.Clock.UtcNow.AddDays(2), app.Clock.UtcNow.AddDays(5));
        await app.GrantAsync(app.Ben.WorkspaceId, amount: 20, expiresAt: later);
        await app.GrantAsync(app.Ben.WorkspaceId, amount: 20, expiresAt: soon);
        var taskId = Guid.CreateVersion7();
        await app.HoldAsync(app.Ben, taskId, amount: 25);
        await app.SettleAsync(taskId, capture: true);
        Assert.Equal([(0L, 0L), (15L, 0L)], await LotsAsync(app));
        Assert.Equal(soon, (await app.TransfersAsync(app.Ben.WorkspaceId)).Single(transfer => transfer.Kind is TransferKind.Hold).ExpiresAt);

        app.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(15, await ExpireAsync(app));
        Assert.Equal(new Balance(Available: 10, Held: 0), await app.BalanceAsync(app.Ben));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task What_is_held_expires_only_when_its_task_gives_it_back(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 0);
        await app.GrantAsync(app.Ben.WorkspaceId, amount: 30, expiresAt: app.Clock.UtcNow.AddDays(1));
        var (spent, returned) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.HoldAsync(app.Ben, spent, amount: 15);
        await app.HoldAsync(app.Ben, returned, amount: 10);
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(5, await ExpireAsync(app));
        Assert.Equal(0, await ExpireAsync(app));
        Assert.Equal(new Balance(Available: 0, Held: 25), await app.BalanceAsync(app.Ben));

        await app.SettleAsync(spent, capture: true);
        await app.SettleAsync(returned, capture: false);
        Assert.Equal(new Balance(Available: 0, Held: 0), await app.BalanceAsync(app.Ben));
        Assert.Equal(
            [TransferKind.Grant, TransferKind.Hold, TransferKind.Hold, TransferKind.Expire, TransferKind.Capture, TransferKind.Void, TransferKind.Expire],
            (await app.TransfersAsync(app.Ben.WorkspaceId)).Select(transfer => transfer.Kind));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_can_pay_with_credits_that_are_over_their_time(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 0);
        await app.GrantAsync(app.Ben.WorkspaceId, amount: 15, expiresAt: app.Clock.UtcNow.AddHours(1));
        app.Clock.Advance(TimeSpan.FromHours(1));
        var refused = await app.HoldAsync(app.Ben, Guid.CreateVersion7(), amount: 15);
        Assert.Equal("This costs 15 credits and 0 are available.", refused.Error?.Message);
        await app.GrantAsync(app.Ben.WorkspaceId, amount: 20);
        Assert.True((await app.HoldAsync(app.Ben, Guid.CreateVersion7(), amount: 15)).IsOk);
        Assert.Equal(15, await ExpireOrSumAsync(app));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_move_keeps_the_end_of_what_it_moves(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 10);
        await app.GrantAsync(app.Ben.WorkspaceId, amount: 8, expiresAt: app.Clock.UtcNow.AddDays(1));
        Assert.True((await app.MoveAsync(app.Ben, app.Ben.WorkspaceId, app.Ada.WorkspaceId, amount: 12)).IsOk);
        Assert.Equal((6, 22), ((await app.BalanceAsync(app.Ben)).Available, (await app.BalanceAsync(app.Ada)).Available));
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(8, await ExpireAsync(app, app.Ada.WorkspaceId));
        Assert.Equal((6, 14), ((await app.BalanceAsync(app.Ben)).Available, (await app.BalanceAsync(app.Ada)).Available));
        await app.AssertBalancedAsync();
    }

    private static async Task<long> ExpireOrSumAsync(TestApp app) => (await app.TransfersAsync(app.Ben.WorkspaceId)).Where(transfer => transfer.Kind is TransferKind.Expire).Sum(transfer => transfer.AmountCredits);

    private static async Task<long> ExpireAsync(TestApp app, Guid? accountId = null) =>
        (await app.Writes.RunAsync<long>(async db => await app.Get<Ledger>().ExpireAsync(db, accountId ?? app.Ben.WorkspaceId, Token), Token)).Value;

    private static async Task<List<(long Remaining, long Held)>> LotsAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        var lots = await db.CreditLots.OrderBy(lot => lot.ExpiresAt).Select(lot => new { lot.RemainingCredits, lot.HeldCredits }).ToListAsync(Token);
        return lots.ConvertAll(lot => (lot.RemainingCredits, lot.HeldCredits));
    }
}

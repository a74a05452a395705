using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;

namespace Core.Tests.Credits;

/// <summary>The ledger's verbs, each in a write of its own, for tests.</summary>
internal static class Books
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<Result<bool>> GrantAsync(this TestApp app, Guid accountId, long amount, string? onceKey = null, string reason = "a grant", DateTime? expiresAt = null) =>
        app.Writes.RunAsync<bool>(async db => await app.Get<Ledger>().GrantAsync(db, accountId, amount, reason, actorId: null, onceKey, expiresAt, Token), Token);

    public static Task<Result<bool>> HoldAsync(this TestApp app, Actor actor, Guid taskId, long amount, Guid? accountId = null) =>
        app.Writes.RunAsync<bool>(async db => await app.Get<Ledger>().HoldAsync(db, actor, accountId ?? actor.WorkspaceId, taskId, amount, "a hold", Token) is { } refusal ? refusal : true, Token);

    public static Task<Result<bool>> SettleAsync(this TestApp app, Guid taskId, bool capture, string reason = "settled") => app.Writes.RunAsync<bool>(
        async db =>
        {
            if (capture) await app.Get<Ledger>().CaptureAsync(db, taskId, reason, Token);
            else await app.Get<Ledger>().VoidAsync(db, taskId, reason, Token);
            return true;
        },
        Token);

    public static Task<Result<bool>> MoveAsync(this TestApp app, Actor actor, Guid fromId, Guid toId, long amount) => app.Writes.RunAsync<bool>(
        async db => await app.Get<Ledger>().MoveAsync(db, actor, fromId, toId, amount, "away", "here", onceKey: null, Token) is { } refusal ? refusal : true, Token);

    public static Task<Balance> BalanceAsync(this TestApp app, Actor actor) => app.Get<CreditBalance>().FindAsync(actor, Token);

    public static async Task<IReadOnlyList<Transfer>> TransfersAsync(this TestApp app, Guid accountId)
    {
        await using var db = app.OpenDb();
        return await db.Transfers.AsNoTracking().Where(transfer => transfer.AccountId == accountId).OrderBy(transfer => transfer.Number).ToListAsync(Token);
    }

    public static async Task AssertBalancedAsync(this TestApp app)
    {
        var report = await app.Get<CreditAudit>().RunAsync(Token);
        Assert.Empty(report.Findings);
        Assert.True(report.IsBalanced);
    }
}

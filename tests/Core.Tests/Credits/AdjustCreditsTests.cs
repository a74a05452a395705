using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

public sealed class AdjustCreditsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_correction_goes_both_ways_once_for_each_id_and_stands_in_books_and_log(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 10);
        var id = Guid.CreateVersion7();
        Assert.Equal(15, (await AdjustAsync(app, app.Ada, id, amount: 5)).Value);
        Assert.Equal(15, (await AdjustAsync(app, app.Ada, id, amount: 5)).Value);
        Assert.Equal("id_reused", (await AdjustAsync(app, app.Ada, id, amount: -5)).Error?.Code);
        Assert.Equal(3, (await AdjustAsync(app, app.Ada, Guid.CreateVersion7(), amount: -12)).Value);

        Assert.Equal([(TransferKind.Grant, 10L), (TransferKind.Adjust, 15L), (TransferKind.Adjust, 3L)], (await app.TransfersAsync(app.Ben.WorkspaceId)).Select(transfer => (transfer.Kind, transfer.AvailableAfter)));
        await using var db = app.OpenDb();
        var audited = await db.AuditEvents.OrderBy(row => row.Id).Select(row => new { row.Action, row.Before, row.After, row.Reason, row.WorkspaceId }).ToListAsync(Token);
        Assert.Equal(2, audited.Count);
        Assert.Contains(audited, row => row is { Action: "credits.adjusted", Before: "15", After: "3", Reason: "a double charge" } && row.WorkspaceId == app.Ben.WorkspaceId);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Parallel_corrections_never_take_more_than_is_available(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 25);
        await app.HoldAsync(app.Ben, Guid.CreateVersion7(), amount: 5);
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AdjustAsync(app, app.Ada, Guid.CreateVersion7(), amount: -9)));
        Assert.Equal(2, results.Count(result => result.IsOk));
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("not_enough_credits", result.Error!.Code));
        Assert.Equal(new Balance(Available: 2, Held: 5), await app.BalanceAsync(app.Ben));
        await app.AssertBalancedAsync();
    }

    [Fact]
    public async Task Only_an_administrator_corrects_and_only_by_a_sensible_amount_with_a_reason()
    {
        await using var app = await TestApp.StartAsync(credits: 10);
        async Task RefusedAsync(string code, Actor actor, long amount = 1, string reason = "why", Guid? workspaceId = null) =>
            Assert.Equal(code, (await app.Get<AdjustCredits>().RunAsync(actor, Guid.CreateVersion7(), workspaceId ?? app.Ben.WorkspaceId, amount, reason, Token)).Error?.Code);

        await RefusedAsync("forbidden", app.Ben);
        await RefusedAsync("bad_amount", app.Ada, amount: 0);
        await RefusedAsync("bad_amount", app.Ada, amount: long.MinValue);
        await RefusedAsync("bad_amount", app.Ada, amount: 1_000_001);
        await RefusedAsync("bad_reason", app.Ada, reason: "  ");
        await RefusedAsync("bad_reason", app.Ada, reason: "a\nb");
        await RefusedAsync("not_found", app.Ada, workspaceId: Guid.CreateVersion7());
        Assert.Equal(10, (await app.BalanceAsync(app.Ben)).Available);
    }

    private static Task<Result<long>> AdjustAsync(TestApp app, Actor actor, Guid id, long amount) =>
        app.Get<AdjustCredits>().RunAsync(actor, id, app.Ben.WorkspaceId, amount, "a double charge", Token);
}

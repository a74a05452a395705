using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

public sealed class GiveCreditsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_gift_is_a_transfer_with_giver_and_reason_and_sent_twice_it_is_given_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 10);
        var giftId = Guid.CreateVersion7();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(110, (await GiveAsync(app, app.Ada, giftId)).Value);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(110, (await GiveAsync(app, app.Ada, giftId)).Value);

        var transfers = await app.TransfersAsync(app.Ben.WorkspaceId);
        Assert.Equal((100, "for the demo", app.Ada.UserId), (transfers[^1].AmountCredits, transfers[^1].Reason, transfers[^1].ActorId));
        Assert.Equal(2, transfers.Count);
        await app.AssertBalancedAsync();
        await using var db = app.OpenDb();
        var audited = Assert.Single(await db.AuditEvents.ToListAsync(Token));
        Assert.Equal(("credits.given", "ben@example.com", "for the demo", "+100"), (audited.Action, audited.Subject, audited.Reason, audited.After));
        Assert.Equal((app.Ada.UserId, app.Ben.WorkspaceId), (audited.ActorId, audited.WorkspaceId));
    }

    [Theory, OnBothDatabases]
    public async Task Parallel_clicks_on_one_gift_give_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 10);
        var giftId = Guid.CreateVersion7();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GiveAsync(app, app.Ada, giftId)));
        Assert.All(results, result => Assert.Equal(110, result.Value));
        Assert.Equal(new Balance(Available: 110, Held: 0), await app.BalanceAsync(app.Ben));
    }

    [Fact]
    public async Task A_gift_id_used_for_something_else_is_refused()
    {
        await using var app = await TestApp.StartAsync(credits: 10);
        var giftId = Guid.CreateVersion7();
        await GiveAsync(app, app.Ada, giftId);
        Assert.Equal("id_reused", (await GiveAsync(app, app.Ada, giftId, amount: 101)).Error?.Code);
        Assert.Equal("id_reused", (await GiveAsync(app, app.Ada, giftId, email: "ada@example.com")).Error?.Code);
        Assert.Equal(110, (await app.BalanceAsync(app.Ben)).Available);
    }

    [Fact]
    public async Task An_administrator_may_give_to_himself_and_to_an_account_that_was_never_opened()
    {
        await using var app = await TestApp.StartAsync(credits: 10);
        var userId = await app.AddUserAsync("cut.short@example.com");
        Assert.Equal(110, (await GiveAsync(app, app.Ada, Guid.CreateVersion7(), email: "  Ada@Example.com ")).Value);
        Assert.Equal(100, (await GiveAsync(app, app.Ada, Guid.CreateVersion7(), email: "cut.short@example.com")).Value);
        await app.Get<OpenAccount>().RunAsync(userId, Token);
        Assert.Equal(2, (await app.TransfersAsync(userId)).Count); // The starting grant came on top.
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_is_wrong_with_a_gift_is_said_beside_its_field_and_nothing_is_given(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 10);
        async Task RefusedAsync(string code, string? field, Actor? actor = null, string email = "ben@example.com", long amount = 100, string reason = "for the demo")
        {
            var error = (await app.Get<GiveCredits>().RunAsync(actor ?? app.Ada, Guid.CreateVersion7(), email, amount, reason, expiresAt: null, Token)).Error;
            Assert.Equal((code, field), (error?.Code, error?.Field));
        }

        await RefusedAsync("forbidden", null, actor: app.Ben);
        await RefusedAsync("bad_amount", "AmountCredits", amount: 0);
        await RefusedAsync("bad_amount", "AmountCredits", amount: -5);
        await RefusedAsync("bad_amount", "AmountCredits", amount: 1_000_001);
        await RefusedAsync("bad_amount", "AmountCredits", amount: long.MaxValue);
        await RefusedAsync("bad_reason", "Reason", reason: "   ");
        await RefusedAsync("bad_reason", "Reason", reason: new string('a', 201));
        await RefusedAsync("bad_reason", "Reason", reason: "zero \0 character");
        await RefusedAsync("unknown_email", "ToEmail", email: "nobody@example.com");
        await RefusedAsync("unknown_email", "ToEmail", email: "");
        await RefusedAsync("unknown_email", "ToEmail", email: "ben@example.com\0");
        Assert.Equal(10, (await app.BalanceAsync(app.Ben)).Available);
        Assert.Equal(1_000_010, (await GiveAsync(app, app.Ada, Guid.CreateVersion7(), amount: 1_000_000, reason: new string('ä', 200))).Value);
    }

    private static Task<Result<long>> GiveAsync(TestApp app, Actor actor, Guid giftId, string email = "ben@example.com", long amount = 100, string reason = "for the demo") =>
        app.Get<GiveCredits>().RunAsync(actor, giftId, email, amount, reason, expiresAt: null, Token);
}

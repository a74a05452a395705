using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

public sealed class RedeemCreditsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Fifty_people_at_the_same_moment_redeem_a_code_for_one_exactly_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 10);
        var people = new List<Actor>();
        for (var i = 0; i < 50; i++) people.Add(await app.SignUpAsync($"person{i}@example.com"));
        var code = (await MakeAsync(app, amount: 100))[0];
        var results = await Task.WhenAll(people.Select(person => app.Get<RedeemCredits>().RunAsync(person, code, Token)));

        Assert.Equal(new Redeemed(100, Available: 110, ExpiresAt: null), Assert.Single(results, result => result.IsOk).Value);
        Assert.Equal(49, results.Count(result => result.Error?.Code == "invalid_code"));
        await using var db = app.OpenDb();
        Assert.Equal(1, await db.Transfers.CountAsync(transfer => transfer.Reason == "Code redeemed", Token));
        Assert.Equal(1, await db.AuditEvents.CountAsync(row => row.Action == "code.redeemed", Token));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task One_person_redeems_a_code_for_many_once_however_often_it_is_sent(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 0);
        var code = (await MakeAsync(app, amount: 20, uses: 5))[0];
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.Get<RedeemCredits>().RunAsync(app.Ben, code, Token)));
        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("already_redeemed", result.Error!.Code));
        Assert.Equal(20, (await app.BalanceAsync(app.Ben)).Available);
        Assert.True((await app.Get<RedeemCredits>().RunAsync(app.Ada, $"  {code.Replace('-', ' ').ToUpperInvariant()} ", Token)).IsOk);
        var batch = Assert.Single((await app.Get<RedeemBatches>().PageAsync(app.Ada, before: null, take: 10, Token)).Items);
        Assert.Equal((2, 1, 5, "for the fair"), (batch.Redeemed, batch.Batch.Codes, batch.Batch.UsesPerCode, batch.Batch.Note));
    }

    [Theory, OnBothDatabases]
    public async Task Unknown_used_late_and_revoked_codes_get_the_same_answer(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 0);
        var used = (await MakeAsync(app))[0];
        await app.Get<RedeemCredits>().RunAsync(app.Ada, used, Token);
        var late = (await MakeAsync(app, expiresAt: app.Clock.UtcNow.AddHours(1)))[0];
        var (revokedId, revoked) = (Guid.CreateVersion7(), "");
        revoked = (await MakeAsync(app, batchId: revokedId))[0];
        Assert.Equal("forbidden", (await app.Get<RevokeRedeemCodes>().RunAsync(app.Ben, revokedId, "leaked", Token)).Error?.Code);
        Assert.True((await app.Get<RevokeRedeemCodes>().RunAsync(app.Ada, revokedId, "leaked", Token)).IsOk);
        app.Clock.Advance(TimeSpan.FromHours(1));

        var answers = new List<Error?>();
        foreach (var code in new[] { "0000-0000-0000-0000", "short", "", used, late, revoked }) answers.Add((await app.Get<RedeemCredits>().RunAsync(app.Ben, code, Token)).Error);
        Assert.Equal("invalid_code", Assert.Single(answers.Distinct())!.Code);
        Assert.Equal(0, (await app.BalanceAsync(app.Ben)).Available);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_guesses_is_stopped_for_an_hour_also_when_all_guesses_come_at_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 0);
        var good = (await MakeAsync(app))[0];
        var guesses = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => app.Get<RedeemCredits>().RunAsync(app.Ben, "1234-1234-1234-1234", Token)));
        Assert.Equal(10, guesses.Count(guess => guess.Error?.Code == "invalid_code"));
        Assert.Equal(15, guesses.Count(guess => guess.Error?.Code == "too_many_attempts"));
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("Too many codes that do not work. Try again in 30 minutes.", (await app.Get<RedeemCredits>().RunAsync(app.Ben, good, Token)).Error?.Message);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.True((await app.Get<RedeemCredits>().RunAsync(app.Ben, good, Token)).IsOk);
    }

    [Theory, OnBothDatabases]
    public async Task A_batch_is_made_once_kept_as_hashes_and_its_credits_may_expire(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, credits: 0);
        var batchId = Guid.CreateVersion7();
        var codes = await MakeAsync(app, codes: 3, batchId: batchId, creditDays: 2);
        Assert.Equal(3, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$", code));
        Assert.Equal("id_reused", (await app.Get<CreateRedeemCodes>().RunAsync(app.Ada, batchId, Order(), Token)).Error?.Code);
        Assert.Equal(app.Clock.UtcNow.AddDays(2), (await app.Get<RedeemCredits>().RunAsync(app.Ben, codes[0], Token)).Value!.ExpiresAt);
        await using var db = app.OpenDb();
        Assert.All(await db.RedeemCodes.ToListAsync(Token), code => Assert.Equal(32, code.Hash.Length));
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.Get<CreditRounds>().ExpireAsync(Token);
        Assert.Equal(0, (await app.BalanceAsync(app.Ben)).Available);
        await app.AssertBalancedAsync();
    }

    [Fact]
    public async Task Codes_are_made_by_administrators_within_limits_and_redeemed_by_who_may_write()
    {
        await using var app = await TestApp.StartAsync(credits: 0);
        async Task RefusedAsync(string field, RedeemOrder order, string code = "bad_amount")
        {
            var error = (await app.Get<CreateRedeemCodes>().RunAsync(app.Ada, Guid.CreateVersion7(), order, Token)).Error;
            Assert.Equal((code, field), (error?.Code, error?.Field));
        }

        Assert.Equal("forbidden", (await app.Get<CreateRedeemCodes>().RunAsync(app.Ben, Guid.CreateVersion7(), Order(), Token)).Error?.Code);
        await RefusedAsync("Codes", Order() with { Codes = 501 });
        await RefusedAsync("AmountCredits", Order() with { AmountCredits = 0 });
        await RefusedAsync("UsesPerCode", Order() with { UsesPerCode = -1 });
        await RefusedAsync("CreditDays", Order() with { CreditDays = 0 });
        await RefusedAsync("ExpiresAt", Order() with { ExpiresAt = app.Clock.UtcNow }, "bad_expiry");
        await RefusedAsync("Note", Order() with { Note = "" }, "bad_reason");
        Assert.Equal("forbidden", (await app.Get<RedeemCredits>().RunAsync(app.Ben with { Role = Role.Viewer }, "x", Token)).Error?.Code);
        Assert.Empty((await app.Get<RedeemBatches>().PageAsync(app.Ben, before: null, take: 10, Token)).Items);
    }

    private static RedeemOrder Order() => new(Codes: 1, AmountCredits: 10, UsesPerCode: 1, ExpiresAt: null, CreditDays: null, "for the fair");

    private static async Task<IReadOnlyList<string>> MakeAsync(TestApp app, int codes = 1, long amount = 10, int uses = 1, DateTime? expiresAt = null, int? creditDays = null, Guid? batchId = null) =>
        (await app.Get<CreateRedeemCodes>().RunAsync(app.Ada, batchId ?? Guid.CreateVersion7(), new RedeemOrder(codes, amount, uses, expiresAt, creditDays, "for the fair"), Token)).Value!;
}

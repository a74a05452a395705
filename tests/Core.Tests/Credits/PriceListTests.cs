using Microsoft.EntityFrameworkCore;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace Core.Tests.Credits;

public sealed class PriceListTests
{
    private static readonly ProviderManifest _manifest = new()
    {
        Name = "sketch",
        DisplayName = "Sketch",
        Badge = "Sketch",
        Summary = "",
        Repeatable = true,
        CanCancel = true,
        Slots = 1,
        Deadline = TimeSpan.FromMinutes(1),
        Models = [],
        Operations = [new OperationSpec(Ops.Create, PriceCredits: 15, Takes: 2)],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_price_of_the_settings_goes_before_the_manifests()
    {
        await using var standard = await TestApp.StartAsync();
        Assert.Equal(15, await FindAsync(standard));
        await using var changed = await TestApp.StartAsync(settings: new Dictionary<string, string?> { ["Credits:Prices:sketch:create"] = "8", ["Credits:Prices:sketch:unknown"] = "3" });
        Assert.Equal(8, await FindAsync(changed));
        Assert.Null(await changed.Get<PriceList>().FindAsync(_manifest, "unknown", Token)); // A price alone makes no operation.
    }

    [Theory, OnBothDatabases]
    public async Task A_price_that_was_set_holds_from_its_moment_on_until_the_next_one(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, settings: new Dictionary<string, string?> { ["Credits:Prices:sketch:create"] = "8" });
        var tomorrow = app.Clock.UtcNow.AddDays(1);
        Assert.True((await SetAsync(app, app.Ada, 20, tomorrow)).IsOk);
        Assert.True((await SetAsync(app, app.Ada, 12, effectiveAt: null)).IsOk);
        Assert.Equal(12, await FindAsync(app));
        Assert.Equal([new PriceInEffect(Ops.Create, 12, 8, 20, tomorrow)], Assert.Single(await app.Get<PriceList>().ListAsync([_manifest], Token)));
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(20, await FindAsync(app));
        var table = await app.Get<PriceList>().ReadAsync([_manifest, _manifest with { Name = "other" }], Token);
        Assert.Equal((20L, 15L, null), (table.Find(_manifest, Ops.Create), table.Find(_manifest with { Name = "other" }, Ops.Create), table.Find(_manifest, "unknown")));

        var history = await app.Get<PriceHistory>().PageAsync(app.Ada, "sketch", Ops.Create, before: null, take: 10, Token);
        Assert.Equal([12L, 20L], history.Items.Select(change => change.PriceCredits).Order());
        Assert.All(history.Items, change => Assert.Equal((app.Ada.UserId, "a new deal"), (change.SetById, change.Reason)));
        Assert.Empty((await app.Get<PriceHistory>().PageAsync(app.Ben, provider: null, op: null, before: null, take: 10, Token)).Items);
        await using var db = app.OpenDb();
        var audited = await db.AuditEvents.Where(row => row.Action == "price.set").OrderBy(row => row.After).ToListAsync(Token);
        Assert.Equal([("8", "12"), ("8", "20 from 2026-01-02 00:00:00Z")], audited.Select(row => (row.Before!, row.After!)));
    }

    [Theory, OnBothDatabases]
    public async Task Of_prices_set_for_one_moment_at_once_one_is_taken(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var results = await Task.WhenAll(Enumerable.Range(1, 6).Select(price => SetAsync(app, app.Ada, price, app.Clock.UtcNow.AddHours(1))));
        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("price_conflict", result.Error!.Code));
    }

    [Fact]
    public async Task Only_an_administrator_sets_a_sensible_price_for_the_future_with_a_reason()
    {
        await using var app = await TestApp.StartAsync();
        async Task RefusedAsync(string code, long price = 10, DateTime? at = null, string reason = "why", string op = Ops.Create, bool byBen = false) =>
            Assert.Equal(code, (await app.Get<SetPrice>().RunAsync(byBen ? app.Ben : app.Ada, _manifest, op, price, at, reason, Token)).Error?.Code);

        await RefusedAsync("forbidden", byBen: true);
        await RefusedAsync("unknown_op", op: "unknown");
        await RefusedAsync("bad_amount", price: 0);
        await RefusedAsync("bad_amount", price: 1_000_001);
        await RefusedAsync("bad_time", at: app.Clock.UtcNow.AddSeconds(-1));
        await RefusedAsync("bad_time", at: app.Clock.UtcNow.AddYears(2));
        await RefusedAsync("bad_reason", reason: " ");
        Assert.Equal(15, await FindAsync(app));
    }

    private static Task<long?> FindAsync(TestApp app) => app.Get<PriceList>().FindAsync(_manifest, Ops.Create, Token);

    private static Task<Result<PriceChange>> SetAsync(TestApp app, Actor actor, long price, DateTime? effectiveAt) =>
        app.Get<SetPrice>().RunAsync(actor, _manifest, Ops.Create, price, effectiveAt, "a new deal", Token);
}

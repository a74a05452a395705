using System.Net;
using Core.Tests.Accounts;
using Core.Tests.Tasks;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;

namespace Core.Tests.Admin;

public sealed class AnomalyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Spending_far_above_ones_own_usual_is_odd_and_the_usual_of_a_newcomer_is_not_known(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider, credits: 1000);
        for (var day = 0; day < 4; day++) // Yesterday is looked at like today, and so no measure.
        {
            await SpendAsync(app, app.Ben, orders: 1);
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        await SpendAsync(app, app.Ben, orders: 4);
        Assert.Empty(await FindAsync(app)); // Four times the usual.
        await SpendAsync(app, app.Ben, orders: 1);
        await SpendAsync(app, app.Ada, orders: 6);
        var spike = Assert.Single(await FindAsync(app), anomaly => anomaly.Kind is AnomalyKind.UserSpike);
        Assert.Equal((app.Ben.UserId, "ben@example.com", 75L, 15L, null), (spike.UserId, spike.Email, spike.Amount, spike.Usual, spike.SeenAt));
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await FindAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task One_request_ordered_again_and_again_is_odd_until_somebody_has_seen_it(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider, credits: 1000);
        var last = Guid.Empty;
        for (var index = 0; index < FindAnomalies.RepeatedFrom; index++)
        {
            await SpendAsync(app, app.Ben, orders: 1, Orders.Rain with { Description = $"something else {index}" });
            Assert.Empty(await FindAsync(app));
            last = await SpendAsync(app, app.Ben, orders: 1);
        }

        var repeated = Assert.Single(await FindAsync(app));
        Assert.Equal((AnomalyKind.Repeated, app.Ben.UserId, 5L, "rain on tin", last), (repeated.Kind, repeated.UserId, repeated.Amount, repeated.Text, repeated.TaskId));
        foreach (var _ in new[] { 1, 2 }) Assert.Equal(repeated.Key, (await app.Get<MarkAnomalySeen>().RunAsync(app.Ada, repeated.Key, Token)).Value);
        Assert.Equal(app.Clock.UtcNow, Assert.Single(await FindAsync(app)).SeenAt);
        Assert.Equal("not_found", (await app.Get<MarkAnomalySeen>().RunAsync(app.Ada, "repeated:nothing", Token)).Error?.Code);
        await using var db = app.OpenDb();
        var audited = Assert.Single(await db.AuditEvents.Where(row => row.Action == "anomaly.seen").ToListAsync(Token));
        Assert.Equal((app.Ada.UserId, app.Ben.UserId, repeated.Key), (audited.ActorId, audited.SubjectId, audited.Subject));
    }

    [Theory, OnBothDatabases]
    public async Task A_key_used_from_a_second_place_is_odd_and_its_first_is_not(DatabaseProvider provider)
    {
        await using var app = await Orders.StartAsync(provider);
        var key = await app.MakeKeyAsync(app.Ben);
        var find = app.Get<FindKeyActor>();
        Assert.Null((await find.RunAsync(key.Text, IPAddress.Parse("192.0.2.1"), Token)).Error);
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null((await find.RunAsync(key.Text, IPAddress.Parse("192.0.2.1"), Token)).Error);
        Assert.Empty(await FindAsync(app));
        Assert.Null((await find.RunAsync(key.Text, IPAddress.Parse("198.51.100.7"), Token)).Error);
        var odd = Assert.Single(await FindAsync(app));
        Assert.Equal((AnomalyKind.NewAddress, app.Ben.UserId, (Guid?)key.Id, "198.51.100.7"), (odd.Kind, odd.UserId, odd.ApiKeyId, odd.Text));
        Assert.NotEmpty(odd.KeyName!);
    }

    [Theory, OnBothDatabases]
    public async Task An_administrator_signs_somebody_out_everywhere_with_a_reason(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        foreach (var _ in new[] { 1, 2 }) await app.Get<OpenSession>().RunAsync(app.Ben.UserId, "10.0.0.1", "Firefox on Linux", Token);
        Assert.Equal(2, (await app.Get<UserSessions>().RunAsync(app.Ada, app.Ben.UserId, Token)).Value!.Count);
        Assert.Equal("bad_reason", (await app.Get<EndUserSessions>().RunAsync(app.Ada, app.Ben.UserId, " ", Token)).Error?.Code);
        Assert.Equal(2, (await app.Get<EndUserSessions>().RunAsync(app.Ada, app.Ben.UserId, "a stolen laptop", Token)).Value);
        Assert.Equal(0, (await app.Get<EndUserSessions>().RunAsync(app.Ada, app.Ben.UserId, "again", Token)).Value);
        Assert.Empty((await app.Get<UserSessions>().RunAsync(app.Ada, app.Ben.UserId, Token)).Value!);
        await using var db = app.OpenDb();
        Assert.Equal("a stolen laptop", Assert.Single(await db.AuditEvents.Where(row => row.Action == "user.sessions-ended").ToListAsync(Token)).Reason);
    }

    private static async Task<Guid> SpendAsync(TestApp app, Actor actor, int orders, MusicWeb.Providers.MusicRequest? request = null)
    {
        var id = Guid.Empty;
        for (var order = 0; order < orders; order++)
        {
            id = await app.OrderAsync(actor, request);
            await app.SucceedAsync(id);
        }

        return id;
    }

    private static async Task<IReadOnlyList<Anomaly>> FindAsync(TestApp app) => (await app.Get<FindAnomalies>().RunAsync(app.Ada, Token)).Value!;
}

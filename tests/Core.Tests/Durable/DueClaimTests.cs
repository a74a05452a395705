using Core.Tests.Tasks;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;

namespace Core.Tests.Durable;

public sealed class DueClaimTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Workers_that_race_claim_no_row_twice_and_no_slot_too_many(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider(), credits: 1000);
        for (var i = 0; i < 20; i++) await app.EnqueueAsync();
        var claims = (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.ClaimAsync(slots: 7)))).SelectMany(taken => taken).ToList();

        Assert.Equal(7, claims.Count);
        Assert.Equal(7, claims.Select(claim => claim.Id).Distinct().Count());
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_has_fewest_running_goes_first_then_the_oldest(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        var ada = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ada.Add(await app.EnqueueAsync(app.Ada));
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var ben = await app.EnqueueAsync(app.Ben);

        Assert.Equal([ada[0]], (await app.ClaimAsync(slots: 1)).Select(claim => claim.Id));
        Assert.Equal([ben], (await app.ClaimAsync(slots: 2)).Select(claim => claim.Id));
        Assert.Equal([ada[1]], (await app.ClaimAsync(slots: 3)).Select(claim => claim.Id));
    }

    [Theory, OnBothDatabases]
    public async Task The_queue_is_told_in_the_order_in_which_it_is_claimed(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        foreach (var person in new[] { app.Ada, app.Ada, app.Ada, app.Ada, app.Ben, app.Ben })
        {
            await app.EnqueueAsync(person);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        for (var slots = 1; slots <= 6; slots++)
        {
            var queue = await QueueAsync(app);
            Assert.Equal(7 - slots, queue.Count);
            Assert.Equal(queue[0], Assert.Single(await app.ClaimAsync(slots)).Id);
        }

        Assert.Empty(await QueueAsync(app));
    }

    [Theory, OnBothDatabases]
    public async Task A_lease_keeps_others_away_until_it_ends_and_a_renewal_prolongs_it(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        await app.EnqueueAsync();
        var first = Assert.Single(await app.ClaimAsync());
        app.Clock.Advance(TimeSpan.FromSeconds(8));
        Assert.Single(await app.Get<DueClaim>().RenewAsync([first], Steps.Lease, Token));
        app.Clock.Advance(TimeSpan.FromSeconds(8));
        Assert.Empty(await app.ClaimAsync());

        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var second = Assert.Single(await app.ClaimAsync());
        Assert.Equal((first.Id, first.Number + 1), (second.Id, second.Number));
        Assert.Empty(await app.Get<DueClaim>().RenewAsync([first], Steps.Lease, Token));
        Assert.Single(await app.Get<DueClaim>().RenewAsync([first, second], Steps.Lease, Token));
    }

    [Theory, OnBothDatabases]
    public async Task Starts_of_a_spaced_lane_keep_their_distance(DatabaseProvider database)
    {
        var spacing = TimeSpan.FromSeconds(3);
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        for (var i = 0; i < 3; i++) await app.EnqueueAsync();
        var first = Assert.Single(await app.ClaimAsync(slots: 5, spacing));
        Assert.Empty(await app.ClaimAsync(slots: 5, spacing));
        await app.RunAsync(first);
        Assert.Empty(await app.ClaimAsync(slots: 5, spacing));
        Assert.Equal(app.Clock.UtcNow + spacing, await app.Get<DueClaim>().FindNextAsync(new Lane(ScriptedProvider.Name, 5, spacing), Token));

        app.Clock.Advance(spacing);
        Assert.Single(await app.ClaimAsync(slots: 5, spacing));
    }

    private static async Task<List<Guid>> QueueAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        return await app.Get<DueClaim>().QueueAsync(db, ScriptedProvider.Name, atMost: 100, Token);
    }
}

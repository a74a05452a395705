using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;

namespace Core.Tests.Tasks;

public sealed class LeaseTests
{
    [Theory, OnBothDatabases]
    public async Task Renewing_tells_what_is_still_held_and_moves_the_lease(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        var id = await app.EnqueueAsync();
        var taken = await app.ClaimAsync();
        var before = (await app.FindAsync(id)).DueAt;
        app.Clock.Advance(TimeSpan.FromSeconds(3));

        var held = await app.Get<DueClaim>().RenewAsync(taken, Steps.Lease, TestContext.Current.CancellationToken);

        Assert.Equal(id, Assert.Single(held).Key);
        Assert.False(held[id]);
        Assert.Equal(before + TimeSpan.FromSeconds(3), (await app.FindAsync(id)).DueAt);
    }
}

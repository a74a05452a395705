using Core.Tests.Credits;
using Core.Tests.Tasks;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace Core.Tests.Vendors;

/// <summary>Balances of people's own keys are read without anybody asking, so that the difference from our books stays true.</summary>
public sealed class RefreshBalancesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_task_that_ended_has_its_keys_balance_read_soon_and_the_difference_booked(DatabaseProvider database)
    {
        var (vendor, provider) = (new ScriptedVendor(), Keyed.Provider());
        await using var app = await Keyed.StartAsync(database, vendor, provider);
        var key = await app.EnteredAsync(app.Ben);
        var id = (await app.OrderAsync(app.Ben)).Value;
        await app.StepAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();
        Assert.Equal(TaskState.Succeeded, (await app.FindAsync(id)).State);

        vendor.Say(new KeyAnswer.Works(80));
        Assert.Equal(0, await RefreshAsync(app));
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, await RefreshAsync(app));
        Assert.Equal((-5L, (80L, 0L)), ((await app.SeenAsync(app.Ben))!.DifferenceCredits, await app.AccountAsync(key)));
        Assert.Equal([Keyed.Text, Keyed.Text], vendor.Asked);
        Assert.Equal(0, await RefreshAsync(app));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Every_balance_is_read_about_every_hour_and_by_one_process_only(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor();
        await using var app = await Keyed.StartAsync(database, vendor);
        await app.EnteredAsync(app.Ben);
        foreach (var turn in new[] { 1, 2 })
        {
            app.Clock.Advance(TimeSpan.FromMinutes(44));
            Assert.Equal(0, await RefreshAsync(app));
            app.Clock.Advance(TimeSpan.FromMinutes(32));
            Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RefreshAsync(app)))).Sum());
            Assert.Equal(1 + turn, vendor.Asked.Count);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_vendor_in_trouble_holds_up_nobody_and_is_asked_again_later(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor();
        await using var app = await Keyed.StartAsync(database, vendor);
        await app.EnteredAsync(app.Ben);
        await app.EnteredAsync(app.Ada, "adas-own-secret-key-5678");
        vendor.OnAsk = key => key?.Text == Keyed.Text ? throw new InvalidOperationException("Their answer was odd.") : Task.FromResult<KeyAnswer>(new KeyAnswer.Works(70));
        app.Clock.Advance(TimeSpan.FromMinutes(76));
        Assert.Equal(2, await RefreshAsync(app));
        Assert.Equal((100L, 70L), ((await app.SeenAsync(app.Ben))!.BalanceCredits, (await app.SeenAsync(app.Ada))!.BalanceCredits));
        vendor.Say(new KeyAnswer.Refused("Invalid authorization format"));
        app.Clock.Advance(TimeSpan.FromMinutes(76));
        Assert.Equal(2, await RefreshAsync(app));
        Assert.Equal("Invalid authorization format", (await app.SeenAsync(app.Ben))!.Trouble);
    }

    [Theory, OnBothDatabases]
    public async Task A_key_that_was_removed_is_not_asked_about(DatabaseProvider database)
    {
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor());
        var key = await app.EnteredAsync(app.Ben);
        await app.Get<RemoveProviderKey>().RunAsync(app.Ben, key, Token);
        app.Clock.Advance(TimeSpan.FromMinutes(76));
        Assert.Equal(0, await RefreshAsync(app));
    }

    [Fact]
    public async Task The_watch_asks_by_itself()
    {
        var (vendor, asked) = (new ScriptedVendor(), new TaskCompletionSource());
        await using var app = await Keyed.StartAsync(DatabaseProvider.Sqlite, vendor);
        await app.EnteredAsync(app.Ben);
        vendor.OnAsk = _ =>
        {
            asked.TrySetResult();
            return Task.FromResult<KeyAnswer>(new KeyAnswer.Works(90));
        };
        app.Clock.Advance(TimeSpan.FromMinutes(76));
        await app.StartHostedAsync(service => service is BalanceWatch);
        await app.Clock.UntilTimerAsync(TimeSpan.FromSeconds(15)).WaitAsync(TimeSpan.FromSeconds(20), Token);
        app.Clock.Advance(TimeSpan.FromSeconds(15));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    private static Task<int> RefreshAsync(TestApp app) => app.Get<RefreshBalances>().RunAsync(Token);
}

using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Credits;

public sealed class MonthlyAllowanceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Everybody_gets_a_months_credits_once_also_from_two_processes_and_after_downtime(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateAsync(provider);
        await using var one = await StartAsync(store);
        await using var other = await StartAsync(store, withPeople: false);
        await RunAsync(one); // January began before anybody was there.
        Assert.Equal(10, await AvailableAsync(one));

        foreach (var app in new[] { one, other }) app.Clock.Advance(TimeSpan.FromDays(31));
        await Task.WhenAll(RunAsync(one), RunAsync(other), RunAsync(one));
        Assert.Equal(40, await AvailableAsync(one));

        foreach (var app in new[] { one, other }) app.Clock.Advance(TimeSpan.FromDays(28 + 31 + 30)); // March and April nobody ran.
        await RunAsync(other);
        await RunAsync(one);
        Assert.Equal(130, await AvailableAsync(one));
        Assert.Equal(4, (await one.TransfersAsync(one.Ben.WorkspaceId)).Count(transfer => transfer.Reason == "Monthly credits"));
        await one.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_month_in_which_it_was_off_is_not_given_later(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateAsync(provider);
        await using (var off = await StartAsync(store, amount: 0))
        {
            await RunAsync(off);
            off.Clock.Advance(TimeSpan.FromDays(40));
            await RunAsync(off);
        }

        await using var on = await StartAsync(store);
        on.Clock.Advance(TimeSpan.FromDays(41));
        await RunAsync(on);
        Assert.Equal(10, await AvailableAsync(on));
        on.Clock.Advance(TimeSpan.FromDays(30));
        await RunAsync(on);
        Assert.Equal(40, await AvailableAsync(on));
    }

    [Theory, OnBothDatabases]
    public async Task Where_it_expires_a_months_credits_end_with_the_month(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateAsync(provider);
        await using var app = await StartAsync(store, settings: new Dictionary<string, string?> { ["Credits:AllowanceExpires"] = "true" });
        await RunAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(31));
        await RunAsync(app);
        Assert.Equal(40, await AvailableAsync(app));
        app.Clock.Advance(TimeSpan.FromDays(28));
        await app.Get<CreditRounds>().ExpireAsync(Token);
        await RunAsync(app);
        Assert.Equal(40, await AvailableAsync(app)); // February's are gone, March's came.
        await app.AssertBalancedAsync();
    }

    private static Task RunAsync(TestApp app) => app.Get<MonthlyAllowance>().RunAsync(Token);

    private static async Task<long> AvailableAsync(TestApp app) => (await app.BalanceAsync(app.Ben)).Available;

    private static async Task<TestApp> StartAsync(TestStore store, int amount = 30, bool withPeople = true, IReadOnlyDictionary<string, string?>? settings = null) =>
        await TestApp.StartAsync(store, credits: 10, settings: new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["Credits:MonthlyAllowance"] = $"{amount}" }, withPeople: withPeople);
}

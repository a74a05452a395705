using Core.Tests.Accounts;
using Core.Tests.Credits;
using Core.Tests.Tasks;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace Core.Tests.Vendors;

/// <summary>Keys of a vendor that tells no balance: what they pay is counted, and only the vendor itself ends it.</summary>
public sealed class UnlimitedKeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Whatever_is_ordered_is_held_and_counted_however_much_it_is(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        var key = await app.EnteredAsync(app.Ben);
        Assert.Equal((0L, 0L), await app.AccountAsync(key));
        var seen = (await app.SeenAsync(app.Ben))!;
        Assert.Equal((null, null, app.Clock.UtcNow), (seen.BalanceCredits, seen.DifferenceCredits, seen.BalanceAt));
        Assert.False(Assert.Single(await app.Get<ListProviderKeys>().RunAsync(app.Ben, Token)).TellsBalance);
        var payer = (await app.Get<FindPayers>().RunAsync(app.Ben, Token)).Find(ScriptedProvider.Name)!;
        Assert.True(payer is { Key: { HasLimit: false }, Balance.Available: 0 } && payer.CanPay(1_000_000));

        var orders = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.OrderAsync(app.Ben, Guid.CreateVersion7())));
        Assert.All(orders, order => Assert.Null(order.Error));
        Assert.Equal((0L, 90L), await app.AccountAsync(key));
        await app.SucceedAsync(orders[0].Value);
        await app.FailAsync(orders[1].Value);
        Assert.Equal((15L, 60L), await app.AccountAsync(key));
        Assert.Equal(15, (await app.SeenAsync(app.Ben))!.SpentCredits);
        Assert.Equal(150, (await app.BalanceAsync(app.Ben)).Available); // Credits of this installation.
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task What_came_back_pays_for_the_next_order_and_nothing_more_comes_in(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        var key = await app.EnteredAsync(app.Ben);
        await app.FailAsync((await app.OrderAsync(app.Ben)).Value);
        Assert.Equal((15L, 0L), await app.AccountAsync(key));
        Assert.Null((await app.OrderAsync(app.Ben, Guid.CreateVersion7())).Error);
        Assert.Equal((0L, 15L), await app.AccountAsync(key));
        Assert.Equal(15, Assert.Single(await app.TransfersAsync(key), entry => entry.Kind is TransferKind.Mirror).AmountCredits);

        // A test of the key says whether it works, and leaves the books alone.
        Assert.Equal(new KeyAnswer.Works(null), (await app.Get<TestProviderKey>().RunAsync(app.Ben, key, Token)).Value);
        Assert.Equal((0L, 15L), await app.AccountAsync(key));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task One_id_is_paid_once_and_a_refused_order_brings_nothing_in(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben, Role.Member);
        var key = await app.EnteredAsync(ada, "the-teams-secret-key-5678");
        Assert.Null((await app.Get<SetMemberCap>().RunAsync(ada, ben.UserId, new CapTerms(null, HardDayCredits: 20, null, null), Token)).Error);
        var id = Guid.CreateVersion7();
        var twice = await Task.WhenAll(app.OrderAsync(ben, id), app.OrderAsync(ben, id));
        Assert.All(twice, order => Assert.Null(order.Error));
        Assert.Equal("cap_reached", (await app.OrderAsync(ben, Guid.CreateVersion7())).Error?.Code);
        Assert.Equal((0L, 15L), await app.AccountAsync(key));
        Assert.Single(await app.TransfersAsync(key), entry => entry.Kind is TransferKind.Mirror);
        await app.AssertBalancedAsync();
    }

    private static Task<TestApp> StartAsync(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor(tellsBalance: false);
        vendor.Say(new KeyAnswer.Works(Credits: null));
        return Keyed.StartAsync(database, vendor);
    }
}

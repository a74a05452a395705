using Core.Tests.Accounts;
using Core.Tests.Credits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace Core.Tests.Vendors;

/// <summary>Keys of vendors: entered, shown, tested, replaced and removed.</summary>
public sealed class ProviderKeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_key_is_tested_kept_encrypted_and_shown_by_its_end(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor();
        await using var app = await Keyed.StartAsync(database, vendor);
        var id = await app.EnteredAsync(app.Ben, $"  Bearer {Keyed.Text} ");

        Assert.Equal([Keyed.Text], vendor.Asked);
        var row = await app.KeyRowAsync(id);
        Assert.DoesNotContain("secret", row.Secret!, StringComparison.Ordinal);
        Assert.Equal(("…1234", app.Ben.UserId), (row.Shown, row.WorkspaceId!.Value));
        Assert.Equal(Keyed.Text, app.Get<KeyVault>().Open(row)!.Text);
        var seen = (await app.SeenAsync(app.Ben))!;
        Assert.Equal((100L, 100L, 0L, 0L, 0L), (seen.BalanceCredits!.Value, seen.AvailableCredits, seen.HeldCredits, seen.SpentCredits, seen.DifferenceCredits!.Value));
        Assert.Null(await app.SeenAsync(app.Ada)); // Administrators have no business with it either.
        await using var db = app.OpenDb();
        var audit = await db.AuditEvents.SingleAsync(line => line.Action == "provider-key.entered", Token);
        Assert.Equal(("Acme (…1234)", "…1234"), (audit.Subject, audit.After));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_secret_copied_to_another_row_opens_nothing(DatabaseProvider database)
    {
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor());
        var (bens, adas) = (await app.EnteredAsync(app.Ben), await app.EnteredAsync(app.Ada, "adas-own-secret-key-9876"));
        await using var db = app.OpenDb();
        var secret = (await app.KeyRowAsync(bens)).Secret;
        await db.ProviderKeys.Where(key => key.Id == adas).ExecuteUpdateAsync(set => set.SetProperty(key => key.Secret, secret), Token);
        Assert.Null(app.Get<KeyVault>().Open(await app.KeyRowAsync(adas)));
        Assert.Equal("key_unreadable", (await app.Get<TestProviderKey>().RunAsync(app.Ada, adas, Token)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task Only_what_the_vendor_accepts_is_kept(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor();
        await using var app = await Keyed.StartAsync(database, vendor);
        foreach (var text in new[] { "", "short", "two words of it", "schlüssel-schlüssel", new string('k', 501) }) Assert.Equal(("bad_key", "Key"), Of((await app.EnterAsync(app.Ben, text)).Error));
        Assert.Empty(vendor.Asked);
        vendor.Say(new KeyAnswer.Refused("Invalid authorization format"));
        var refused = (await app.EnterAsync(app.Ben)).Error!;
        Assert.Equal(("key_refused", "Key"), Of(refused));
        Assert.Contains("Invalid authorization format", refused.Message, StringComparison.Ordinal);
        vendor.Say(new KeyAnswer.Unclear("Acme could not be reached."));
        Assert.Equal(("key_unclear", "Key"), Of((await app.EnterAsync(app.Ben)).Error));
        Assert.Equal("unknown_vendor", (await app.Get<EnterProviderKey>().RunAsync(app.Ben, "nobody", Keyed.Text, Token)).Error?.Code);
        Assert.Null(await app.SeenAsync(app.Ben));
        await using var db = app.OpenDb();
        Assert.Empty(await db.ProviderKeys.ToListAsync(Token));
    }

    [Theory, OnBothDatabases]
    public async Task A_test_says_what_the_vendor_says_and_brings_the_books_to_it(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor();
        await using var app = await Keyed.StartAsync(database, vendor);
        var id = await app.EnteredAsync(app.Ben);
        foreach (var (says, difference) in new[] { (70L, -30L), (70L, 0L), (500L, 430L), (0L, -500L) })
        {
            vendor.Say(new KeyAnswer.Works(says));
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(new KeyAnswer.Works(says), (await app.Get<TestProviderKey>().RunAsync(app.Ben, id, Token)).Value);
            var seen = (await app.SeenAsync(app.Ben))!;
            Assert.Equal((says, says, difference, app.Clock.UtcNow), (seen.BalanceCredits!.Value, seen.AvailableCredits, seen.DifferenceCredits!.Value, seen.BalanceAt!.Value));
        }

        Assert.Equal([100L, 30L, 430L, 500L], (await app.TransfersAsync(id)).Select(entry => entry.AmountCredits));
        Assert.All(await app.TransfersAsync(id), entry => Assert.Equal(TransferKind.Mirror, entry.Kind));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_key_that_is_refused_later_tells_its_owner_once_and_works_again_when_it_does(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor();
        await using var app = await Keyed.StartAsync(database, vendor);
        var id = await app.EnteredAsync(app.Ben);
        vendor.Say(new KeyAnswer.Refused("You do not have an active subscription."));
        for (var time = 0; time < 3; time++) Assert.IsType<KeyAnswer.Refused>((await app.Get<TestProviderKey>().RunAsync(app.Ben, id, Token)).Value);
        Assert.Equal("You do not have an active subscription.", (await app.SeenAsync(app.Ben))!.Trouble);
        await using var db = app.OpenDb();
        var notice = Assert.Single(await db.Notices.AsNoTracking().Where(notice => notice.Link == "/keys").ToListAsync(Token));
        Assert.Equal(app.Ben.UserId, notice.UserId);
        vendor.Say(new KeyAnswer.Unclear("Acme could not be reached."));
        await app.Get<TestProviderKey>().RunAsync(app.Ben, id, Token);
        Assert.NotNull((await app.SeenAsync(app.Ben))!.Trouble); // Silence mends nothing.
        vendor.Say(new KeyAnswer.Works(100));
        await app.Get<TestProviderKey>().RunAsync(app.Ben, id, Token);
        Assert.Null((await app.SeenAsync(app.Ben))!.Trouble);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_is_about_to_order_asks_the_vendor_every_five_minutes_at_most(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor();
        await using var app = await Keyed.StartAsync(database, vendor);
        var id = await app.EnteredAsync(app.Ben);
        Assert.False((await app.Get<TestProviderKey>().FreshenAsync(app.Ben, id, Token)).Value);
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True((await app.Get<TestProviderKey>().FreshenAsync(app.Ben, id, Token)).Value);
        Assert.False((await app.Get<TestProviderKey>().FreshenAsync(app.Ben, id, Token)).Value);
        Assert.Equal(2, vendor.Asked.Count);
        Assert.Equal("not_found", (await app.Get<TestProviderKey>().FreshenAsync(app.Ada, id, Token)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task Two_who_enter_a_key_at_once_leave_one_in_force(DatabaseProvider database)
    {
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor());
        await Task.WhenAll(Enumerable.Range(0, 12).Select(number => app.EnterAsync(app.Ben, $"one-of-several-keys-{number:0000}")));
        await using var db = app.OpenDb();
        var keys = await db.ProviderKeys.AsNoTracking().ToListAsync(Token);
        Assert.Equal(12, keys.Count);
        Assert.NotNull(Assert.Single(keys, key => key.RetiredAt is null).Secret);
        Assert.All(keys.Where(key => key.RetiredAt is not null), key => Assert.Null(key.Secret));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_removed_key_is_forgotten_at_once(DatabaseProvider database)
    {
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor());
        var id = await app.EnteredAsync(app.Ben);
        Assert.Equal("not_found", (await app.Get<RemoveProviderKey>().RunAsync(app.Ada, id, Token)).Error?.Code);
        Assert.Null((await app.Get<RemoveProviderKey>().RunAsync(app.Ben, id, Token)).Error);
        Assert.Null((await app.Get<RemoveProviderKey>().RunAsync(app.Ben, id, Token)).Error);
        Assert.Null((await app.KeyRowAsync(id)).Secret);
        Assert.Null(await app.SeenAsync(app.Ben));
        await using var db = app.OpenDb();
        Assert.Single(await db.AuditEvents.Where(line => line.Action == "provider-key.removed").ToListAsync(Token));
    }

    [Theory, OnBothDatabases]
    public async Task A_teams_key_is_for_its_owner_and_admins_and_goes_with_the_team(DatabaseProvider database)
    {
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor());
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben, Role.Member);
        Assert.Equal("forbidden", (await app.EnterAsync(ben)).Error?.Code);
        var id = await app.EnteredAsync(ada);
        Assert.Empty(await app.Get<ListProviderKeys>().RunAsync(ben, Token));
        Assert.Equal("forbidden", (await app.Get<RemoveProviderKey>().RunAsync(ben, id, Token)).Error?.Code);
        Assert.Null((await app.Get<MusicWeb.Core.Tasks.DeleteWorkspace>().RunAsync(ada, toTrash: true, Token)).Error);
        var row = await app.KeyRowAsync(id);
        Assert.NotNull(row.RetiredAt);
        Assert.Null(row.Secret);
    }

    [Theory, OnBothDatabases]
    public async Task An_account_that_ends_takes_its_keys_along(DatabaseProvider database)
    {
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor());
        var id = await app.EnteredAsync(app.Ben);
        Assert.Null((await app.Get<MusicWeb.Core.Leaving.DeleteAccount>().RunAsync(app.Ben, leavesShared: false, Token)).Error);
        Assert.Null((await app.KeyRowAsync(id)).Secret);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_server_of_the_installation_takes_no_keys_of_others(DatabaseProvider database)
    {
        var own = new ScriptedVendor().Vendor;
        var server = new Vendor { Name = "server", DisplayName = "Server", HasKey = true, TakesKeys = false, AskAsync = own.AskAsync, ReadHook = own.ReadHook, CheckAsync = own.CheckAsync };
        await using var app = await TestApp.StartAsync(database, services: services => services.AddSingleton(server));
        Assert.Empty(await app.Get<ListProviderKeys>().RunAsync(app.Ben, Token));
        Assert.Equal("unknown_vendor", (await app.Get<EnterProviderKey>().RunAsync(app.Ben, "server", Keyed.Text, Token)).Error?.Code);
    }

    private static (string?, string?) Of(MusicWeb.Core.Error? error) => (error?.Code, error?.Field);
}

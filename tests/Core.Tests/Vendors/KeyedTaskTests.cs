using Core.Tests.Accounts;
using Core.Tests.Credits;
using Core.Tests.Tasks;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace Core.Tests.Vendors;

/// <summary>Which key an order is made with, who pays for it, and what becomes of it when the key changes.</summary>
public sealed class KeyedTaskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Own_key_pays_from_its_mirror_and_credits_here_stay_untouched(DatabaseProvider database)
    {
        var (vendor, provider, used) = (new ScriptedVendor(hasKey: true), Keyed.Provider(), new List<string?>());
        provider.OnSubmit = (call, _) =>
        {
            used.Add(call.Key?.Text);
            return Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted("vendor-1", TimeSpan.FromSeconds(5)));
        };
        provider.OnPoll = (call, _, _) =>
        {
            used.Add(call.Key?.Text);
            return Task.FromResult<ProviderStatus>(new ProviderStatus.Done(ScriptedProvider.Takes(call.TaskId, 2)));
        };
        await using var app = await Keyed.StartAsync(database, vendor, provider);
        var key = await app.EnteredAsync(app.Ben);
        var payer = (await app.Get<FindPayers>().RunAsync(app.Ben, Token)).Find(ScriptedProvider.Name)!;
        Assert.Equal((key, "Acme", "…1234", 100L), (payer.Key!.Id, payer.Key.Vendor, payer.Key.Shown, payer.Balance.Available));

        var id = (await app.OrderAsync(app.Ben)).Value;
        Assert.Equal((85L, 15L), await app.AccountAsync(key));
        await app.StepAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 150, held: 0);
        Assert.Equal((85L, 0L), await app.AccountAsync(key));
        Assert.Equal([Keyed.Text, Keyed.Text], used);
        Assert.Equal(15, (await app.SeenAsync(app.Ben))!.SpentCredits);
        Assert.Equal((15L, true), (await app.Get<FindCharge>().RunAsync(app.Ben, id, Token))?.Charge is { } charge ? (charge.AmountCredits, charge.IsSpent) : default);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_pays_uses_his_own_key_then_the_installations_then_whatever_there_is(DatabaseProvider database)
    {
        foreach (var hasKey in new[] { true, false })
        {
            await using var app = await Keyed.StartAsync(database, new ScriptedVendor(hasKey));
            var ada = await app.CreateTeamAsync(app.Ada);
            var ben = await app.JoinAsync(ada, app.Ben, Role.Member);
            await app.GrantAsync(ada.WorkspaceId, 1000);
            async Task<(Guid?, Guid?)> PaidByAsync() => (await app.Get<FindPayers>().RunAsync(ben, Token)).Find(ScriptedProvider.Name) is { } payer ? ((Guid?)payer.AccountId, payer.Key?.Id) : default;

            Assert.Equal(hasKey ? ((Guid?)ada.WorkspaceId, (Guid?)null) : default, await PaidByAsync());
            if (!hasKey) Assert.Equal("no_key", (await app.OrderAsync(ben)).Error?.Code);
            var bens = await app.EnteredAsync(app.Ben);
            Assert.Equal(hasKey ? ((Guid?)ada.WorkspaceId, (Guid?)null) : (bens, bens), await PaidByAsync());
            var teams = await app.EnteredAsync(ada, "the-teams-secret-key-5678");
            Assert.Equal((teams, teams), await PaidByAsync());
            await app.Get<ChoosePayer>().RunAsync(ben, isSelf: true, Token);
            Assert.Equal((bens, bens), await PaidByAsync());
            await app.Get<RemoveProviderKey>().RunAsync(app.Ben, bens, Token);
            Assert.Equal(hasKey ? ((Guid?)app.Ben.UserId, (Guid?)null) : (teams, teams), await PaidByAsync());
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_teams_caps_hold_for_its_key_too(DatabaseProvider database)
    {
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor());
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben, Role.Member);
        await app.EnteredAsync(ada, "the-teams-secret-key-5678");
        Assert.Null((await app.Get<SetMemberCap>().RunAsync(ada, ben.UserId, new CapTerms(null, HardDayCredits: 20, null, null), Token)).Error);
        var id = (await app.OrderAsync(ben)).Value;
        Assert.Equal("cap_reached", (await app.OrderAsync(ben, Guid.CreateVersion7())).Error?.Code);
        await app.FailAsync(id);
        Assert.Null((await app.OrderAsync(ben, Guid.CreateVersion7())).Error);
    }

    [Theory, OnBothDatabases]
    public async Task An_order_beyond_the_vendors_balance_is_refused_and_says_whose_it_is(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor();
        vendor.Say(new KeyAnswer.Works(20));
        await using var app = await Keyed.StartAsync(database, vendor);
        var key = await app.EnteredAsync(app.Ben);
        var orders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.OrderAsync(app.Ben, Guid.CreateVersion7())));
        Assert.Single(orders, order => order.IsOk);
        var refused = orders.First(order => !order.IsOk).Error!;
        Assert.Equal(("not_enough_credits", "This costs 15 credits and your key has 5 left at its vendor."), (refused.Code, refused.Message));
        Assert.Equal((5L, 15L), await app.AccountAsync(key));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task With_orders_in_the_air_the_vendor_may_have_taken_its_price_or_not(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor();
        await using var app = await Keyed.StartAsync(database, vendor);
        var key = await app.EnteredAsync(app.Ben);
        await app.OrderAsync(app.Ben);
        foreach (var (says, difference, available) in new[] { (100L, 0L, 85L), (85L, 0L, 85L), (92L, 0L, 85L), (80L, -5L, 80L), (200L, 105L, 185L) })
        {
            vendor.Say(new KeyAnswer.Works(says));
            await app.Get<TestProviderKey>().RunAsync(app.Ben, key, Token);
            Assert.Equal((difference, (available, 15L)), ((await app.SeenAsync(app.Ben))!.DifferenceCredits!.Value, await app.AccountAsync(key)));
        }

        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_balance_that_was_read_while_the_books_moved_is_read_again_and_never_gives_credits_away(DatabaseProvider database)
    {
        var vendor = new ScriptedVendor();
        await using var app = await Keyed.StartAsync(database, vendor);
        var key = await app.EnteredAsync(app.Ben);
        var atVendor = 100L;
        vendor.OnAsk = async _ =>
        {
            var answer = new KeyAnswer.Works(atVendor);
            if (vendor.Asked.Count > 2) return answer;
            // A whole order comes and goes between the vendor's answer and our write.
            var id = (await app.OrderAsync(app.Ben, Guid.CreateVersion7())).Value;
            await app.SucceedAsync(id);
            atVendor -= 15;
            return answer;
        };
        Assert.Equal(new KeyAnswer.Works(85), (await app.Get<TestProviderKey>().RunAsync(app.Ben, key, Token)).Value);
        Assert.Equal((85L, 0L), await app.AccountAsync(key));
        Assert.Equal(0, (await app.SeenAsync(app.Ben))!.DifferenceCredits);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_replaced_key_is_used_for_its_tasks_to_their_end_and_forgotten_with_the_last(DatabaseProvider database)
    {
        var (provider, polled) = (Keyed.Provider(), new List<string?>());
        provider.OnPoll = (call, _, _) =>
        {
            polled.Add(call.Key?.Text);
            return Task.FromResult<ProviderStatus>(new ProviderStatus.Done(ScriptedProvider.Takes(call.TaskId, 2)));
        };
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor(), provider);
        var old = await app.EnteredAsync(app.Ben);
        var id = (await app.OrderAsync(app.Ben)).Value;
        await app.StepAsync();
        var next = await app.EnteredAsync(app.Ben, "another-secret-key-5678");
        Assert.NotNull((await app.KeyRowAsync(old)).Secret);
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();
        Assert.Equal([Keyed.Text], polled);
        await app.AssertAsync(id, TaskState.Succeeded, available: 150, held: 0);
        Assert.Equal(((85L, 0L), (100L, 0L)), (await app.AccountAsync(old), await app.AccountAsync(next)));
        Assert.Null((await app.KeyRowAsync(old)).Secret);
    }

    [Theory, OnBothDatabases]
    public async Task A_removed_keys_open_tasks_end_clearly_and_nobody_is_charged(DatabaseProvider database)
    {
        var provider = Keyed.Provider();
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor(), provider);
        var key = await app.EnteredAsync(app.Ben);
        var sent = (await app.OrderAsync(app.Ben)).Value;
        await app.StepAsync();
        var queued = (await app.OrderAsync(app.Ben, Guid.CreateVersion7())).Value;
        await app.Get<RemoveProviderKey>().RunAsync(app.Ben, key, Token);
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();
        Assert.Contains("was not sent", (await app.AssertAsync(queued, TaskState.Failed, available: 150, held: 0)).Reason, StringComparison.Ordinal);
        Assert.Contains("was removed", (await app.AssertAsync(sent, TaskState.Failed, available: 150, held: 0)).Reason, StringComparison.Ordinal);
        Assert.Equal((100L, 0L), await app.AccountAsync(key));
        Assert.Equal([sent], provider.Submits);
        Assert.Empty(provider.Polls);
    }

    [Theory, OnBothDatabases]
    public async Task Trouble_with_a_key_is_told_to_its_owner_in_the_vendors_words_and_to_nobody_else(DatabaseProvider database)
    {
        var provider = Keyed.Provider();
        provider.OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.KeyRefused("Your remaining credits are not enough."));
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor(), provider);
        var key = await app.EnteredAsync(app.Ben);
        var own = (await app.OrderAsync(app.Ben)).Value;
        await app.StepAsync();
        var told = await app.AssertAsync(own, TaskState.Failed, available: 150, held: 0);
        Assert.Equal((FailureCause.Key, "Acme did not accept your key: Your remaining credits are not enough."), (told.Cause!.Value, told.Reason));
        Assert.Equal("Your remaining credits are not enough.", (await app.SeenAsync(app.Ben))!.Trouble);
        Assert.Equal((100L, 0L), await app.AccountAsync(key));

        // In a team others read it too, even where the key is one's own.
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben, Role.Member);
        var shared = (await app.OrderAsync(ben, Guid.CreateVersion7())).Value;
        await app.StepAsync();
        Assert.DoesNotContain("remaining", (await app.FindAsync(shared)).Reason, StringComparison.Ordinal);
        await app.EnteredAsync(ada, "the-teams-secret-key-5678");
        var teams = (await app.OrderAsync(ben, Guid.CreateVersion7())).Value;
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.StepAsync();
        Assert.DoesNotContain("remaining", (await app.FindAsync(teams)).Reason, StringComparison.Ordinal);
        await using var db = app.OpenDb();
        var notices = await db.Notices.AsNoTracking().Where(notice => notice.Text.Contains("does not accept")).OrderBy(notice => notice.Id).ToListAsync(Token);
        Assert.Equal([(app.Ben.UserId, "/keys"), (app.Ada.UserId, $"/w/{ada.WorkspaceId}/settings")], notices.Select(notice => (notice.UserId, notice.Link)));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Trouble_with_the_installations_key_goes_to_administrators_who_may_try_again_for_the_owner(DatabaseProvider database)
    {
        var provider = Keyed.Provider();
        provider.OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.KeyRefused("Your remaining credits are not enough."));
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor(hasKey: true), provider);
        var id = (await app.OrderAsync(app.Ben)).Value;
        await app.StepAsync();
        var task = await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0);
        Assert.Equal(FailureCause.InstallationKey, task.Cause);
        Assert.DoesNotContain("remaining", task.Reason, StringComparison.Ordinal);
        await using var db = app.OpenDb();
        var notice = Assert.Single(await db.Notices.AsNoTracking().Where(notice => notice.Kind == NoticeKind.Site).ToListAsync(Token));
        Assert.Equal((app.Ada.UserId, "Your remaining credits are not enough."), (notice.UserId, notice.Arguments[1]));
        Assert.Null((await app.Get<MusicWeb.Core.Admin.RetryForOwner>().RunAsync(app.Ada, id, "topped up", Token)).Error);
    }

    [Theory, OnBothDatabases]
    public async Task A_key_refused_while_asking_keeps_the_task_waiting(DatabaseProvider database)
    {
        var provider = Keyed.Provider();
        provider.OnPoll = (_, _, _) => throw new KeyRefusedException("You do not have an active subscription.");
        await using var app = await Keyed.StartAsync(database, new ScriptedVendor(), provider);
        var key = await app.EnteredAsync(app.Ben);
        var id = (await app.OrderAsync(app.Ben)).Value;
        await app.StepAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Submitted, available: 150, held: 0);
        Assert.Equal((85L, 15L), await app.AccountAsync(key));
        Assert.Equal("You do not have an active subscription.", (await app.SeenAsync(app.Ben))!.Trouble);
    }
}

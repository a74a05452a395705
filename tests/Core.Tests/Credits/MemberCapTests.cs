using Core.Tests.Accounts;
using Core.Tests.Tasks;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;

namespace Core.Tests.Credits;

public sealed class MemberCapTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Of_20_parallel_orders_under_a_cap_for_three_exactly_three_are_accepted(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        await SetAsync(app, ada, memberId: null, new CapTerms(null, HardDayCredits: 50, null, null));
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.EnqueueAsync(ben, Guid.CreateVersion7())));

        Assert.Equal(3, results.Count(result => result.IsOk));
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal(("cap_reached", 45L, 50L), (result.Error!.Code, (long)result.Error.Arguments[1], (long)result.Error.Arguments[2])));
        Assert.Equal(new Balance(Available: 955, Held: 45), await app.BalanceAsync(ada));
        Assert.True((await app.EnqueueAsync(ada, Guid.CreateVersion7())).IsOk); // Each member has a cap of his own.
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task The_cap_that_blocked_is_named_with_its_number_and_when_it_starts_anew(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        await SetAsync(app, ada, ben.UserId, new CapTerms(null, HardDayCredits: 20, null, HardMonthCredits: 40));
        await app.OrderAsync(ben);
        Assert.Equal(
            "This costs 15 credits, and you have spent 15 of the 20 that you may spend of this team's credits a day. The next day begins at 2026-01-02 00:00 UTC.",
            (await app.EnqueueAsync(ben, Guid.CreateVersion7())).Error?.Message);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.OrderAsync(ben);
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(
            "This costs 15 credits, and you have spent 30 of the 40 that you may spend of this team's credits a month. The next month begins at 2026-02-01 00:00 UTC.",
            (await app.EnqueueAsync(ben, Guid.CreateVersion7())).Error?.Message);
        var payer = (await app.Get<FindPayers>().RunAsync(ben, Token)).Credits;
        Assert.Equal([(0L, false), (30L, true)], payer.Caps.Select(cap => (cap.SpentCredits, cap.Blocks(15))));
        Assert.Equal((await app.EnqueueAsync(ben, Guid.CreateVersion7())).Error?.Message, payer.Caps[1].Refusal(15).Message);
        app.Clock.Advance(TimeSpan.FromDays(30));
        await app.OrderAsync(ben);
    }

    [Theory, OnBothDatabases]
    public async Task An_order_that_came_to_nothing_counts_no_longer_where_it_was_counted(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        await SetAsync(app, ada, ben.UserId, new CapTerms(null, HardDayCredits: 30, null, null));
        var (kept, failed) = (await app.OrderAsync(ben), await app.OrderAsync(ben));
        Assert.Equal("cap_reached", (await app.EnqueueAsync(ben, Guid.CreateVersion7())).Error?.Code);
        await app.SucceedAsync(kept);
        await app.FailAsync(failed);
        Assert.Equal([15L, 15L], (await app.Get<FindPayers>().RunAsync(ben, Token)).Credits.Caps.Select(cap => cap.SpentCredits));
        var late = await app.OrderAsync(ben);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.FailAsync(late);
        Assert.Equal([0L, 15L], (await app.Get<FindPayers>().RunAsync(ben, Token)).Credits.Caps.Select(cap => cap.SpentCredits));
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Passing_a_soft_cap_is_allowed_and_told_once_in_its_period(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        await SetAsync(app, ada, memberId: null, new CapTerms(SoftDayCredits: 20, null, null, null));
        for (var order = 0; order < 4; order++) await app.OrderAsync(ben);
        var told = Assert.Single(await app.ActivityAsync(ada), line => line.Kind == ActivityKinds.DayCapPassed);
        Assert.Equal(("ben@example.com", "20"), (told.ActorName!, told.Subject));
        await using var db = app.OpenDb();
        var notices = await db.Notices.AsNoTracking().Where(notice => notice.Kind == NoticeKind.Workspace && notice.Text.Contains("spent more")).ToListAsync(Token);
        Assert.Equal(new HashSet<Guid> { ada.UserId, ben.UserId }, notices.Select(notice => notice.UserId).ToHashSet());
        Assert.Equal(2, notices.Count);
        Assert.Equal([true, false], (await app.Get<FindPayers>().RunAsync(ben, Token)).Credits.Caps.Select(cap => cap.IsPastSoft));
        app.Clock.Advance(TimeSpan.FromDays(1));
        for (var order = 0; order < 2; order++) await app.OrderAsync(ben);
        Assert.Equal(2, (await app.ActivityAsync(ada)).Count(line => line.Kind == ActivityKinds.DayCapPassed));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_pays_with_own_credits_is_charged_there_and_the_song_lives_in_the_team(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        await SetAsync(app, ada, memberId: null, new CapTerms(null, HardDayCredits: 0, null, null));
        Assert.Equal("cap_reached", (await app.EnqueueAsync(ben, Guid.CreateVersion7())).Error?.Code);
        Assert.True((await app.Get<ChoosePayer>().RunAsync(ben, isSelf: true, Token)).Value);
        var id = await app.OrderAsync(ben);
        var task = await app.TaskAsync(id);
        Assert.Equal((ben.WorkspaceId, ben.UserId), (task.WorkspaceId, task.PayerId));
        Assert.Equal(new Balance(Available: 135, Held: 15), await app.BalanceAsync(app.Ben));
        Assert.Equal(new Balance(Available: 1000, Held: 0), await app.BalanceAsync(ada));
        var payer = (await app.Get<FindPayers>().RunAsync(ben, Token)).Credits;
        Assert.Equal((app.Ben.UserId, true, 135L), (payer.AccountId, payer.IsSelf, payer.Balance.Available));
        Assert.Empty(payer.Caps);

        // The same press again is the same order, whatever was chosen meanwhile; another one follows the choice of now.
        await app.Get<ChoosePayer>().RunAsync(ben, isSelf: false, Token);
        Assert.Equal(id, (await app.EnqueueAsync(ben, id)).Value);
        await app.FailAsync(id);
        await SetAsync(app, ada, memberId: null, CapTerms.None);
        Assert.Equal(new Balance(Available: 150, Held: 0), await app.BalanceAsync(app.Ben));
        var again = Guid.CreateVersion7();
        Assert.Null((await app.Get<MusicWeb.Core.Tasks.RetryTask>().RunAsync(ben, id, again, Token)).Error);
        Assert.Equal(ben.WorkspaceId, (await app.TaskAsync(again)).PayerId);
        await app.AssertBalancedAsync();
    }

    [Theory, OnBothDatabases]
    public async Task A_member_reads_the_entries_of_his_own_orders_a_viewer_none_and_an_admin_all(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        var cleo = await app.JoinAsync(ada, await app.SignUpAsync("cleo@example.com"), Role.Viewer);
        await app.SucceedAsync(await app.OrderAsync(ben));
        await app.FailAsync(await app.OrderAsync(ada));
        async Task<IEnumerable<TransferKind>> KindsAsync(Actor actor) => (await app.Get<CreditStatement>().PageAsync(actor, StatementFilter.All, before: null, 50, Token)).Rows.Select(row => row.Kind);

        Assert.Equal([TransferKind.Grant, TransferKind.Hold, TransferKind.Hold, TransferKind.Capture, TransferKind.Void], (await KindsAsync(ada)).Order());
        Assert.Equal([TransferKind.Hold, TransferKind.Capture], (await KindsAsync(ben)).Order());
        Assert.Empty(await KindsAsync(cleo));
        Assert.Equal(985, (await app.BalanceAsync(cleo)).Available);
        var wallet = await app.Get<WorkspaceWallet>().FindAsync(ada, Token);
        Assert.Equal(new HashSet<(Guid, long)> { (ada.UserId, 0L), (ben.UserId, 15L), (cleo.UserId, 0L) }, wallet.Members.Select(member => (member.UserId, member.Standings[0].SpentCredits)).ToHashSet());
        Assert.Equal(ben.UserId, Assert.Single((await app.Get<WorkspaceWallet>().FindAsync(ben, Token)).Members).UserId);
    }

    [Theory, OnBothDatabases]
    public async Task Own_caps_go_before_those_of_everybody_and_every_change_is_logged(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var (ada, ben) = await StartTeamAsync(app);
        var all = new CapTerms(null, HardDayCredits: 15, null, null);
        await SetAsync(app, ada, memberId: null, all);
        await SetAsync(app, ada, ben.UserId, new CapTerms(null, HardDayCredits: 30, null, null));
        await SetAsync(app, ada, ben.UserId, new CapTerms(null, HardDayCredits: 30, null, null)); // Nothing new, nothing logged.
        await app.OrderAsync(ben);
        await app.OrderAsync(ben);
        Assert.Equal(all, (await app.Get<SetMemberCap>().RunAsync(ada, ben.UserId, terms: null, Token)).Value);
        Assert.Equal("cap_reached", (await app.EnqueueAsync(ben, Guid.CreateVersion7())).Error?.Code);
        var logged = (await app.AuditedAsync(ada.WorkspaceId)).Where(row => row.Action == "cap.changed").ToList();
        Assert.Equal([("everybody", null, "day -/15, month -/-"), ("ben@example.com", null, "day -/30, month -/-"), ("ben@example.com", "day -/30, month -/-", null)], logged.Select(row => (row.Subject, row.Before, row.After)));
    }

    [Fact]
    public async Task Caps_that_make_no_sense_are_refused_beside_their_field_and_members_set_none()
    {
        await using var app = await Orders.StartAsync(DatabaseProvider.Sqlite);
        var (ada, ben) = await StartTeamAsync(app);
        async Task RefusedAsync(string code, string? field, CapTerms terms, Actor? actor = null, Guid? memberId = null)
        {
            var error = (await app.Get<SetMemberCap>().RunAsync(actor ?? ada, memberId, terms, Token)).Error;
            Assert.Equal((code, field), (error?.Code, error?.Field));
        }

        await RefusedAsync("bad_cap", "HardDayCredits", CapTerms.None with { HardDayCredits = -1 });
        await RefusedAsync("bad_cap", "SoftMonthCredits", CapTerms.None with { SoftMonthCredits = 1_000_001 });
        await RefusedAsync("bad_cap", "HardMonthCredits", CapTerms.None with { HardMonthCredits = long.MaxValue });
        await RefusedAsync("bad_cap", "SoftDayCredits", CapTerms.None with { SoftDayCredits = 30, HardDayCredits = 30 });
        await RefusedAsync("forbidden", null, CapTerms.None, actor: ben);
        await RefusedAsync("not_found", null, CapTerms.None, memberId: Guid.CreateVersion7());
        await RefusedAsync("personal_workspace", null, CapTerms.None, actor: app.Ada);
        Assert.Equal("forbidden", (await app.Get<ChoosePayer>().RunAsync(ben with { Role = Role.Viewer }, isSelf: true, Token)).Error?.Code);
    }

    // A team of two with 1,000 credits.
    private static async Task<(Actor Ada, Actor Ben)> StartTeamAsync(TestApp app)
    {
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben);
        await app.GrantAsync(ada.WorkspaceId, 1000);
        return (ada, ben);
    }

    private static async Task SetAsync(TestApp app, Actor actor, Guid? memberId, CapTerms terms)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(terms, (await app.Get<SetMemberCap>().RunAsync(actor, memberId, terms, Token)).Value);
    }
}

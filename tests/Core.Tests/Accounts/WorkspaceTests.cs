using Core.Tests.Live;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;

namespace Core.Tests.Accounts;

public sealed class WorkspaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_team_begins_with_its_owner_and_an_empty_account_and_sent_twice_it_is_made_once(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = Guid.CreateVersion7();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.Get<CreateWorkspace>().RunAsync(app.Ben, id, " Night shift ", Token)));
        Assert.All(results, result => Assert.Equal(id, result.Value));
        Assert.Equal("id_reused", (await app.Get<CreateWorkspace>().RunAsync(app.Ada, id, "Night shift", Token)).Error?.Code);

        var owner = (await app.FindAsync(app.Ben, id))!;
        Assert.Equal(Role.Owner, owner.Role);
        Assert.Null(await app.FindAsync(app.Ada, id));
        Assert.Equal(new Balance(Available: 0, Held: 0), await app.Get<CreditBalance>().FindAsync(owner, Token));
        await using var db = app.OpenDb();
        Assert.True(await db.CreditAccounts.AnyAsync(account => account.Id == id, Token));
        Assert.Equal(
            [(FindActor.Me, "ben", Role.Owner), ($"{id}", "Night shift", Role.Owner)],
            (await app.Get<WorkspaceDirectory>().OfUserAsync(app.Ben.UserId, Token)).Select(view => (view.Slug, view.Name, view.Role)));
        Assert.Equal("workspace.created", Assert.Single(await app.AuditedAsync(id)).Action);
        Assert.Equal((ActivityKinds.WorkspaceCreated, "ben@example.com"), (await app.ActivityAsync(owner)).Select(line => (line.Kind, line.ActorName!)).Single());
    }

    [Theory, OnBothDatabases]
    public async Task A_new_name_is_told_to_every_member_and_only_owner_and_admin_give_one(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben);
        using var ear = new Ear(app, $"user:{app.Ben.UserId}");
        Assert.Equal("forbidden", (await app.Get<RenameWorkspace>().RunAsync(ben, "Mine", Token)).Error?.Code);
        Assert.Equal("Day shift", (await app.Get<RenameWorkspace>().RunAsync(ada, " Day shift", Token)).Value);
        Assert.Equal((LiveKinds.Access, ada.WorkspaceId), await ear.NextAsync() is var heard ? (heard.Kind, heard.Id) : default);
        var audited = (await app.AuditedAsync(ada.WorkspaceId))[^1];
        Assert.Equal(("workspace.renamed", "Night shift", "Day shift"), (audited.Action, audited.Before, audited.After));
        Assert.Equal("personal_workspace", (await app.Get<RenameWorkspace>().RunAsync(app.Ada, "Mine", Token)).Error?.Code);
    }

    [Fact]
    public async Task A_name_that_cannot_be_shown_is_refused_beside_its_field()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var name in new[] { "", "   ", new string('a', WorkspaceName.Limit + 1), "two\nlines", "zero\0", "half \ud83c" })
        {
            var error = (await app.Get<CreateWorkspace>().RunAsync(app.Ada, Guid.CreateVersion7(), name, Token)).Error;
            Assert.Equal(("bad_name", "Name"), (error?.Code, error?.Field));
        }

        Assert.Single(await app.Get<WorkspaceDirectory>().OfUserAsync(app.Ada.UserId, Token));
    }

    [Theory, OnBothDatabases]
    public async Task The_owner_hands_the_team_over_and_becomes_an_admin(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben);
        Assert.Equal("forbidden", (await app.Get<TransferOwnership>().RunAsync(ben, ben.UserId, Token)).Error?.Code);
        Assert.Equal("not_found", (await app.Get<TransferOwnership>().RunAsync(ada, Guid.CreateVersion7(), Token)).Error?.Code);
        Assert.Equal(ben.UserId, (await app.Get<TransferOwnership>().RunAsync(ada, ben.UserId, Token)).Value);
        Assert.Equal([(ben.UserId, Role.Owner), (ada.UserId, Role.Admin)], await app.MembersAsync(ada));
        // Whoever still holds the old right in his hand finds it gone.
        Assert.Equal("forbidden", (await app.Get<TransferOwnership>().RunAsync(ada, ada.UserId, Token)).Error?.Code);
        var audited = (await app.AuditedAsync(ada.WorkspaceId))[^1];
        Assert.Equal(("owner.changed", "ada@example.com", "ben@example.com"), (audited.Action, audited.Before, audited.After));
    }

    [Theory, OnBothDatabases]
    public async Task Of_many_transfers_at_once_one_happens_and_there_is_one_owner(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben);
        var cleo = await app.JoinAsync(ada, await app.SignUpAsync("cleo@example.com"));
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(index => app.Get<TransferOwnership>().RunAsync(ada, index % 2 == 0 ? ben.UserId : cleo.UserId, Token)));
        var done = Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("forbidden", result.Error!.Code));
        var members = await app.MembersAsync(ada);
        Assert.Equal((done.Value, Role.Owner), Assert.Single(members, member => member.Role is Role.Owner));
        Assert.Equal((ada.UserId, Role.Admin), Assert.Single(members, member => member.Role is Role.Admin));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_leaves_while_being_made_the_owner_leaves_no_team_without_one(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        for (var round = 0; round < 4; round++)
        {
            var ada = await app.CreateTeamAsync(app.Ada, $"Team {round}");
            var ben = await app.JoinAsync(ada, app.Ben);
            var (transfer, leave) = (app.Get<TransferOwnership>().RunAsync(ada, ben.UserId, Token), app.Get<RemoveMember>().RunAsync(ben, ben.UserId, Token));
            await Task.WhenAll(transfer, leave);
            Assert.NotEqual((await transfer).IsOk, (await leave).IsOk);
            Assert.Single(await app.MembersAsync(ada), member => member.Role is Role.Owner);
        }
    }

    [Theory, OnBothDatabases]
    public async Task The_owner_cannot_leave_nor_be_removed_nor_get_another_role(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben, Role.Admin);
        Assert.Equal("owner_stays", (await app.Get<RemoveMember>().RunAsync(ada, ada.UserId, Token)).Error?.Code);
        Assert.Equal("owner_stays", (await app.Get<RemoveMember>().RunAsync(ben, ada.UserId, Token)).Error?.Code);
        Assert.Equal("owner_stays", (await app.Get<ChangeRole>().RunAsync(ben, ada.UserId, Role.Viewer, Token)).Error?.Code);
        Assert.Equal("bad_role", (await app.Get<ChangeRole>().RunAsync(ada, ben.UserId, Role.Owner, Token)).Error?.Code);
        Assert.Equal([(ada.UserId, Role.Owner), (ben.UserId, Role.Admin)], await app.MembersAsync(ada));
        await using var db = app.OpenDb();
        // The last word has the database.
        await Assert.ThrowsAnyAsync<Exception>(() => db.Memberships.Where(member => member.UserId == ben.UserId && member.WorkspaceId == ada.WorkspaceId)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.Role, Role.Owner), Token));
    }

    [Theory, OnBothDatabases]
    public async Task A_role_of_a_moment_ago_opens_nothing(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben, Role.Admin);
        using var ear = new Ear(app, $"user:{app.Ben.UserId}");
        Assert.Equal(Role.Viewer, (await app.Get<ChangeRole>().RunAsync(ada, ben.UserId, Role.Viewer, Token)).Value);
        await HeardAsync(ear, LiveKinds.Access);
        Assert.Equal("forbidden", (await app.Get<CreateInvitation>().RunAsync(ben, new InvitationOrder(Role.Member, null, 7, 1), Token)).Error?.Code);
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ben.UserId, (await app.Get<RemoveMember>().RunAsync(ada, ben.UserId, Token)).Value);
        await HeardAsync(ear, LiveKinds.Access);
        Assert.Null(await app.FindAsync(app.Ben, ada.WorkspaceId));
        Assert.Equal("not_found", (await app.Get<RemoveMember>().RunAsync(ben, ben.UserId, Token)).Error?.Code);
        Assert.Equal("not_found", (await app.Get<RemoveMember>().RunAsync(ada, ben.UserId, Token)).Error?.Code);
        Assert.Equal(["workspace.created", "invitation.made", "member.joined", "role.changed", "member.removed"], (await app.AuditedAsync(ada.WorkspaceId)).Select(row => row.Action));
    }

    [Theory, OnBothDatabases]
    public async Task Activity_comes_newest_first_and_page_by_page(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada, "Name 0");
        for (var index = 1; index < 8; index++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(index % 3)); // Some at the same moment.
            await app.Get<RenameWorkspace>().RunAsync(ada, $"Name {index}", Token);
        }

        var (lines, cursor) = (new List<ActivityView>(), (MusicWeb.Core.Cursor?)null);
        do
        {
            var page = await app.Get<WorkspaceActivity>().PageAsync(ada, cursor, 3, Token);
            Assert.InRange(page.Items.Count, 1, 3);
            lines.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(8, lines.Select(line => line.Id).Distinct().Count());
        Assert.Equal(lines.Select(line => line.CreatedAt).OrderDescending(), lines.Select(line => line.CreatedAt));
        Assert.Empty(await app.ActivityAsync(app.Ben));
    }

    private static async Task HeardAsync(Ear ear, string kind)
    {
        while ((await ear.NextAsync()).Kind != kind)
        {
        }
    }
}

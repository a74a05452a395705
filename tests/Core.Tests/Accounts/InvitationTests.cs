using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;

namespace Core.Tests.Accounts;

public sealed class InvitationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_link_lets_in_with_its_role_and_only_a_hash_of_it_is_kept(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        var token = await app.InviteAsync(ada, Role.Viewer);
        var offer = (await app.Get<AcceptInvitation>().LookAsync(userId: null, token, Token)).Value!;
        Assert.Equal(("Night shift", Role.Viewer, "ada", false), (offer.WorkspaceName, offer.Role, offer.InvitedBy, offer.IsMember));
        Assert.Equal(ada.WorkspaceId, (await app.AcceptAsync(app.Ben, token)).Value);
        Assert.Equal(Role.Viewer, (await app.FindAsync(app.Ben, ada.WorkspaceId))!.Role);
        Assert.True((await app.Get<AcceptInvitation>().LookAsync(app.Ben.UserId, token, Token)).Value!.IsMember);

        await using var db = app.OpenDb();
        Assert.DoesNotContain(token, (await db.Invitations.SingleAsync(Token)).TokenHash, StringComparison.Ordinal);
        Assert.DoesNotContain(await app.AuditedAsync(ada.WorkspaceId), row => $"{row.Subject}{row.After}".Contains(token, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Of_20_people_with_one_link_for_one_exactly_one_comes_in(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        var token = await app.InviteAsync(ada);
        var people = new List<Actor>();
        for (var index = 0; index < 20; index++) people.Add(await app.SignUpAsync($"guest{index}@example.com"));
        var results = await Task.WhenAll(people.Select(person => app.AcceptAsync(person, token)));
        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("invitation_used_up", result.Error!.Code));
        Assert.Equal(2, (await app.MembersAsync(ada)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_double_click_on_join_uses_the_link_once_and_a_member_uses_nothing_up(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        var token = await app.InviteAsync(ada, Role.Member, maxUses: 2);
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.AcceptAsync(app.Ben, token)));
        Assert.All(results, result => Assert.Equal(ada.WorkspaceId, result.Value));
        Assert.True((await app.AcceptAsync(app.Ada, token)).IsOk);
        Assert.Equal(Role.Owner, (await app.FindAsync(app.Ada, ada.WorkspaceId))!.Role);
        Assert.Equal((1, 2), (await app.Get<WorkspaceDirectory>().InvitationsAsync(ada, Token)).Select(view => (view.Uses, view.MaxUses)).Single());
    }

    [Theory, OnBothDatabases]
    public async Task A_link_for_an_address_lets_in_nobody_else(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        var token = await app.InviteAsync(ada, email: " Cleo@Example.com ", maxUses: 50);
        Assert.Equal("invitation_for_other", (await app.AcceptAsync(app.Ben, token)).Error?.Code);
        Assert.Equal("invitation_for_other", (await app.Get<AcceptInvitation>().LookAsync(app.Ben.UserId, token, Token)).Error?.Code);
        await using var db = app.OpenDb();
        var mail = await db.OutgoingMails.AsNoTracking().SingleAsync(Token);
        Assert.Equal(("Cleo@Example.com", "ada invites you to “Night shift” on MusicWeb"), (mail.To, mail.Subject));
        Assert.Contains($"/invite/{token}", mail.Body, StringComparison.Ordinal);
        var view = Assert.Single(await app.Get<WorkspaceDirectory>().InvitationsAsync(ada, Token));
        Assert.Equal(("cleo@example.com", 1), (view.Email, view.MaxUses));
        Assert.True((await app.AcceptAsync(await app.SignUpAsync("cleo@example.com"), token)).IsOk);
        Assert.Equal("already_member", (await app.Get<CreateInvitation>().RunAsync(ada, new InvitationOrder(Role.Member, "CLEO@example.com", 7, 1), Token)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task An_expired_revoked_used_up_or_unknown_link_is_named_as_such(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var ada = await app.CreateTeamAsync(app.Ada);
        async Task RefusedAsync(string token, string code)
        {
            Assert.Equal(code, (await app.AcceptAsync(app.Ben, token)).Error?.Code);
            Assert.Equal(code, (await app.Get<AcceptInvitation>().LookAsync(userId: null, token, Token)).Error?.Code);
        }

        var (revoked, usedUp, expired) = (await app.InviteAsync(ada), await app.InviteAsync(ada), await app.InviteAsync(ada, days: 1));
        var views = await app.Get<WorkspaceDirectory>().InvitationsAsync(ada, Token);
        Assert.Equal(3, views.Count);
        await app.AcceptAsync(await app.SignUpAsync("cleo@example.com"), usedUp);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await RefusedAsync(usedUp, "invitation_used_up");
        await RefusedAsync(expired, "invitation_expired");
        await RefusedAsync("", "unknown_invitation");
        await RefusedAsync("nobody-made-this", "unknown_invitation");
        await using var db = app.OpenDb();
        var id = (await db.Invitations.SingleAsync(row => row.TokenHash == Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(revoked))), Token)).Id;
        Assert.Equal("not_found", (await app.Get<RevokeInvitation>().RunAsync(await app.CreateTeamAsync(app.Ben), id, Token)).Error?.Code);
        Assert.Equal(id, (await app.Get<RevokeInvitation>().RunAsync(ada, id, Token)).Value);
        Assert.Equal(id, (await app.Get<RevokeInvitation>().RunAsync(ada, id, Token)).Value);
        await RefusedAsync(revoked, "invitation_revoked");
        Assert.Empty(await app.Get<WorkspaceDirectory>().InvitationsAsync(ada, Token));
        Assert.Single(await app.AuditedAsync(ada.WorkspaceId), row => row.Action == "invitation.revoked");
    }

    [Fact]
    public async Task Only_owner_and_admin_invite_and_only_what_can_be_kept()
    {
        await using var app = await TestApp.StartAsync();
        var ada = await app.CreateTeamAsync(app.Ada);
        var ben = await app.JoinAsync(ada, app.Ben);
        async Task RefusedAsync(string code, string? field, Actor? actor = null, Role role = Role.Member, string? email = null, int days = 7, int uses = 1)
        {
            var error = (await app.Get<CreateInvitation>().RunAsync(actor ?? ada, new InvitationOrder(role, email, days, uses), Token)).Error;
            Assert.Equal((code, field), (error?.Code, error?.Field));
        }

        await RefusedAsync("forbidden", null, actor: ben);
        await RefusedAsync("personal_workspace", null, actor: app.Ada);
        await RefusedAsync("bad_role", "Role", role: Role.Owner);
        await RefusedAsync("bad_role", "Role", role: (Role)7);
        await RefusedAsync("bad_days", "Days", days: 0);
        await RefusedAsync("bad_days", "Days", days: 91);
        await RefusedAsync("bad_uses", "MaxUses", uses: 0);
        await RefusedAsync("bad_uses", "MaxUses", uses: 101);
        foreach (var email in new[] { "nobody", "@example.com", "a@b@c", "two words@example.com", "zero\0@example.com", new string('a', 250) + "@b.cd" }) await RefusedAsync("bad_email", "Email", email: email);
        Assert.Empty(await app.Get<WorkspaceDirectory>().InvitationsAsync(ben, Token));
    }
}

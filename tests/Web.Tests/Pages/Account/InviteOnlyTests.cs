using Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Web.Tests.Pages.Account;

/// <summary>Registration by invitation: whom a link lets in, and whom it does not.</summary>
public sealed class InviteOnlyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_sign_up_link_lets_one_person_in(DatabaseProvider provider)
    {
        var (app, admin) = await StartAsync(provider);
        await using var _ = app;
        Assert.Empty((await app.Visit().OpenAsync("/account/sign-up")).Forms);
        Assert.Empty((await app.Visit().OpenAsync("/account/sign-up?link=made-up")).Forms);

        var link = (await app.Services.GetRequiredService<SignUpLinks>().CreateAsync(admin, "for Ben", Ct)).Value!;
        var path = $"/account/sign-up?link={link.Token}";
        var late = app.Visit();
        var opened = Visitor.FieldsOf(await late.OpenAsync(path), "Form.Email");
        Assert.StartsWith("/w/me/create?welcome=1", (await app.Visit().FillInAsync(path, "ben@example.org", Visitor.Password)).PathOfRedirect(), StringComparison.Ordinal);

        // Opened before, sent after: the link was for one.
        (opened["Form.Email"], opened["Form.Password"]) = ("eve@example.org", Visitor.Password);
        Assert.Null((await late.SendAsync(path, opened)).PathOfRedirect());
        Assert.Empty((await app.Visit().OpenAsync(path)).Forms);
        Assert.Equal(2, await app.ReadAsync(db => db.Users.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_link_that_was_taken_back_opens_nothing()
    {
        var (app, admin) = await StartAsync(DatabaseProvider.Sqlite);
        await using var _ = app;
        var links = app.Services.GetRequiredService<SignUpLinks>();
        var link = (await links.CreateAsync(admin, "", Ct)).Value!;
        await links.RevokeAsync(admin, (await links.ListAsync(admin, Ct)).Single().Id, Ct);
        Assert.Empty((await app.Visit().OpenAsync($"/account/sign-up?link={link.Token}")).Forms);
    }

    [Fact]
    public async Task An_invitation_to_a_team_lets_its_holder_in_and_an_address_elsewhere_does_not()
    {
        var (app, admin) = await StartAsync(DatabaseProvider.Sqlite);
        await using var _ = app;
        var teamId = Guid.CreateVersion7();
        await app.Services.GetRequiredService<CreateWorkspace>().RunAsync(admin, teamId, "Night shift", Ct);
        var invitation = (await app.Services.GetRequiredService<CreateInvitation>().RunAsync(admin with { WorkspaceId = teamId }, new InvitationOrder(Role.Member, Email: null, Days: 1, MaxUses: 1), Ct)).Value!;

        Assert.Empty((await app.Visit().OpenAsync("/account/sign-up?returnUrl=%2Finvite%2Fmade-up")).Forms);
        Assert.Empty((await app.Visit().OpenAsync($"/account/sign-up?returnUrl=https%3A%2F%2Fevil.example%2Finvite%2F{Uri.EscapeDataString(invitation.Token)}")).Forms);
        var path = $"/account/sign-up?returnUrl={Uri.EscapeDataString($"/invite/{invitation.Token}")}";
        Assert.Equal($"/invite/{invitation.Token}", (await app.Visit().FillInAsync(path, "ben@example.org", Visitor.Password)).PathOfRedirect());
    }

    private static async Task<(WebApp App, Actor Administrator)> StartAsync(DatabaseProvider provider)
    {
        var app = await WebApp.StartAsync(provider, ("Site:Registration", "InviteOnly"));
        Assert.Equal("/w/me/create?welcome=1&admin=1", (await app.Visit().SignUpAsync("first@example.org")).PathOfRedirect());
        var id = await app.ReadAsync(db => db.Users.Select(user => user.Id).SingleAsync(Ct));
        return (app, (await app.Services.GetRequiredService<FindActor>().RunAsync(id, FindActor.Me, Door.Web, Ct)).Value!);
    }
}

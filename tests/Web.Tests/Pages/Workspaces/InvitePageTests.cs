using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;

namespace Web.Tests.Pages.Workspaces;

public sealed class InvitePageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_signs_up_comes_back_and_joins_by_one_press()
    {
        await using var app = await WebApp.StartAsync();
        var (owner, link) = await InviteAsync(app);
        var visitor = app.Visit();
        var page = await visitor.OpenAsync(link);
        Assert.Contains("Join “Night <b> shift”", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("h1 b"));
        var signUp = page.QuerySelector("a.btn-primary")!.GetAttribute("href")!;
        Assert.Equal(link, (await visitor.FillInAsync(signUp, "ben@example.org", Visitor.Password)).PathOfRedirect());

        var form = Visitor.FieldsOf(await visitor.OpenAsync(link));
        var joined = await visitor.SendAsync(link, form);
        Assert.Equal($"/w/{owner.WorkspaceId}/library", joined.PathOfRedirect());
        using var library = await visitor.GetAsync(joined.PathOfRedirect()!);
        Assert.Equal(HttpStatusCode.OK, library.StatusCode);
        Assert.Contains("You are a member already.", (await visitor.OpenAsync(link)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_an_account_comes_back_from_sign_in_and_a_link_for_another_address_says_so()
    {
        await using var app = await WebApp.StartAsync();
        var (owner, _) = await InviteAsync(app);
        await app.Visit().SignUpAsync("ben@example.org");
        var made = await app.Services.GetRequiredService<CreateInvitation>().RunAsync(owner, new InvitationOrder(Role.Viewer, "cleo@example.org", Days: 1, MaxUses: 1), Ct);
        var link = $"/invite/{made.Value!.Token}";
        var visitor = app.Visit();
        Assert.Equal(link, (await visitor.SignInAsync("ben@example.org", query: $"?returnUrl={Uri.EscapeDataString(link)}")).PathOfRedirect());
        var page = await visitor.OpenAsync(link);
        Assert.Contains("for another mail address", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await app.ReadAsync(db => db.Invitations.Where(row => row.Id == made.Value.Id).Select(row => row.Uses).SingleAsync(Ct)));
    }

    [Fact]
    public async Task A_link_that_never_was_gets_a_sentence()
    {
        await using var app = await WebApp.StartAsync();
        var page = await app.Visit().OpenAsync("/invite/nobody-made-this");
        Assert.Contains("This invitation does not exist.", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    // A team of somebody who signed up, and the address of an open link into it.
    private static async Task<(Actor Owner, string Link)> InviteAsync(WebApp app)
    {
        await app.Visit().SignUpAsync("ada@example.org");
        var userId = await app.ReadAsync(db => db.Users.Select(user => user.Id).SingleAsync(Ct));
        var id = Guid.CreateVersion7();
        var ada = new Actor(userId, userId, Role.Owner, IsAdministrator: true, Door.Web);
        await app.Services.GetRequiredService<CreateWorkspace>().RunAsync(ada, id, "Night <b> shift", Ct);
        var owner = ada with { WorkspaceId = id };
        var made = await app.Services.GetRequiredService<CreateInvitation>().RunAsync(owner, new InvitationOrder(Role.Member, Email: null, Days: 1, MaxUses: 1), Ct);
        return (owner, $"/invite/{made.Value!.Token}");
    }
}

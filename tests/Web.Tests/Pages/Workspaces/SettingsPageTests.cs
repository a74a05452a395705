using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Workspaces;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Workspaces;

public sealed class SettingsPageTests : TeamTest
{
    [Fact]
    public async Task A_member_reads_who_is_there_and_changes_nothing_but_leaving()
    {
        await StartTeamAsync();
        SignIn(App.Ben, "ben@example.com");
        var page = RenderPage();
        Assert.Equal(["ada@example.com", "ben@example.com"], page.FindAll("section[aria-labelledby=members-title] bdi").Select(name => name.TextContent));
        Assert.Empty(page.FindAll("form"));
        Assert.Empty(page.FindAll("select"));
        Assert.Equal(["Leave the team"], page.FindAll("button").Select(button => button.TextContent.Trim()));
        // Of the wallet a member sees the own part.
        Assert.Equal(["ben@example.com"], page.FindAll("section[aria-labelledby=wallet-title] bdi").Select(name => name.TextContent));
    }

    [Fact]
    public async Task A_link_is_shown_when_it_is_made_and_never_again()
    {
        await StartTeamAsync();
        var page = RenderPage();
        await page.Find(".invite-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("/invite/", page.Find("#invite-link").GetAttribute("value"), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("Anybody with the link", page.Markup, StringComparison.Ordinal));
        var token = page.Find("#invite-link").GetAttribute("value")!.Split('/')[^1];
        Assert.Equal(Ada.WorkspaceId, (await App.Get<AcceptInvitation>().LookAsync(userId: null, token, Ct)).Value?.WorkspaceId);
        Assert.DoesNotContain(token, RenderPage().Markup, StringComparison.Ordinal);
        page.Find("button[aria-label^='Take back']").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("button[aria-label^='Take back']")));
        Assert.Equal("invitation_revoked", (await App.Get<AcceptInvitation>().LookAsync(userId: null, token, Ct)).Error?.Code);
    }

    [Fact]
    public async Task What_is_wrong_with_an_invitation_or_a_cap_stands_beside_its_field()
    {
        await StartTeamAsync();
        var page = RenderPage();
        page.Find("#invite-email").Input("nobody");
        await page.Find(".invite-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("does not look like an email address", page.Find("#invite-email-error").TextContent, StringComparison.Ordinal));
        page.Find("button[aria-label='Change the caps of ben@example.com']").Click();
        page.Find("#cap-HardDayCredits").Input("a few");
        await page.Find(".cap-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("whole number", page.Find("#cap-HardDayCredits-error").TextContent, StringComparison.Ordinal));
        page.Find("#cap-HardDayCredits").Input("-1");
        await page.Find(".cap-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("between 0 and", page.Find("#cap-HardDayCredits-error").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cap_is_set_in_its_place_and_seen_at_once()
    {
        await StartTeamAsync();
        await Songbook.EnqueueAsync(App, Ben);
        var page = RenderPage();
        page.Find("button[aria-label='Change the caps of everybody']").Click();
        page.Find("#cap-SoftDayCredits").Input("10");
        page.Find("#cap-HardDayCredits").Input("15");
        await page.Find(".cap-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("warns at 10 a day · stops at 15 a day", page.Find("section[aria-labelledby=wallet-title]").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("Cap reached", page.Find("section[aria-labelledby=wallet-title]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".cap-form"));
        Assert.Equal("cap_reached", (await App.Get<EnqueueTask>().RunAsync(Ben, Guid.CreateVersion7(), "sketch", new MusicWeb.Providers.MusicRequest { Op = "create", Model = "sketch-1", Description = "rain" }, retryOfId: null, Ct)).Error?.Code);
    }

    [Fact]
    public async Task Nobody_is_removed_by_one_press_and_what_another_admin_does_is_seen_here()
    {
        await StartTeamAsync();
        var page = RenderPage();
        page.Find("button[aria-label='Remove ben@example.com']").Click();
        Assert.NotNull((await App.Get<FindActor>().RunAsync(Ben.UserId, Workspace, Door.Web, Ct)).Value);
        page.Find(".confirm .btn-quiet").Click();
        Assert.Empty(page.FindAll(".confirm"));
        await App.Get<ChangeRole>().RunAsync(Ada, Ben.UserId, Role.Viewer, Ct);
        page.WaitForAssertion(() => Assert.Equal("Viewer", page.Find("select[aria-label='Role of ben@example.com']").GetAttribute("value")));
        page.Find("button[aria-label='Remove ben@example.com']").Click();
        page.Find(".confirm .btn-danger").Click();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("section[aria-labelledby=members-title] bdi")));
        Assert.Null((await App.Get<FindActor>().RunAsync(Ben.UserId, Workspace, Door.Web, Ct)).Value);
    }

    [Fact]
    public async Task A_role_that_no_select_offers_is_not_taken()
    {
        await StartTeamAsync();
        var page = RenderPage();
        foreach (var forged in new[] { "Owner", "7", "nonsense" }) await page.Find("select[aria-label='Role of ben@example.com']").ChangeAsync(forged);
        Assert.Equal(Role.Member, (await App.Get<FindActor>().RunAsync(Ben.UserId, Workspace, Door.Web, Ct)).Value?.Role);
    }

    [Fact]
    public async Task The_owner_deletes_the_team_and_lands_at_home()
    {
        await StartTeamAsync();
        var page = RenderPage();
        page.FindAll("button").Single(button => button.TextContent.Trim() == "Delete the team").Click();
        page.Find(".confirm .btn-danger").Click();
        page.WaitForAssertion(() => Assert.EndsWith("/w/me/library", Services.GetRequiredService<BunitNavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Null((await App.Get<FindActor>().RunAsync(Ada.UserId, Workspace, Door.Web, Ct)).Value);
        Assert.Equal(140, (await App.Get<CreditBalance>().FindAsync(App.Ada, Ct)).Available);
    }

    private IRenderedComponent<SettingsPage> RenderPage() => Render<SettingsPage>(parameters => parameters.Add(p => p.Workspace, Workspace));
}

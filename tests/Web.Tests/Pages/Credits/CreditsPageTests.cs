using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Credits;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Credits;

public sealed class CreditsPageTests : ComponentTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Hold_and_return_of_a_task_are_seen_as_they_happen()
    {
        var page = RenderPage();
        Assert.Equal("40", page.Find(".balance-number").TextContent);
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        var taskId = await Songbook.EnqueueAsync(App, App.Ada);
        page.WaitForAssertion(() => Assert.Equal(("25", "15"), (page.Find(".balance-number").TextContent, page.Find(".balance-held").TextContent)));
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        await App.Get<CancelTask>().RunAsync(App.Ada, taskId, Ct);
        page.WaitForAssertion(() => Assert.Equal(["Returned", "Held", "Received"], page.FindAll(".ledger .state").Select(state => state.TextContent)));
        Assert.Equal(["+15", "−15", "+40"], page.FindAll("td.amount:not(.after)").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Who_is_no_administrator_is_told_whom_to_ask()
    {
        SignIn(App.Ben, "ben@example.com");
        var page = RenderPage();
        Assert.Empty(page.FindAll(".give-form, .balance-books"));
        Assert.Contains("Ask an administrator", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_give_twice_gives_once()
    {
        var page = RenderPage();
        page.Find("#give-reason").Input("welcome <b>");
        var form = page.Find(".give-form");
        await Task.WhenAll(form.SubmitAsync(), form.SubmitAsync());
        page.WaitForAssertion(() => Assert.Equal("140", page.Find(".balance-number").TextContent));
        Assert.Equal(140, (await App.Get<CreditBalance>().FindAsync(App.Ada, Ct)).Available);
        Assert.Empty(page.FindAll(".ledger b"));
    }

    [Fact]
    public async Task A_code_brings_its_credits_and_one_that_does_not_work_says_so_beside_the_field()
    {
        SignIn(App.Ben, "ben@example.com");
        var page = RenderPage();
        page.Find("#redeem-code").Change("0000-0000-0000-0000");
        await page.Find("form.redeem").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("This code cannot be redeemed: it is unknown, used up or over its time.", page.Find("#redeem-error").TextContent));
        var code = (await App.Get<CreateRedeemCodes>().RunAsync(App.Ada, Guid.CreateVersion7(), new RedeemOrder(1, 25, 1, null, CreditDays: 3, "test"), Ct)).Value![0];
        page.Find("#redeem-code").Change(code);
        await page.Find("form.redeem").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("65", page.Find(".balance-number").TextContent));
        Assert.Equal("", page.Find("#redeem-error").TextContent);
        Assert.Contains("25 credits expire", page.Find(".balance-soon").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_leads_to_the_songs_of_its_task_and_keeps_its_words_when_they_are_gone()
    {
        var clip = await Songbook.AddAsync(App, App.Ada, "Night drive");
        var page = RenderPage();
        Assert.Equal($"/w/{App.Ada.WorkspaceId}/library?task={clip.TaskId}", page.Find(".why a").GetAttribute("href"));
        Assert.Equal("ada@example.com", page.Find(".why-details span").TextContent);
        await App.Get<TrashClip>().RunAsync(App.Ada, clip.Id, Ct);
        page = RenderPage();
        Assert.Empty(page.FindAll(".why a"));
        Assert.Equal("Night drive", page.Find(".why-words").TextContent);
    }

    [Fact]
    public async Task What_a_task_cost_is_told_with_times_and_reason()
    {
        var taskId = await Songbook.EnqueueAsync(App, App.Ada);
        await App.Get<CancelTask>().RunAsync(App.Ada, taskId, Ct);
        var page = RenderPage();
        await page.Find(".why-charge").ClickAsync();
        var dialog = page.WaitForElement("dialog");
        Assert.Equal(["Held", "Returned"], dialog.QuerySelectorAll(".charge-steps strong").Select(step => step.TextContent));
        Assert.Contains("It was cancelled.", dialog.TextContent, StringComparison.Ordinal);
        Assert.Contains("15 credits", dialog.TextContent, StringComparison.Ordinal);
        await page.Find("dialog button").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("dialog")));
    }

    [Fact]
    public async Task The_filter_lives_in_the_address_and_the_file_has_the_same()
    {
        await Songbook.EnqueueAsync(App, App.Ada);
        var page = RenderPage();
        await page.Find("#credits-kind").ChangeAsync("Hold");
        Assert.EndsWith("?kind=Hold", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(["Held"], page.FindAll(".ledger .state").Select(state => state.TextContent)));
        await page.Find("#credits-to").ChangeAsync("2025-12-31");
        page.WaitForAssertion(() => Assert.Equal("Nothing matches this filter", page.Find(".empty h2").TextContent));
        Assert.Contains("0 credits available", page.Find(".statement-then").TextContent, StringComparison.Ordinal);
        Assert.Equal("/w/me/credits.csv?kind=Hold&to=2025-12-31", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Credits_move_to_a_team_and_both_accounts_show_it()
    {
        var team = new Workspace { Id = Guid.CreateVersion7(), Name = "The <b>team</b>", IsPersonal = false, CreatedAt = App.Clock.UtcNow };
        await using (var db = App.OpenDb())
        {
            db.Workspaces.Add(team);
            db.Memberships.Add(new Membership { WorkspaceId = team.Id, UserId = App.Ada.UserId, Role = Role.Owner });
            await db.SaveChangesAsync(Ct);
        }

        var page = RenderPage();
        page.Find("#move-amount").Change("much");
        await page.Find(".move-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Move between 1 and 1000000 credits.", page.Find("#move-error").TextContent));
        page.Find("#move-amount").Change("15");
        await Task.WhenAll(page.Find(".move-form").SubmitAsync(), page.Find(".move-form").SubmitAsync());
        page.WaitForAssertion(() => Assert.Equal("25", page.Find(".balance-number").TextContent));
        Assert.Equal(15, (await App.Get<CreditBalance>().FindAsync(App.Ada with { WorkspaceId = team.Id }, Ct)).Available);
    }

    [Fact]
    public void The_chart_says_its_figures_to_everybody()
    {
        var page = RenderPage();
        Assert.Equal("Credits by day: 40 received, 0 spent, 0 lost in 30 days.", page.Find("svg[role=img]").GetAttribute("aria-label"));
        Assert.Single(page.FindAll(".chart-in"));
        Assert.Equal(["2026-01-01", "40", "0", "0"], page.FindAll(".chart-table tbody tr > *").Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData("nobody@example.com", "why", "#give-to-error", "Nobody has signed up with this address.")]
    [InlineData("ada@example.com", "", "#give-reason-error", "Say what this is for.")]
    public async Task What_is_wrong_stands_beside_its_field(string to, string reason, string place, string text)
    {
        var page = RenderPage();
        page.Find("#give-to").Change(to);
        page.Find("#give-reason").Input(reason);
        await page.Find(".give-form").SubmitAsync();
        Assert.Equal(text, page.Find(place).TextContent);
        Assert.Equal(40, (await App.Get<CreditBalance>().FindAsync(App.Ada, Ct)).Available);
    }

    private IRenderedComponent<CreditsPage> RenderPage() => Render<CreditsPage>(parameters => parameters.Add(p => p.Workspace, "me"));
}

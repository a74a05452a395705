using Bunit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Credits;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Credits;

public sealed class CreditsPageTests : ComponentTest
{
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
        Assert.Empty(page.FindAll("form"));
        Assert.Empty(page.FindAll(".books-check"));
        Assert.Contains("Ask an administrator", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_give_twice_gives_once()
    {
        var page = RenderPage();
        page.Find("#give-reason").Input("welcome <b>");
        var form = page.Find("form");
        await Task.WhenAll(form.SubmitAsync(), form.SubmitAsync());
        page.WaitForAssertion(() => Assert.Equal("140", page.Find(".balance-number").TextContent));
        Assert.Equal(140, (await App.Get<CreditBalance>().FindAsync(App.Ada, Ct)).Available);
        Assert.Empty(page.FindAll(".ledger b"));
    }

    [Fact]
    public async Task An_administrator_can_have_the_books_checked_and_reads_what_is_wrong()
    {
        var page = RenderPage();
        await page.Find(".books-check button").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("add up: 2 accounts, 2 entries", page.Find(".books-check").TextContent, StringComparison.Ordinal));
        await using var db = App.OpenDb();
        await db.CreditAccounts.Where(account => account.Id == App.Ben.WorkspaceId).ExecuteUpdateAsync(set => set.SetProperty(account => account.Posted, 41), Ct);
        await page.Find(".books-check button").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains(App.Ben.WorkspaceId.ToString(), page.Find(".books-check li").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nobody@example.com", "why", "#give-to-error", "Nobody has signed up with this address.")]
    [InlineData("ada@example.com", "", "#give-reason-error", "Say what this is for.")]
    public async Task What_is_wrong_stands_beside_its_field(string to, string reason, string place, string text)
    {
        var page = RenderPage();
        page.Find("#give-to").Change(to);
        page.Find("#give-reason").Input(reason);
        await page.Find("form").SubmitAsync();
        Assert.Equal(text, page.Find(place).TextContent);
        Assert.Equal(40, (await App.Get<CreditBalance>().FindAsync(App.Ada, Ct)).Available);
    }

    private IRenderedComponent<CreditsPage> RenderPage() => Render<CreditsPage>(parameters => parameters.Add(p => p.Workspace, "me"));
}

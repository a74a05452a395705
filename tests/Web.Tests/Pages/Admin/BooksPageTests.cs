using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Credits;
using MusicWeb.Pages.Admin;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Admin;

public sealed class BooksPageTests : ComponentTest
{
    [Fact]
    public async Task An_administrator_has_the_books_checked_and_reads_the_first_broken_entry()
    {
        var page = Render<BooksPage>();
        Assert.Equal("No check yet", page.Find(".empty h2").TextContent);
        await page.Find(".page-head button").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("The books add up", page.Find("tbody .state").TextContent));
        Assert.Equal(["80", "0", "0", "80", "0", "0", "0", "0"], page.FindAll(".books-sums dd").Select(sum => sum.TextContent));
        await using (var db = App.OpenDb()) await db.Transfers.Where(entry => entry.AccountId == App.Ben.WorkspaceId).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Reason, "<b>changed</b>"), Ct);
        await page.Find(".page-head button").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains(App.Ben.WorkspaceId.ToString(), page.Find(".books-findings li").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, page.FindAll("tbody tr").Count);
    }

    [Fact]
    public void For_everybody_else_the_page_does_not_exist()
    {
        SignIn(App.Ben, "ben@example.com");
        var isNotFound = false;
        Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => isNotFound = true;
        Assert.Empty(Render<BooksPage>().FindAll("h1"));
        Assert.True(isNotFound);
    }
}

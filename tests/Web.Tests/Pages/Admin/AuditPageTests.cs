using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Credits;
using MusicWeb.Pages.Admin;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Admin;

public sealed class AuditPageTests : ComponentTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task A_gift_is_read_with_giver_receiver_amount_and_reason()
    {
        await GiveAsync("ben@example.com");
        var cells = Render<AuditPage>().FindAll("tbody td").Select(cell => cell.TextContent.Trim()).ToArray();
        Assert.Equal("ada@example.com", cells[1]);
        Assert.StartsWith("Credits given", cells[2], StringComparison.Ordinal);
        Assert.Contains("ben@example.com", cells[2], StringComparison.Ordinal);
        Assert.Equal(["+100", "for the <b>demo</b>"], cells[3..]);
    }

    [Fact]
    public async Task The_filter_lives_in_the_address()
    {
        await GiveAsync("ben@example.com");
        var page = Render<AuditPage>();
        await page.Find("#audit-actor").ChangeAsync("Ben@example.com");
        Assert.EndsWith("?actor=Ben%40example.com", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("Nothing found", page.Find(".empty h2").TextContent));
        await page.Find("#audit-actor").ChangeAsync("nobody@example.com");
        page.WaitForAssertion(() => Assert.Equal("Nobody has signed up with this address.", page.Find("#audit-actor-error").TextContent));
        await page.Find("#audit-actor").ChangeAsync("");
        await page.Find("#audit-action").ChangeAsync("credits.given");
        Assert.EndsWith("/admin/audit?action=credits.given", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.Equal("/admin/audit.csv?action=credits.given", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task For_everybody_else_the_page_does_not_exist()
    {
        await GiveAsync("ben@example.com");
        SignIn(App.Ben, "ben@example.com");
        var isNotFound = false;
        Navigation.OnNotFound += (_, _) => isNotFound = true;
        Assert.Empty(Render<AuditPage>().FindAll("td"));
        Assert.True(isNotFound);
    }

    private async Task GiveAsync(string email)
    {
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        Navigation.NavigateTo("/admin/audit");
        Assert.True((await App.Get<GiveCredits>().RunAsync(App.Ada, Guid.CreateVersion7(), email, 100, "for the <b>demo</b>", expiresAt: null, Ct)).IsOk);
    }
}

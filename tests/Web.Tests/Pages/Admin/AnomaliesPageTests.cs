using Bunit;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Admin;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Admin;

public sealed class AnomaliesPageTests : ComponentTest
{
    protected override long StartCredits => 1000;

    protected override void ShareMore()
    {
        Share<FindAnomalies>();
        Share<MarkAnomalySeen>();
    }

    [Fact]
    public async Task What_is_odd_is_explained_until_somebody_has_seen_it()
    {
        Assert.Equal("Nothing odd", Render<AnomaliesPage>().Find(".empty h2").TextContent);
        for (var order = 0; order < FindAnomalies.RepeatedFrom; order++)
        {
            var id = await Songbook.EnqueueAsync(App, App.Ben);
            Assert.True((await App.Get<CancelTask>().RunAsync(App.Ben, id, Ct)).IsOk);
        }


        var page = Render<AnomaliesPage>();
        var row = page.Find("tbody tr");
        Assert.Contains("was ordered 5 times within a day", row.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/admin/users/{App.Ben.UserId}", row.QuerySelector("a")!.GetAttribute("href"));
        await page.Find("tbody button").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Seen", page.Find("tbody .state").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tbody button"));
    }

    [Fact]
    public void For_everybody_else_the_page_does_not_exist()
    {
        SignIn(App.Ben, "ben@example.com");
        Assert.Empty(Render<AnomaliesPage>().FindAll("h1"));
    }
}

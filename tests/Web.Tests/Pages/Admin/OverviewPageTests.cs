using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Admin;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Admin;

public sealed class OverviewPageTests : ComponentTest
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Figures_charts_and_the_health_of_providers_stand_on_one_page()
    {
        await CancelOneAsync();
        await Songbook.EnqueueAsync(App, App.Ben);
        Navigation.NavigateTo("/admin?days=7");
        var page = Render<OverviewPage>();
        var figures = page.FindAll(".figures > div").ToDictionary(figure => figure.Children[0].TextContent, figure => figure.Children[1].FirstChild!.TextContent);
        Assert.Equal(("2", "1", "80", "15", "100 %", "none yet"), (figures["Users"], figures["Active users"], figures["Credits granted"], figures["Credits held now"], figures["Refund ratio"], figures["Failure ratio"]));
        Assert.Equal(3, page.FindAll("svg[role=img]").Count);
        var chart = page.FindAll(".day-chart")[1];
        Assert.Contains("1 in all", chart.QuerySelector("svg")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(["0", "0", "1"], chart.QuerySelector("tbody tr")!.QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Equal(["0", "0", "1", "0"], page.FindAll(".data-table tbody tr .amount").Take(4).Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task A_line_of_usage_leads_to_its_days_and_the_file_is_asked_the_same_question()
    {
        await CancelOneAsync();
        Navigation.NavigateTo("/admin/usage?by=user");
        var page = Render<UsagePage>();
        var line = page.Find("tbody a");
        Assert.Equal("ben@example.com", line.TextContent);
        Navigation.NavigateTo(line.GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal("Only ben@example.com", page.Find(".filter-chip .one-line").TextContent));
        Assert.Equal($"/admin/usage.csv?by=day&user={App.Ben.UserId}", page.Find("a[download]").GetAttribute("href"));
        Assert.Single(page.FindAll("tbody tr"));
    }

    [Fact]
    public void For_everybody_else_neither_exists()
    {
        SignIn(App.Ben, "ben@example.com");
        var notFound = 0;
        Navigation.OnNotFound += (_, _) => notFound++;
        Assert.Empty(Render<OverviewPage>().FindAll("h1"));
        Assert.Empty(Render<UsagePage>().FindAll("h1"));
        Assert.Equal(2, notFound);
    }

    private async Task CancelOneAsync()
    {
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        await App.Get<CancelTask>().RunAsync(App.Ben, await Songbook.EnqueueAsync(App, App.Ben), Ct);
    }
}

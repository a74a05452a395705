using Bunit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Lyrics;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Lyrics;

public sealed class WriteLyricsTests : ComponentTest
{
    [Fact]
    public async Task Lyrics_are_ordered_for_the_price_on_the_button_where_somebody_writes_them()
    {
        Assert.DoesNotContain("Have lyrics written", RenderPage().Markup, StringComparison.Ordinal);
        Provider.Manifest = Provider.Manifest with { Operations = [new OperationSpec(Ops.Lyrics, PriceCredits: 2, Takes: 0) { DescriptionLimit = 119 }] };
        var page = RenderPage();
        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Have lyrics written").ClickAsync();
        page.WaitForElement(".dialog form");
        Assert.Equal("Write · 2 credits", page.Find(".dialog [type=submit]").TextContent.Trim());
        Assert.Contains("0 / 119", page.Find(".dialog").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#write-lyrics-by"));
        Provider.Refusal = new Refusal("Description", "Say what the words are to be about.");
        await page.Find(".dialog form").SubmitAsync();
        Assert.Equal("Say what the words are to be about.", page.Find("#write-lyrics-about-error").TextContent);
        Provider.Refusal = null;
        page.Find("#write-lyrics-about").Input("a song about the sky");
        await page.Find(".dialog form").SubmitAsync();
        Assert.Empty(page.FindAll(".dialog"));
        await using var db = App.OpenDb();
        Assert.Equal(("a song about the sky", 2), Assert.Single(await db.Tasks.Where(task => task.Op == Ops.Lyrics).ToListAsync(Ct)) is var task ? (task.Request.Description, task.PriceCredits) : default);
    }

    private IRenderedComponent<LyricsPage> RenderPage() => Render<LyricsPage>(parameters => parameters.Add(p => p.Workspace, "me"));
}

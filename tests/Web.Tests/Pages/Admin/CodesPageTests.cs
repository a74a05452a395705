using Bunit;
using MusicWeb.Core.Credits;
using MusicWeb.Pages.Admin;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Admin;

public sealed class CodesPageTests : ComponentTest
{
    protected override void ShareMore()
    {
        Share<RedeemBatches>();
        Share<RedeemUses>();
        Share<CreateRedeemCodes>();
        Share<RevokeRedeemCodes>();
    }

    [Fact]
    public async Task Codes_are_made_for_a_reason_shown_once_redeemed_and_withdrawn()
    {
        var page = Render<CodesPage>();
        Assert.Equal("No codes yet", page.Find(".empty h2").TextContent);
        await page.Find(".page-head button").ClickAsync();
        await page.Find("#codes-amount").ChangeAsync("0");
        await page.Find("#codes-reason").InputAsync("for the workshop");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.Find("#codes-amount-error").TextContent));
        await page.Find("#codes-amount").ChangeAsync("25");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.Find("#new-codes-text").TextContent));
        var code = page.Find("#new-codes-text").TextContent;
        await page.Find(".dialog-foot button").ClickAsync();
        Assert.DoesNotContain(code, page.Markup, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("for the workshop", page.Find("tbody tr").TextContent, StringComparison.Ordinal));

        Assert.True((await App.Get<RedeemCredits>().RunAsync(App.Ben, code, Ct)).IsOk);
        var id = Guid.Parse(page.Find("tbody a").GetAttribute("href")!.Split('/')[^1]);
        var batch = Render<CodeBatchPage>(parameters => parameters.Add(shown => shown.Id, id));
        Assert.Contains("ben@example.com", batch.Find("tbody tr").TextContent, StringComparison.Ordinal);
        await batch.Find(".page-head button").ClickAsync();
        await batch.Find("#withdraw-reason").InputAsync("it leaked");
        await batch.Find(".reason-form").SubmitAsync();
        batch.WaitForAssertion(() => Assert.Contains("Withdrawn", batch.Find(".page-head").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void For_everybody_else_the_page_does_not_exist()
    {
        SignIn(App.Ben, "ben@example.com");
        Assert.Empty(Render<CodesPage>().FindAll("h1"));
    }
}

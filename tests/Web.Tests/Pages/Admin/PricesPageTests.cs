using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Admin;
using MusicWeb.Pages.Create;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Admin;

public sealed class PricesPageTests : ComponentTest
{
    protected override void ShareMore()
    {
        Share<SetPrice>();
        Share<SetOffer>();
        Share<ReadOffers>();
        Share<OfferHistory>();
    }

    [Fact]
    public async Task A_price_is_set_with_a_reason_after_reading_what_the_next_task_costs()
    {
        var page = Render<PricesPage>();
        Assert.Contains("everything costs its standard price", page.Markup, StringComparison.Ordinal);
        await page.Find("button[aria-label='Price of Song']").ClickAsync();
        await page.Find("#price-sketch-create-credits").InputAsync("20");
        Assert.Contains("The next task costs 20 credits.", page.Find(".reason-form").TextContent, StringComparison.Ordinal);
        await page.Find("#price-sketch-create-from").InputAsync(App.Clock.UtcNow.AddDays(1).ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("still costs 15 credits; from that moment on it is 20 credits", page.Find(".reason-form").TextContent, StringComparison.Ordinal);
        await page.Find("#price-sketch-create-from").InputAsync("");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Say what this is for.", page.Find(".reason-form").TextContent, StringComparison.Ordinal));
        await page.Find("#price-sketch-create-reason").InputAsync("dearer servers");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("20 credits", page.Find(".offer tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Contains("standard 15", page.Find(".offer tbody tr").TextContent, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("dearer servers", page.Find("[aria-labelledby=price-history] tbody").TextContent, StringComparison.Ordinal));
        Assert.Equal(20, await App.Get<PriceList>().FindAsync(Provider.Manifest, Ops.Create, Ct));
    }

    [Fact]
    public async Task A_model_gets_another_name_and_limit_and_a_bad_limit_says_so_at_its_field()
    {
        var page = Render<PricesPage>();
        await page.Find($"button[aria-label='Change {QuietProvider.Plain.DisplayName}']").ClickAsync();
        var id = $"offer-sketch-model-{QuietProvider.Plain.Name}";
        await page.Find($"#{id}-label").ChangeAsync("Plain and simple");
        await page.Find($"#{id}-TitleLimit").ChangeAsync("999");
        await page.Find($"#{id}-reason").InputAsync("their letter of today");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("between 1 and 150", page.Find($"#{id}-TitleLimit-error").TextContent, StringComparison.Ordinal));
        await page.Find($"#{id}-TitleLimit").ChangeAsync("99");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Plain and simple", page.Find("[aria-labelledby=switch-history] tbody").TextContent, StringComparison.Ordinal));
        var model = (await App.Get<OfferList>().FindAsync("sketch", Ct))!.FindModel(QuietProvider.Plain.Name)!;
        Assert.Equal(("Plain and simple", 99, QuietProvider.Plain.StylesLimit), (model.DisplayName, model.TitleLimit, model.StylesLimit));
    }

    [Fact]
    public async Task An_open_form_keeps_its_words_and_says_that_its_model_was_switched_off()
    {
        var opening = await Services.GetRequiredService<OpenCreate>().RunAsync(FindActor.Me, new CreateAddress(null, null, null), Ct);
        var panel = Render<CreatePanel>(parameters => parameters.Add(p => p.Workspace, FindActor.Me).Add(p => p.Opening, opening!));
        var words = panel.Find("#create-description").GetAttribute("value");
        await SetAsync(OfferKind.Model, QuietProvider.Model.Name, OfferState.Off);
        panel.WaitForAssertion(() => Assert.Contains("This model is not offered at the moment.", panel.Find("#create-why").TextContent, StringComparison.Ordinal));
        Assert.True(panel.Find(".panel-create").HasAttribute("disabled"));
        Assert.Equal(words, panel.Find("#create-description").GetAttribute("value"));
        Assert.Contains("(not available)", panel.Find("#create-model option[disabled]").TextContent, StringComparison.Ordinal);
        await panel.Find("#create-model").ChangeAsync($"sketch/{QuietProvider.Plain.Name}");
        Assert.False(panel.Find(".panel-create").HasAttribute("disabled"));
        await SetAsync(OfferKind.Operation, Ops.Create, OfferState.Off);
        panel.WaitForAssertion(() => Assert.Contains("does not offer this at the moment", panel.Find("#create-why").TextContent, StringComparison.Ordinal));
        await SetAsync(OfferKind.Operation, Ops.Create, OfferState.Experimental);
        panel.WaitForAssertion(() => Assert.Contains("Experimental", panel.Find("#create-model-hint").TextContent, StringComparison.Ordinal));
        Assert.False(panel.Find(".panel-create").HasAttribute("disabled"));
    }

    [Fact]
    public async Task An_open_form_says_that_its_provider_is_paused_and_still_takes_orders()
    {
        var opening = await Services.GetRequiredService<OpenCreate>().RunAsync(FindActor.Me, new CreateAddress(null, null, null), Ct);
        var panel = Render<CreatePanel>(parameters => parameters.Add(p => p.Workspace, FindActor.Me).Add(p => p.Opening, opening!));
        Assert.Empty(panel.FindAll(".panel-pause"));
        Assert.True((await App.Get<PauseProvider>().RunAsync(App.Ada, "sketch", isPaused: true, "New disks go in.", Ct)).IsOk);
        panel.WaitForAssertion(() => Assert.Contains("New disks go in.", panel.Find(".panel-pause").TextContent, StringComparison.Ordinal));
        Assert.False(panel.Find(".panel-create").HasAttribute("disabled"));
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await App.Get<PauseProvider>().RunAsync(App.Ada, "sketch", isPaused: false, "Done.", Ct)).IsOk);
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll(".panel-pause")));
    }

    [Fact]
    public void For_everybody_else_the_page_does_not_exist()
    {
        SignIn(App.Ben, "ben@example.com");
        var notFound = 0;
        Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => notFound++;
        Assert.Empty(Render<PricesPage>().FindAll("h1"));
        Assert.Equal(1, notFound);
    }

    private async Task SetAsync(OfferKind kind, string name, OfferState state)
    {
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await App.Get<SetOffer>().RunAsync(App.Ada, "sketch", kind, name, new OfferTerms(state), "a try", Ct)).Error);
    }
}

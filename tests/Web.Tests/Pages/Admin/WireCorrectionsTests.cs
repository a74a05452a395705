using Bunit;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Admin;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Admin;

public sealed class WireCorrectionsTests : ComponentTest
{
    protected override void ShareMore()
    {
        Share<SetPrice>();
        Share<SetOffer>();
        Share<ReadOffers>();
        Share<OfferHistory>();
    }

    [Fact]
    public void Where_nothing_goes_over_a_wire_there_is_nothing_to_correct() => Assert.Empty(Render<WireCorrections>().FindAll("section"));

    [Fact]
    public async Task A_field_is_corrected_from_what_is_known_second_hand_and_taken_back()
    {
        Provider.Manifest = Provider.Manifest with { Paths = ["songs", "songs/{id}"], Inferred = [new InferredName(WireKind.SentField, "songs", "title")] };
        var page = Render<WireCorrections>();
        Assert.Contains("called as its documents say", page.Markup, StringComparison.Ordinal);
        await Button(page, "Add a correction").ClickAsync();
        await page.Find(".wire-inferred button").ClickAsync();
        Assert.Equal(("songs", "title"), (page.Find("#wire-path").GetAttribute("value"), page.Find("#wire-documented").GetAttribute("value")));
        await page.Find("#wire-reason").InputAsync("their letter");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Write how the vendor calls it", page.Find("#wire-actual-error").TextContent, StringComparison.Ordinal));
        await page.Find("#wire-actual").ChangeAsync("two words");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("A field's name has", page.Find("#wire-actual-error").TextContent, StringComparison.Ordinal));
        await page.Find("#wire-actual").ChangeAsync("heading");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(["title", "heading"], page.FindAll("section > table:first-of-type tbody code").Select(code => code.TextContent)));
        Assert.Equal("heading", Assert.Single(await App.Get<ReadCorrections>()("sketch", Ct)).Actual);

        await page.Find("button[aria-label='Take back the correction of title']").ClickAsync();
        await page.Find(".reason-form textarea, .reason-form input").InputAsync("it was a mistake");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("called as its documents say", page.Markup, StringComparison.Ordinal));
        Assert.Contains("As documented", page.Find("table[aria-labelledby=wire-history]").TextContent, StringComparison.Ordinal);
        Assert.Contains("their letter", page.Find("table[aria-labelledby=wire-history]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_is_chosen_from_the_list_and_cannot_lead_elsewhere()
    {
        Provider.Manifest = Provider.Manifest with { Paths = ["songs", "songs/{id}"] };
        var page = Render<WireCorrections>();
        await Button(page, "Add a correction").ClickAsync();
        await page.Find("#wire-kind").ChangeAsync(nameof(WireKind.Path));
        Assert.Empty(page.FindAll("#wire-documented"));
        await page.Find("#wire-path").ChangeAsync("songs/{id}");
        await page.Find("#wire-reason").InputAsync("moved");
        await page.Find("#wire-actual").ChangeAsync("https://elsewhere.example/{id}");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("below the vendor's address", page.Find("#wire-actual-error").TextContent, StringComparison.Ordinal));
        await page.Find("#wire-actual").ChangeAsync("v2/songs/{id}");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("v2/songs/{id}", page.Markup, StringComparison.Ordinal));
        Assert.Equal(new WireCorrection(WireKind.Path, "", "songs/{id}", "v2/songs/{id}"), Assert.Single(await App.Get<ReadCorrections>()("sketch", Ct)));
    }

    [Fact]
    public async Task A_model_is_added_where_its_key_is_all_that_a_vendor_needs()
    {
        Assert.DoesNotContain("Add a model", Render<PricesPage>().Markup, StringComparison.Ordinal);
        Provider.Manifest = Provider.Manifest with { TakesModels = true };
        var page = Render<PricesPage>();
        await Button(page, "Add a model").ClickAsync();
        await page.Find("#offer-sketch-model-new-key").ChangeAsync("two words");
        await page.Find("#offer-sketch-model-new-basis").ChangeAsync(QuietProvider.Plain.Name);
        await page.Find("#offer-sketch-model-new-reason").InputAsync("their letter");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("letters, digits", page.Find("#offer-sketch-model-new-key-error").TextContent, StringComparison.Ordinal));
        await page.Find("#offer-sketch-model-new-key").ChangeAsync("plain-2");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("plain-2, like plain", page.Find(".offer").TextContent, StringComparison.Ordinal));
        Assert.Equal(QuietProvider.Plain.TitleLimit, (await App.Get<OfferList>().FindAsync("sketch", Ct))!.FindModel("plain-2")!.TitleLimit);
        // It can be changed like any other.
        await page.Find("button[aria-label='Change plain-2']").ClickAsync();
        await page.Find("#offer-sketch-model-plain-2-label").ChangeAsync("Plain two");
        await page.Find("#offer-sketch-model-plain-2-reason").InputAsync("a name");
        await page.Find(".reason-form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Plain two", page.Find(".offer").TextContent, StringComparison.Ordinal));
    }

    private static AngleSharp.Dom.IElement Button<T>(IRenderedComponent<T> page, string text)
        where T : Microsoft.AspNetCore.Components.IComponent => page.FindAll("button").First(button => button.TextContent.StartsWith(text, StringComparison.Ordinal));
}

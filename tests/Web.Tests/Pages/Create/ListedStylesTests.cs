using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Admin;
using MusicWeb.Pages.Create;
using MusicWeb.Pages.Keys;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Create;

/// <summary>A provider that is off until an administrator switches it on and knows the words of its lists alone; and what its vendor retired.</summary>
public sealed class ListedStylesTests : ComponentTest
{
    [Fact]
    public async Task Nuro_is_offered_once_it_is_switched_on_and_its_words_are_chosen_from_lists()
    {
        Assert.DoesNotContain("Nuro", RenderPage().Find("#create-model").TextContent, StringComparison.Ordinal);
        await SwitchOnAsync(OfferKind.Operation, Ops.Create);
        foreach (var model in new[] { "nuro-vocal", "nuro-bgm-v1.0" }) await SwitchOnAsync(OfferKind.Model, model);
        var page = RenderPage();
        await page.Find("#create-model").ChangeAsync("nuro/nuro-vocal");
        Assert.Empty(page.FindAll("#create-instrumental, #create-negative, #create-style-weight"));
        Assert.Equal(["Genre", "Mood", "Timbre"], page.FindAll(".style-words").Select(list => list.GetAttribute("aria-label")));
        page.Find("#create-lyrics").Input("la la");
        await Word(page, "R&B/Soul").ClickAsync();
        await Word(page, "Chill").ClickAsync();
        Assert.Equal("R&B/Soul, Chill", page.Find("#create-styles").GetAttribute("value"));
        page.Find("#create-styles").Input("yodel");
        await page.Find("form.panel").SubmitAsync();
        Assert.Equal("Nuro, sung does not know “yodel”: choose from its words.", page.Find("#create-styles-error").TextContent);
        page.Find("#create-styles").Input("Pop");
        App.Clock.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.False(page.Find(".panel-create").HasAttribute("disabled")));
        await page.Find("form.panel").SubmitAsync();
        await using var db = App.OpenDb();
        var request = (await db.Tasks.AsNoTracking().SingleAsync(task => task.Provider == "nuro", Ct)).Request;
        Assert.Equal(("nuro-vocal", "la la", "Pop", false), (request.Model, request.Lyrics, request.Styles, request.Instrumental));
    }

    [Fact]
    public async Task What_never_sings_has_no_words_in_its_form()
    {
        await SwitchOnAsync(OfferKind.Operation, Ops.Create);
        await SwitchOnAsync(OfferKind.Model, "nuro-bgm-v1.0");
        var page = RenderPage();
        await page.Find("#create-model").ChangeAsync("nuro/nuro-bgm-v1.0");
        Assert.Empty(page.FindAll("#create-instrumental"));
        await page.Find("#create-custom").ClickAsync();
        Assert.Empty(page.FindAll("#create-lyrics"));
        await page.Find("#create-simple").ClickAsync();
        page.Find("#create-description").Input("A calm theme");
        await page.Find("form.panel").SubmitAsync();
        await using var db = App.OpenDb();
        var request = (await db.Tasks.AsNoTracking().SingleAsync(task => task.Provider == "nuro", Ct)).Request;
        Assert.Equal(("A calm theme", true), (request.Description, request.Instrumental));
    }

    [Fact]
    public void What_a_vendor_retired_stands_where_people_look_for_it_and_nowhere_else()
    {
        var keys = Render<KeysPage>();
        Assert.Contains("It opens MusicAPI Sonic", keys.Find(".vendor").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Nuro", keys.Find(".vendor .field-hint").TextContent, StringComparison.Ordinal);
        Assert.Equal(["MusicAPI Riffusion", "MusicAPI Studio"], keys.FindAll(".vendor-retired strong").Select(name => name.TextContent));
        Assert.Contains("MusicAPI has deprecated it; its product Producer takes its place.", keys.Find(".vendor-retired").TextContent, StringComparison.Ordinal);
        var prices = Render<PricesPage>();
        Assert.Contains("MusicAPI calls it unavailable", prices.Find("[aria-labelledby=retired-title]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Riffusion", RenderPage().Find("#create-model").TextContent, StringComparison.Ordinal);
    }

    protected override void AddProviders(IServiceCollection services) =>
        services.AddMusicApi(new ConfigurationBuilder().AddInMemoryCollection([new("Vendors:musicapi:Key", "the-key")]).Build());

    protected override void ShareMore()
    {
        Share<ReadOffers>();
        Share<OfferHistory>();
    }

    private static AngleSharp.Dom.IElement Word(IRenderedComponent<CreatePage> page, string word) => page.FindAll(".style-words button").Single(button => button.TextContent == word);

    private async Task SwitchOnAsync(OfferKind kind, string name) => Assert.True((await App.Get<SetOffer>().RunAsync(App.Ada, "nuro", kind, name, new OfferTerms(OfferState.On), "seen to work", Ct)).IsOk);

    private IRenderedComponent<CreatePage> RenderPage()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/w/{FindActor.Me}/create");
        return Render<CreatePage>(parameters => parameters.Add(p => p.Workspace, FindActor.Me));
    }
}

using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Create;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Create;

/// <summary>What the form brings along besides typed words: a persona, kept lyrics, a preset.</summary>
public sealed class IngredientTests : ComponentTest
{
    [Fact]
    public async Task A_chosen_persona_changes_price_and_order_and_stays_in_the_draft()
    {
        var id = await App.AddPersonaAsync(App.Ada);
        var page = RenderPage();
        Custom(page);
        Assert.Equal(["None: the song sounds as its words ask", "Night owl"], page.FindAll("#create-persona option").Select(option => option.TextContent));
        await page.Find("#create-persona").ChangeAsync($"{id}");
        Assert.Equal("lofi, 84 bpm", page.Find("#create-persona-hint").TextContent);
        Assert.Equal("Create · 16 credits", page.Find(".panel-create").TextContent.Trim());
        page.Find("#create-lyrics").Input("la la");
        await page.Find("form.panel").TriggerEventAsync("onfocusout", new Microsoft.AspNetCore.Components.Web.FocusEventArgs());
        Assert.Equal(id, (await OpenAsync()).Form.PersonaId);

        await page.Find("form.panel").SubmitAsync();
        var request = await RequestAsync();
        Assert.Equal((Ops.Persona, id), (request.Op, request.PersonaId));
    }

    [Fact]
    public async Task A_persona_that_was_revoked_is_told_at_once_and_not_ordered()
    {
        var team = await App.TeamAsync("Band", (App.Ada, Role.Member), (App.Ben, Role.Owner));
        var id = await App.AddPersonaAsync(App.Ben);
        await App.ShareAsync<Persona>(App.Ben, id, team);
        var page = RenderPage($"?persona={id}", $"{team.WorkspaceId}");
        Assert.Equal($"{id}", page.Find("#create-persona").GetAttribute("value"));
        Assert.Equal("Night owl · from ben", page.FindAll("#create-persona option")[1].TextContent);
        page.Find("#create-lyrics").Input("la la");
        await App.Get<RevokeShare>().RunAsync<Persona>(App.Ben, id, team.WorkspaceId, Ct);
        page.WaitForAssertion(() => Assert.Equal("This persona is no longer yours to use: choose another or none.", page.Find("#create-persona-error").TextContent));
        page.WaitForAssertion(() => Assert.Equal("Choose another persona, or none.", page.Find("#create-why").TextContent.Trim()));
        Assert.True(page.Find(".panel-create").HasAttribute("disabled"));

        await page.Find("#create-persona").ChangeAsync("");
        page.WaitForAssertion(() => Assert.NotEqual("Choose another persona, or none.", page.Find("#create-why").TextContent.Trim()));
    }

    [Fact]
    public async Task Kept_lyrics_come_with_their_name_until_their_words_are_gone()
    {
        var id = await App.AddLyricsAsync(App.Ada, "Rain", "[Verse]\ndrip drop");
        var page = RenderPage($"?lyrics={id}");
        Assert.Equal("[Verse]\ndrip drop", page.Find("#create-lyrics").GetAttribute("value"));
        Assert.Equal("From your lyrics “Rain”", page.Find(".form-source").TextContent.Trim());
        await page.Find("form.panel").SubmitAsync();
        Assert.Equal(id, (await RequestAsync()).LyricSheetId);
        page.Find("#create-lyrics").Input("");
        Assert.Empty(page.FindAll(".form-source"));
    }

    [Fact]
    public async Task A_preset_keeps_the_settings_and_gives_them_back_without_touching_the_words()
    {
        var page = RenderPage();
        Custom(page);
        page.Find("#create-styles").Input("slow, piano");
        page.Find("#create-lyrics").Input("old words");
        await page.Find(".panel-presets").ClickAsync();
        page.Find("#preset-name").Input("Slow");
        await page.Find(".dialog form").SubmitAsync();
        await page.Find(".dialog-head button").ClickAsync();
        page.Find("#create-styles").Input("fast");
        page.Find("#create-lyrics").Input("new words");

        await page.Find(".panel-presets").ClickAsync();
        await page.FindAll(".dialog-list .btn").Single(button => button.TextContent.Trim() == "Apply").ClickAsync();
        Assert.Empty(page.FindAll(".dialog"));
        Assert.Equal(("slow, piano", "new words"), (page.Find("#create-styles").GetAttribute("value"), page.Find("#create-lyrics").GetAttribute("value")));
        await page.Find("form.panel").SubmitAsync();
        Assert.NotNull((await RequestAsync()).PresetId);
    }

    [Fact]
    public async Task A_preset_that_is_gone_is_told_once_and_the_next_press_goes_through()
    {
        var page = RenderPage();
        await page.Find(".panel-presets").ClickAsync();
        page.Find("#preset-name").Input("Slow");
        await page.Find(".dialog form").SubmitAsync();
        await page.Find(".dialog-list .btn").ClickAsync();
        var preset = (await App.Get<PresetList>().PageAsync(App.Ada, OpenCreate.FormKey, before: null, take: 1, Ct)).Items[0];
        await App.Get<TrashBelonging>().RunAsync<Preset>(App.Ada, preset.Belonging.Id, Ct);
        await page.Find("form.panel").SubmitAsync();
        Assert.Equal("This preset is no longer yours to use: choose another or none.", page.Find(".panel-foot [role=alert]").TextContent.Trim());
        App.Clock.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.False(page.Find(".panel-create").HasAttribute("disabled")));
        await page.Find("form.panel").SubmitAsync();
        Assert.Null((await RequestAsync()).PresetId);
    }

    private static void Custom(IRenderedComponent<CreatePage> page) => page.Find("#create-custom").Click();

    private async Task<MusicRequest> RequestAsync()
    {
        await using var db = App.OpenDb();
        return (await db.Tasks.AsNoTracking().SingleAsync(Ct)).Request;
    }

    private async Task<CreateOpening> OpenAsync() => (await Services.GetRequiredService<OpenCreate>().RunAsync(FindActor.Me, new CreateAddress(null, null, null), Ct))!;

    private IRenderedComponent<CreatePage> RenderPage(string query = "", string workspace = FindActor.Me)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/w/{workspace}/create{query}");
        return Render<CreatePage>(parameters => parameters.Add(p => p.Workspace, workspace));
    }
}

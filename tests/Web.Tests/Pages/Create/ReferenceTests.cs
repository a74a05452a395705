using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Create;
using MusicWeb.Providers;
using MusicWeb.Providers.AimlApi;
using MusicWeb.Ui;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Create;

/// <summary>The form and the menu for a provider that sings after a song of the library and takes nothing but words.</summary>
public sealed class ReferenceTests : ComponentTest
{
    [Fact]
    public async Task The_form_shows_what_the_model_takes_and_asks_for_a_persona_first()
    {
        var page = RenderPage();
        await ChooseAsync(page);
        Assert.True(page.Find("#create-simple").HasAttribute("disabled"));
        Assert.Empty(page.FindAll("#create-styles, #create-negative, #create-instrumental, .more, #create-description"));
        Assert.Equal("Choose a persona first: AI/ML API music-01 makes songs after the sound of one.", Why(page));
        Assert.Equal("Create · 15 credits", page.Find(".panel-create").TextContent.Trim());
        Assert.Equal("Choose a persona", page.Find("#create-persona option").TextContent);

        var id = await App.AddPersonaAsync(App.Ada, "Low tide", "music-01");
        await ChooseAsync(page, "sketch/sketch-1");
        await ChooseAsync(page);
        page.WaitForElement($"#create-persona option[value='{id}']");
        await page.Find("#create-persona").ChangeAsync($"{id}");
        Assert.Equal("Write the lyrics first.", Why(page));
        page.Find("#create-lyrics").Input("Side by side");
        await page.Find("form.panel").SubmitAsync();
        var request = Assert.Single(await RequestsAsync(Ops.Persona));
        Assert.Equal(("music-01", id, "Side by side", null, false), (request.Model, request.PersonaId, request.Lyrics, request.Description, request.Instrumental));
    }

    [Fact]
    public async Task A_persona_is_made_from_a_song_without_leaving_the_form_and_chosen_when_it_is_there()
    {
        var clip = await Songbook.AddAsync(App, App.Ada);
        var page = RenderPage();
        await ChooseAsync(page);
        await page.Find("#create-persona-make").ClickAsync();
        Assert.True(page.Find(".dialog [type=submit]").HasAttribute("disabled"));
        await page.Find("#persona-song").ChangeAsync($"{clip.Id}");
        Assert.Equal("Make it · free", page.Find(".dialog [type=submit]").TextContent.Trim());
        await page.Find(".dialog form").SubmitAsync();
        Assert.Equal("Confirm that the rights to this song are yours.", page.Find("#persona-consent-error").TextContent);
        page.Find("#persona-consent").Change(true);
        await page.Find(".dialog input[value=voice]").ChangeAsync("voice");
        await page.Find(".dialog form").SubmitAsync();
        var request = Assert.Single(await RequestsAsync(Ops.PersonaCreate));
        Assert.Equal((clip.Id, "voice", true, "Night drive"), (request.SourceClipId, request.Purpose, request.HasRights, request.Title));
        Assert.Empty(page.FindAll(".dialog"));
        Assert.Equal("It is being made, and is chosen here when it is there.", page.Find("#create-persona-hint").TextContent);
    }

    [Fact]
    public async Task An_example_is_made_by_somebody_who_takes_descriptions()
    {
        var page = RenderPage();
        await ChooseAsync(page);
        await page.Find(".example").ClickAsync();
        Assert.Single(await RequestsAsync(Ops.Create));
    }

    [Fact]
    public async Task A_songs_menu_offers_it_and_says_of_a_short_song_why_not()
    {
        var clip = await Songbook.AddAsync(App, App.Ada);
        var songs = RenderSongs();
        await OperationDialogTests.OpenAsync(songs, "Make persona with AI/ML API music-01");
        Assert.Contains("AI/ML API music-01 listens to the song and keeps its sound.", songs.Find(".dialog").TextContent, StringComparison.Ordinal);
        Assert.Empty(songs.FindAll("#persona-song"));
        await using (var db = App.OpenDb()) await db.Clips.Where(row => row.Id == clip.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.DurationSeconds, 9), Ct);
        var later = RenderSongs();
        await later.Find(".clip .icon-button").ClickAsync();
        Assert.Contains(later.FindAll("[role=menuitem]"), item => item.TextContent.Contains("AI/ML API music-01 takes songs of more than 10 seconds.", StringComparison.Ordinal));
    }

    protected override void AddProviders(IServiceCollection services) =>
        services.AddAimlApi(new ConfigurationBuilder().AddInMemoryCollection([new("Vendors:aimlapi:Key", "the-key")]).Build());

    private static string Why(IRenderedComponent<CreatePage> page) => page.Find("#create-why").TextContent.Trim();

    private static Task ChooseAsync(IRenderedComponent<CreatePage> page, string model = "music-01/music-01") => page.Find("#create-model").ChangeAsync(model);

    private async Task<List<MusicRequest>> RequestsAsync(string op)
    {
        await using var db = App.OpenDb();
        return [.. (await db.Tasks.AsNoTracking().Where(task => task.Op == op && task.FinalizedAt == null).ToListAsync(Ct)).Select(task => task.Request)];
    }

    private IRenderedComponent<CreatePage> RenderPage()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/w/{FindActor.Me}/create");
        return Render<CreatePage>(parameters => parameters.Add(p => p.Workspace, FindActor.Me));
    }

    private IRenderedComponent<Songs> RenderSongs() => Render<Songs>(parameters => parameters
        .Add(s => s.Workspace, "me").Add(s => s.Filter, new SongFilter(Op: null, Status: null, Trashed: false)).Add(s => s.Empty, "<p>Nothing.</p>"));
}

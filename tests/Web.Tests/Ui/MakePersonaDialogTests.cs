using Bunit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class MakePersonaDialogTests : ComponentTest
{
    [Fact]
    public async Task A_songs_menu_leads_to_an_order_whose_price_is_seen_before()
    {
        var clip = await Songbook.AddAsync(App, App.Ada);
        var songs = RenderSongs();
        await OpenAsync(songs);
        Assert.Equal("Make it · 1 credit", songs.Find(".dialog [type=submit]").TextContent.Trim());
        Assert.Equal("Paid by you, 24 credits left afterwards", songs.Find(".dialog-foot p").TextContent.Trim());
        Assert.Equal("Night drive", songs.Find("#persona-name").GetAttribute("value"));
        songs.Find("#persona-name").Input(" Night owl ");
        songs.Find("#persona-description").Input("Hoots.");
        await songs.Find(".dialog form").SubmitAsync();

        await using var db = App.OpenDb();
        var task = Assert.Single(await db.Tasks.Where(task => task.Op == Ops.PersonaCreate).ToListAsync(Ct));
        Assert.Equal((clip.Id, "Night owl", "Hoots.", 1), (task.Request.SourceClipId, task.Request.Title, task.Request.Description, task.PriceCredits));
        Assert.Empty(songs.FindAll(".dialog"));
    }

    [Fact]
    public async Task A_refused_name_is_told_where_it_was_typed()
    {
        await Songbook.AddAsync(App, App.Ada);
        Provider.Refusal = new Refusal("Title", "Enter a name.");
        var songs = RenderSongs();
        await OpenAsync(songs);
        await songs.Find(".dialog form").SubmitAsync();
        Assert.Equal("Enter a name.", songs.Find("#persona-name-error").TextContent);
    }

    [Fact]
    public async Task Where_no_persona_can_be_made_the_menu_does_not_offer_it()
    {
        var clip = await Songbook.AddAsync(App, App.Ada);
        await using (var db = App.OpenDb()) await db.Clips.Where(row => row.Id == clip.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Provider, "gone"), Ct);
        var songs = RenderSongs();
        await songs.Find(".clip .icon-button").ClickAsync();
        Assert.DoesNotContain(songs.FindAll("[role=menuitem]"), item => item.TextContent.Contains("persona", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task OpenAsync(IRenderedComponent<Songs> songs)
    {
        await songs.Find(".clip .icon-button").ClickAsync();
        await songs.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == "Make persona").ClickAsync();
        songs.WaitForElement(".dialog form");
    }

    private IRenderedComponent<Songs> RenderSongs() => Render<Songs>(parameters => parameters
        .Add(s => s.Workspace, "me").Add(s => s.Filter, new SongFilter(Op: null, Status: null, Trashed: false)).Add(s => s.Empty, "<p>Nothing.</p>"));
}

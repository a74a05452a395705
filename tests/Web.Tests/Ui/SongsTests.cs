using Bunit;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Live;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class SongsTests : ComponentTest
{
    private static readonly SongFilter Everything = new(Op: null, Status: null, Trashed: false);

    protected override long StartCredits => 1000;

    [Fact]
    public void An_empty_list_shows_what_it_is_told_to()
    {
        Assert.Equal("Nothing.", RenderSongs(Everything).Find(".songs > p").TextContent);
    }

    [Fact]
    public async Task Skeleton_rows_become_as_many_songs_in_place()
    {
        var taskId = await Songbook.EnqueueAsync(App, App.Ada);
        var songs = RenderSongs(Everything);
        Assert.Equal(2, songs.FindAll(".row-open").Count);

        await Songbook.FinishAsync(App, App.Ada, taskId, "Night drive", takes: 2);
        Announce(LiveKinds.Task, taskId);
        songs.WaitForAssertion(() => Assert.Equal(2, songs.FindAll(".clip").Count));
        Assert.Empty(songs.FindAll(".row-open"));
        Assert.Equal("“Night drive” is ready.", songs.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task A_task_of_another_tab_appears_by_itself()
    {
        var songs = RenderSongs(Everything);
        await Songbook.EnqueueAsync(App, App.Ada);
        songs.WaitForAssertion(() => Assert.Equal(2, songs.FindAll(".row-open").Count));
    }

    [Fact]
    public async Task After_a_lost_listener_the_list_reads_again()
    {
        var songs = RenderSongs(Everything);
        await using (var db = App.OpenDb())
        {
            db.Clips.Add(Samples.Clip(App.Ada.WorkspaceId, App.Ada.UserId, Guid.CreateVersion7(), 0, App.Clock.UtcNow));
            await db.SaveChangesAsync(Ct);
        }

        Announce(LiveKinds.Resync, Guid.Empty);
        songs.WaitForAssertion(() => Assert.Single(songs.FindAll(".clip")));
    }

    [Fact]
    public async Task Somebody_elses_songs_are_not_in_the_list()
    {
        await Songbook.AddAsync(App, App.Ben);
        Assert.Empty(RenderSongs(Everything).FindAll(".clip"));
    }

    [Fact]
    public async Task More_is_read_on_demand_and_a_change_further_down_is_seen()
    {
        var first = await Songbook.AddAsync(App, App.Ada, "The first");
        for (var i = 0; i < 31; i++)
        {
            App.Clock.Advance(TimeSpan.FromSeconds(1));
            await Songbook.AddAsync(App, App.Ada);
        }

        var songs = RenderSongs(Everything);
        Assert.Equal(30, songs.FindAll(".clip").Count);
        await songs.Find(".songs-more").ClickAsync();
        Assert.Equal(32, songs.FindAll(".clip").Count);
        Assert.Empty(songs.FindAll(".songs-more"));

        await App.Get<RenameClip>().RunAsync(App.Ada, first.Id, "Still the first", Ct);
        songs.WaitForAssertion(() => Assert.Equal("Still the first", songs.FindAll(".clip h3")[^1].TextContent));
    }

    [Fact]
    public async Task The_trash_shows_only_what_was_thrown_away()
    {
        var clip = await Songbook.AddAsync(App, App.Ada);
        await Songbook.AddAsync(App, App.Ada, "Kept");
        await App.Get<TrashClip>().RunAsync(App.Ada, clip.Id, Ct);
        Assert.Equal("Night drive", RenderSongs(new SongFilter(Op: null, Status: null, Trashed: true)).Find(".clip h3").TextContent);
        Assert.Equal("Kept", RenderSongs(Everything).Find(".clip h3").TextContent);
    }

    [Fact]
    public async Task What_an_administrator_switches_off_leaves_the_menus_at_once()
    {
        await Songbook.AddAsync(App, App.Ada);
        var songs = RenderSongs(Everything);
        await songs.Find(".clip [aria-haspopup=menu]").ClickAsync();
        Assert.Contains(songs.FindAll("[role=menuitem]"), IsMakePersona);
        Assert.Null((await App.Get<SetOffer>().RunAsync(App.Ada, "sketch", OfferKind.Operation, Ops.PersonaCreate, new OfferTerms(OfferState.Off), "a try", Ct)).Error);
        songs.WaitForAssertion(() => Assert.DoesNotContain(songs.FindAll("[role=menuitem]"), IsMakePersona));

        static bool IsMakePersona(AngleSharp.Dom.IElement item) => item.TextContent.Contains("Make persona", StringComparison.Ordinal);
    }

    private void Announce(string kind, Guid id) => App.Get<ILiveBus>().Publish([new Announcement($"workspace:{App.Ada.WorkspaceId}", kind, id)]);

    private IRenderedComponent<Songs> RenderSongs(SongFilter filter) => Render<Songs>(parameters => parameters
        .Add(s => s.Workspace, "me").Add(s => s.Filter, filter).Add(s => s.Empty, "<p>Nothing.</p>"));
}

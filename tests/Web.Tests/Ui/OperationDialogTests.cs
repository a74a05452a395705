using Bunit;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class OperationDialogTests : ComponentTest
{
    [Fact]
    public async Task A_song_is_extended_from_its_menu_for_the_price_on_the_button()
    {
        var clip = await Songbook.AddAsync(App, App.Ada);
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var songs = RenderSongs();
        await OpenAsync(songs, "Extend");
        Assert.Equal("Extend · 15 credits", songs.Find(".dialog [type=submit]").TextContent.Trim());
        Assert.Equal("Paid by you, 10 credits left afterwards", songs.Find(".dialog-foot p").TextContent.Trim());
        Assert.Equal(("1", "92", "84"), (songs.Find("#operation-at").GetAttribute("min"), songs.Find("#operation-at").GetAttribute("max"), songs.Find("#operation-at").GetAttribute("value")));
        songs.Find("#operation-at").Input("40");
        Assert.Equal("0:40", songs.Find("#operation-at-value").TextContent);
        songs.Find("#operation-instrumental").Change(false);
        songs.Find("#operation-lyrics").Input("one more verse");
        songs.Find("#operation-styles").Input("house");
        await songs.Find(".dialog form").SubmitAsync();

        await using var db = App.OpenDb();
        var task = Assert.Single(await db.Tasks.Where(task => task.Op == Ops.Extend).ToListAsync(Ct));
        Assert.Equal((clip.Id, 40.0, "one more verse", "house", "Night drive", false, 15), (task.Request.SourceClipId, task.Request.ContinueAtSeconds, task.Request.Lyrics, task.Request.Styles, task.Request.Title, task.Request.OnlyNewPart, task.PriceCredits));
        Assert.Empty(songs.FindAll(".dialog"));
    }

    [Fact]
    public async Task A_refused_field_is_told_where_it_is_and_anything_else_below()
    {
        await Songbook.AddAsync(App, App.Ada);
        Provider.Refusal = new Refusal("ContinueAtSeconds", "Choose a moment after the song's beginning to go on from.");
        var songs = RenderSongs();
        await OpenAsync(songs, "Extend");
        await songs.Find(".dialog form").SubmitAsync();
        Assert.Equal("Choose a moment after the song's beginning to go on from.", songs.Find("#operation-at-error").TextContent);
        Provider.Refusal = new Refusal("Op", "Choose something that {0} can do.", "Sketch engine");
        await songs.Find(".dialog form").SubmitAsync();
        Assert.Contains("Choose something that Sketch engine can do.", songs.Find(".form-message").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_song_without_its_score_says_why_it_cannot_be_edited()
    {
        var clip = await Songbook.AddAsync(App, App.Ada);
        await using (var db = App.OpenDb()) await db.ClipFiles.Where(file => file.ClipId == clip.Id && file.Kind == "score").ExecuteDeleteAsync(Ct);
        var songs = RenderSongs();
        await songs.Find(".clip .icon-button").ClickAsync();
        var item = songs.FindAll("[role=menuitem]").Single(item => item.TextContent.Contains("Extend", StringComparison.Ordinal));
        Assert.Equal("true", item.GetAttribute("aria-disabled"));
        Assert.Equal("This song was made before its score was kept, so this cannot be done with it.", item.QuerySelector(".menu-why")!.TextContent);
    }

    [Fact]
    public async Task A_section_is_chosen_by_its_ends()
    {
        await Songbook.AddAsync(App, App.Ada);
        var songs = RenderSongs();
        await OpenAsync(songs, "Replace section");
        songs.Find("#operation-start").Input("30");
        songs.Find("#operation-end").Input("40");
        await songs.Find(".dialog form").SubmitAsync();
        await using var db = App.OpenDb();
        var request = Assert.Single(await db.Tasks.Where(task => task.Op == Ops.ReplaceSection).ToListAsync(Ct)).Request;
        Assert.Equal((30.0, 40.0, null), (request.RangeStartSeconds, request.RangeEndSeconds, request.ContinueAtSeconds));
    }

    [Fact]
    public async Task A_cover_has_a_style_and_a_weight_and_says_that_it_is_an_estimate()
    {
        await Songbook.AddAsync(App, App.Ada);
        var songs = RenderSongs();
        await OpenAsync(songs, "Cover");
        Assert.Empty(songs.FindAll("#operation-lyrics"));
        Assert.Contains("This is an estimate", songs.Find(".dialog").TextContent, StringComparison.Ordinal);
        songs.Find("#operation-styles").Input("house");
        songs.Find("#operation-weight").Input("30");
        await songs.Find(".dialog form").SubmitAsync();
        await using var db = App.OpenDb();
        var request = Assert.Single(await db.Tasks.Where(task => task.Op == Ops.Cover).ToListAsync(Ct)).Request;
        Assert.Equal(("house", 0.3, null), (request.Styles, request.AudioWeight, request.Lyrics));
    }

    [Fact]
    public async Task What_a_provider_cannot_do_is_shown_with_the_reason()
    {
        await Songbook.AddAsync(App, App.Ada);
        var songs = RenderSongs();
        await songs.Find(".clip .icon-button").ClickAsync();
        var item = songs.FindAll("[role=menuitem]").Single(item => item.TextContent.Contains("Make MP3", StringComparison.Ordinal));
        Assert.Equal(("true", "MP3 needs libmp3lame on this server."), (item.GetAttribute("aria-disabled"), item.QuerySelector(".menu-why")!.TextContent));
    }

    [Fact]
    public async Task A_part_is_joined_with_its_line()
    {
        var song = await Songbook.AddAsync(App, App.Ada);
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var part = await Songbook.AddAsync(App, App.Ada, "Rest of it");
        await using (var db = App.OpenDb())
        {
            db.ClipSources.Add(new ClipSource { ClipId = part.Id, Position = 0, SourceClipId = song.Id, AtSeconds = 40, IsPart = true });
            await db.SaveChangesAsync(Ct);
        }

        var songs = RenderSongs();
        await OpenAsync(songs, "Get whole song");
        Assert.Equal("Join · 2 credits", songs.Find(".dialog [type=submit]").TextContent.Trim());
        Assert.Equal(["Night drive", "1:32", "Rest of it", "from 0:40 of the one before"], songs.FindAll(".song-line span").Select(span => span.TextContent));
        await songs.Find(".dialog form").SubmitAsync();
        await using var after = App.OpenDb();
        Assert.Equal([song.Id, part.Id], Assert.Single(await after.Tasks.Where(task => task.Op == Ops.Concat).ToListAsync(Ct)).Request.SourceClipIds!);
    }

    [Fact]
    public async Task A_mashup_names_the_song_that_sings_first()
    {
        var takes = await Songbook.FinishAsync(App, App.Ada, await Songbook.EnqueueAsync(App, App.Ada), "Night drive", takes: 2);
        var (song, other) = (takes[0], takes[1]);
        await using (var db = App.OpenDb())
        {
            await db.Clips.Where(clip => clip.Id == song.Id).ExecuteUpdateAsync(set => set.SetProperty(clip => clip.Lyrics, (string?)null).SetProperty(clip => clip.Title, "Bed"), Ct);
            await db.Clips.Where(clip => clip.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(clip => clip.Lyrics, "[Verse]\nwords"), Ct);
        }

        var songs = RenderSongs();
        await songs.FindAll(".clip").Single(row => row.GetAttribute("data-title") == "Bed").QuerySelector(".icon-button")!.ClickAsync();
        await songs.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == "Mashup").ClickAsync();
        songs.WaitForElement("#operation-partner");
        Assert.True(songs.Find(".dialog [type=submit]").HasAttribute("disabled"));
        songs.Find("#operation-partner").Change($"{other.Id}");
        await songs.Find(".dialog form").SubmitAsync();
        await using var after = App.OpenDb();
        Assert.Equal([other.Id, song.Id], Assert.Single(await after.Tasks.Where(task => task.Op == Ops.Mashup).ToListAsync(Ct)).Request.SourceClipIds!);
    }

    [Fact]
    public async Task A_song_that_was_split_offers_its_files_and_no_second_split()
    {
        var clip = await Songbook.AddAsync(App, App.Ada);
        await using (var db = App.OpenDb())
        {
            db.ClipFiles.Add(new ClipFile { Id = Guid.CreateVersion7(), ClipId = clip.Id, Kind = "vocals", StorageKey = "aa/aa/0-vocals.flac", ContentType = "audio/flac", SizeBytes = 9, Sha256 = "" });
            await db.SaveChangesAsync(Ct);
        }

        var songs = RenderSongs();
        await songs.Find(".clip .icon-button").ClickAsync();
        var items = songs.FindAll("[role=menuitem]");
        Assert.Contains(items, item => item.TextContent.Contains("Download vocals", StringComparison.Ordinal));
        Assert.DoesNotContain(items, item => item.TextContent.Contains("Split vocals", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_says_where_its_song_comes_from()
    {
        var clip = await Songbook.AddAsync(App, App.Ada);
        var extended = clip with { Op = Ops.Extend, Origin = new ClipOrigin(Guid.CreateVersion7(), "Rain", 62.4, IsPart: false, Count: 1) };
        Assert.Equal("Extended from “Rain” at 1:02", Row(extended));
        Assert.Equal("Goes on from “a song that is no longer here” at 1:02", Row(extended with { Origin = extended.Origin with { Title = null, IsPart = true } }));
        string Row(ClipView view) => Render<ClipRow>(parameters => parameters.Add(r => r.Clip, view).Add(r => r.Workspace, "me").Add(r => r.Badge, "Sketch")).Find(".row-origin").TextContent.Trim();
    }

    internal static async Task OpenAsync(IRenderedComponent<Songs> songs, string entry)
    {
        await songs.Find(".clip .icon-button").ClickAsync();
        await songs.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == entry).ClickAsync();
        songs.WaitForElement(".dialog form");
    }

    private IRenderedComponent<Songs> RenderSongs() => Render<Songs>(parameters => parameters
        .Add(s => s.Workspace, "me").Add(s => s.Filter, new SongFilter(Op: null, Status: null, Trashed: false)).Add(s => s.Empty, "<p>Nothing.</p>"));
}

using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

/// <summary>Operations of a provider that names its songs by ids of its own and promises less than our engine.</summary>
public sealed class VendorOperationTests : ComponentTest
{
    private const string NoId = "Sketch engine gave no id for this song, so this cannot be done with it.";

    [Fact]
    public async Task An_extension_that_comes_as_a_part_says_so_and_asks_for_nothing_else()
    {
        var clip = await AddAsync();
        var songs = RenderSongs();
        await OperationDialogTests.OpenAsync(songs, "Extend");
        Assert.Contains("Only the new part is made: “Get whole song” in its menu joins it with this one.", songs.Find(".dialog").TextContent, StringComparison.Ordinal);
        Assert.Empty(songs.FindAll("#operation-part"));
        songs.Find("#operation-instrumental").Change(false);
        Assert.Equal("What is sung there", songs.Find("#operation-lyrics").GetAttribute("placeholder"));
        songs.Find("#operation-lyrics").Input("one more verse");
        await songs.Find(".dialog form").SubmitAsync();
        await using var db = App.OpenDb();
        Assert.Equal((clip.Id, true), Assert.Single(await db.Tasks.Where(task => task.Op == Ops.Extend).ToListAsync(Ct)).Request is var request ? (request.SourceClipId, request.OnlyNewPart) : default);
    }

    [Fact]
    public async Task A_song_says_what_its_provider_cannot_do_with_it()
    {
        await AddAsync(id: null);
        var songs = RenderSongs();
        await songs.Find(".clip .icon-button").ClickAsync();
        Assert.Equal(NoId, WhyNot(songs, "Extend"));
        Assert.Equal(NoId, WhyNot(songs, "Make WAV"));
    }

    [Fact]
    public async Task Words_that_are_not_there_cannot_be_timed_and_files_that_are_need_not_be_made()
    {
        var clip = await AddAsync();
        await using (var db = App.OpenDb())
        {
            foreach (var kind in (string[])["wav", "stem-kazoo-2"]) db.ClipFiles.Add(new ClipFile { Id = Guid.CreateVersion7(), ClipId = clip.Id, Kind = kind, StorageKey = $"aa/aa/0-{kind}.wav", ContentType = "audio/wav", SizeBytes = 9, Sha256 = "" });
            await db.SaveChangesAsync(Ct);
        }

        var songs = RenderSongs();
        await songs.Find(".clip .icon-button").ClickAsync();
        Assert.Equal("There are no words in this song.", WhyNot(songs, "Time the lyrics"));
        Assert.DoesNotContain(songs.FindAll("[role=menuitem]"), item => item.TextContent.Contains("Make WAV", StringComparison.Ordinal));
        Assert.Contains(songs.FindAll("[role=menuitem]"), item => item.TextContent.Contains("Download kazoo 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_song_too_old_for_its_provider_and_what_nobody_has_seen_work_are_told_before_it_is_paid_for()
    {
        await AddAsync();
        var songs = RenderSongs();
        await OperationDialogTests.OpenAsync(songs, "Remaster");
        Assert.Contains("Experimental: it may not work yet.", songs.Find(".dialog").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("works best on songs of the last", songs.Find(".dialog").TextContent, StringComparison.Ordinal);
        App.Clock.Advance(TimeSpan.FromHours(25));
        var later = RenderSongs();
        await OperationDialogTests.OpenAsync(later, "Remaster");
        Assert.Contains("Sketch engine works best on songs of the last 24 hours. Where it refuses, your credits come back.", later.Find(".dialog").TextContent, StringComparison.Ordinal);
        // Sent anew it is young again, which costs an upload and needs the rights.
        Assert.True(later.Find("#operation-anew").HasAttribute("checked"));
        Assert.Contains("for 2 credits more", later.Find(".dialog").TextContent, StringComparison.Ordinal);
        Assert.Contains("17 credits", later.Find(".dialog button[type=submit]").TextContent, StringComparison.Ordinal);
        later.Find("#operation-anew").Change(false);
        Assert.Empty(later.FindAll("#operation-rights"));
        Assert.Contains("15 credits", later.Find(".dialog button[type=submit]").TextContent, StringComparison.Ordinal);
        later.Find("#operation-anew").Change(true);
        later.Find("#operation-rights").Change(true);
        await later.Find(".dialog form").SubmitAsync();
        await using var db = App.OpenDb();
        var task = await db.Tasks.SingleAsync(task => task.Op == Ops.Remaster, Ct);
        Assert.Equal((17L, true, true), (task.PriceCredits, task.Request.SendAnew, task.Request.HasRights));
    }

    [Fact]
    public async Task A_song_is_uploaded_once_somebody_says_that_the_rights_are_there()
    {
        var clip = await AddAsync(id: null);
        var songs = RenderSongs();
        await songs.Find(".clip .icon-button").ClickAsync();
        Assert.Equal("Sketch engine does this only with songs that were uploaded to it.", WhyNot(songs, "Add vocals"));
        Assert.Equal("Nobody fetches songs here.", WhyNot(songs, "Upload to Elsewhere"));
        await songs.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == "Upload to Sketch engine").ClickAsync();
        songs.WaitForElement(".dialog form");
        Assert.Contains("A copy of “Night drive” is sent to Sketch engine", songs.Find(".dialog").TextContent, StringComparison.Ordinal);
        Provider.Refusal = new Refusal("HasRights", "Confirm that the rights to this song are yours.");
        await songs.Find(".dialog form").SubmitAsync();
        Assert.Equal("Confirm that the rights to this song are yours.", songs.Find("#operation-rights-error").TextContent);
        Provider.Refusal = null;
        songs.Find("#operation-rights").Change(true);
        await songs.Find(".dialog form").SubmitAsync();
        await using var db = App.OpenDb();
        var request = Assert.Single(await db.Tasks.Where(task => task.Op == Ops.Upload).ToListAsync(Ct)).Request;
        Assert.Equal((clip.Id, true), (request.SourceClipId, request.HasRights));
    }

    [Fact]
    public async Task A_song_of_somebody_else_is_sent_to_who_takes_any_and_its_rights_are_asked_for()
    {
        var clip = await AddAsync();
        var songs = RenderSongs();
        await OperationDialogTests.OpenAsync(songs, "Cover with Elsewhere");
        Assert.Contains("The words of “Night drive” in another style, as close to its sound as you like.", songs.Find(".dialog").TextContent, StringComparison.Ordinal);
        songs.Find("#operation-styles").Input("jazz");
        await songs.Find(".dialog form").SubmitAsync();
        Assert.Equal("Confirm that the rights to this song are yours.", songs.Find("#operation-rights-error").TextContent);
        songs.Find("#operation-rights").Change(true);
        await songs.Find(".dialog form").SubmitAsync();
        await using (var db = App.OpenDb())
        {
            var task = Assert.Single(await db.Tasks.Where(task => task.Op == Ops.Cover).ToListAsync(Ct));
            Assert.Equal(("elsewhere", "jazz", true, "other-1"), (task.Provider, task.Request.Styles, task.Request.HasRights, task.Request.Model));
            // One that knows the song by its own id gets nothing sent.
            await db.Clips.Where(row => row.Id == clip.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Provider, "elsewhere"), Ct);
        }

        var again = RenderSongs();
        await OperationDialogTests.OpenAsync(again, "Cover");
        Assert.Empty(again.FindAll("#operation-rights"));
    }

    [Fact]
    public async Task What_is_made_from_split_vocals_says_so_until_they_are_there()
    {
        await AddAsync();
        var songs = RenderSongs();
        await songs.Find(".clip .icon-button").ClickAsync();
        Assert.Equal("This is made from the song's vocals, which have to be split off first.", WhyNot(songs, "Make MIDI"));
    }

    protected override void AddProviders(IServiceCollection services) => services.AddSingleton<IMusicProvider>(new QuietProvider
    {
        Manifest = Provider.Manifest with
        {
            Name = "elsewhere",
            DisplayName = "Elsewhere",
            Missing = [new MissingOperation(Ops.Upload, "Nobody fetches songs here.")],
            Models = [.. Provider.Manifest.Models, Provider.Manifest.Models[0] with { Name = "other-1" }],
            Operations = [new OperationSpec(Ops.Cover, PriceCredits: 5, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Style, SendsSource = true, OwnSourceById = true, Models = ["other-1"] }],
        },
    });

    private async Task<ClipView> AddAsync(string? id = "theirs-1")
    {
        Provider.Manifest = Provider.Manifest with
        {
            Operations =
            [
                new OperationSpec(Ops.Create, PriceCredits: 15, Takes: 2),
                From(new OperationSpec(Ops.Extend, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Position | OperationNeeds.Words, OnlyParts = true }),
                From(new OperationSpec(Ops.Remaster, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip, SourceAge = TimeSpan.FromHours(24), IsExperimental = true }),
                From(new OperationSpec(Ops.AddVocals, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip, UploadedSourceOnly = true }) with { SourceById = false },
                new OperationSpec(Ops.Upload, PriceCredits: 2, Takes: 1) { Needs = OperationNeeds.SourceClip, SendsSource = true },
                From(new OperationSpec(Ops.Wav, PriceCredits: 2, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["wav"] }),
                From(new OperationSpec(Ops.Midi, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["midi"], SourceFile = "vocals", SourceFileIsAdded = true }),
                From(new OperationSpec(Ops.LyricsTimeline, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["lrc"] }),
            ],
        };
        var clip = await Songbook.AddAsync(App, App.Ada);
        await using var db = App.OpenDb();
        // Somebody switched on what is off until then.
        db.OfferChanges.Add(new OfferChange { Id = Guid.CreateVersion7(), Provider = "sketch", Kind = OfferKind.Operation, Name = Ops.Remaster, Number = 1, State = OfferState.Experimental, SetById = App.Ada.UserId, Reason = "a try", CreatedAt = App.Clock.UtcNow });
        await db.SaveChangesAsync(Ct);
        await db.Clips.Where(row => row.Id == clip.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ProviderClipId, id), Ct);
        return clip;
    }

    private static OperationSpec From(OperationSpec operation) => operation with { OwnSourceOnly = true, SourceById = true };

    private static string? WhyNot(IRenderedComponent<Songs> songs, string entry) =>
        songs.FindAll("[role=menuitem]").Single(item => item.TextContent.Contains(entry, StringComparison.Ordinal)).QuerySelector(".menu-why")?.TextContent;

    private IRenderedComponent<Songs> RenderSongs() => Render<Songs>(parameters => parameters
        .Add(s => s.Workspace, "me").Add(s => s.Filter, new SongFilter(Op: null, Status: null, Trashed: false)).Add(s => s.Empty, "<p>Nothing.</p>"));
}

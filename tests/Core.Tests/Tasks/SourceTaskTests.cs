using Core.Tests.Credits;
using Core.Tests.Library;
using Core.Tests.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Mail;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class SourceTaskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_extension_costs_its_price_and_names_where_it_comes_from(DatabaseProvider database)
    {
        ProviderCall? call = null;
        await using var app = await StartAsync(database, asked => call = asked);
        var song = await SongAsync(app);
        var id = await OrderAsync(app, Extending(song.Id));
        await app.AssertAsync(id, TaskState.Queued, available: 120, held: 15);
        await app.StepAsync();

        await app.AssertAsync(id, TaskState.Succeeded, available: 120, held: 0);
        Assert.Equal((song.Id, "Rain on tin"), (call!.Sources.Single().Id, call.Sources[0].Title));
        Assert.NotNull(call.Sources[0].FindFile("score"));
        Assert.Equal((42.5, true), (call.Request.ContinueAtSeconds, call.Request.OnlyNewPart));
        var takes = await app.Get<ListTakes>().RunAsync(app.Ben, id, Token);
        Assert.Equal(2, takes.Count);
        Assert.All(takes, take => Assert.Equal(new ClipOrigin(song.Id, "Rain on tin", 42.5, IsPart: true, Count: 1), take.Origin));
        Assert.Null((await app.Get<FindClip>().RunAsync(app.Ben, song.Id, Token))!.Origin);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_ordered_is_made_from_a_song_that_was_trashed_or_moved_since(DatabaseProvider database)
    {
        ProviderCall? call = null;
        await using var app = await StartAsync(database, asked => call = asked);
        var team = await app.TeamAsync("Band", (app.Ben, Role.Owner));
        var song = await SongAsync(app);
        var id = await OrderAsync(app, Extending(song.Id));
        await using (var db = app.OpenDb())
        {
            await db.Clips.Where(clip => clip.Id == song.Id).ExecuteUpdateAsync(set => set.SetProperty(clip => clip.WorkspaceId, team.WorkspaceId).SetProperty(clip => clip.TrashedAt, app.Clock.UtcNow), Token);
        }

        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 120, held: 0);
        Assert.Equal(song.Id, call!.Sources.Single().Id);
        // The song is no business of this workspace any more, so its title is not told.
        Assert.All(await app.Get<ListTakes>().RunAsync(app.Ben, id, Token), take => Assert.Equal((song.Id, null), (take.Origin!.ClipId, take.Origin.Title)));
    }

    [Theory, OnBothDatabases]
    public async Task Parts_are_joined_in_the_order_of_the_request(DatabaseProvider database)
    {
        ProviderCall? call = null;
        await using var app = await StartAsync(database, asked => call = asked);
        var song = await SongAsync(app);
        var extension = await OrderAsync(app, Extending(song.Id));
        await app.StepAsync();
        var part = (await app.Get<ListTakes>().RunAsync(app.Ben, extension, Token))[0];
        var line = await app.Get<FindLine>().RunAsync(app.Ben, part.Id, Token);
        Assert.Equal([song.Id, part.Id], line.Select(clip => clip.Id));
        var id = await OrderAsync(app, new MusicRequest { Op = Ops.Concat, Model = "script-1", SourceClipIds = [song.Id, part.Id] });
        await app.StepAsync();

        await app.AssertAsync(id, TaskState.Succeeded, available: 118, held: 0);
        Assert.Equal([song.Id, part.Id], call!.Sources.Select(source => source.Id));
        Assert.Equal(new ClipOrigin(song.Id, "Rain on tin", AtSeconds: null, IsPart: false, Count: 2), (await app.Get<ListTakes>().RunAsync(app.Ben, id, Token))[0].Origin);
        Assert.Equal([part.Id], (await app.Get<FindLine>().RunAsync(app.Ben, part.Id, Token)).Skip(1).Select(clip => clip.Id));
        await app.Get<TrashClip>().RunAsync(app.Ben, song.Id, Token);
        Assert.Empty(await app.Get<FindLine>().RunAsync(app.Ben, part.Id, Token));
    }

    [Theory, OnBothDatabases]
    public async Task What_a_provider_calls_a_clip_is_kept_and_named_to_it_when_it_goes_on_from_it(DatabaseProvider database)
    {
        ProviderCall? call = null;
        await using var app = await StartAsync(database, asked => call = asked);
        var song = await SongAsync(app);
        Assert.True(song.IsKnownToProvider);
        var remastering = new MusicRequest { Op = Ops.Remaster, Model = "script-1", SourceClipId = song.Id };
        await OrderAsync(app, remastering);
        await app.StepAsync();
        Assert.Equal("theirs-0", call!.Sources.Single().ProviderClipId);

        async Task<string?> RefusalAsync(string? provider, string? id)
        {
            await using (var db = app.OpenDb())
            {
                var row = (await db.Clips.FindAsync([song.Id], Token))!;
                db.Entry(row).Property(clip => clip.ProviderClipId).CurrentValue = id;
                db.Entry(row).Property(clip => clip.Provider).CurrentValue = provider!;
                await db.SaveChangesAsync(Token);
            }

            return (await EnqueueAsync(app, remastering)).Error?.Message;
        }

        Assert.Equal("Scripted gave no id for this song, so this cannot be done with it.", await RefusalAsync(ScriptedProvider.Name, id: null));
        Assert.Equal("Scripted knows only the songs that it made itself: this one would have to be uploaded to it first.", await RefusalAsync("sonic", "theirs-0"));
        Assert.Equal(120, (await app.BalanceAsync(app.Ben)).Available);
    }

    [Theory, OnBothDatabases]
    public async Task A_song_of_another_provider_is_uploaded_by_a_link_that_holds_for_minutes_and_can_be_worked_on_then(DatabaseProvider database)
    {
        ProviderCall? call = null;
        var provider = new ScriptedProvider
        {
            OnSubmit = (asked, _) =>
            {
                call = asked;
                return Task.FromResult(ScriptedProvider.Done(asked.TaskId, takes: 1));
            },
        };
        await using var app = await TestApp.StartAsync(database, credits: 150, services =>
        {
            Steps.With(services, provider);
            services.Configure<AddressOptions>(address => address.PublicUrl = "https://music.example.org");
        });
        var song = await SongAsync(app);
        var singing = new MusicRequest { Op = Ops.AddVocals, Model = "script-1", SourceClipId = song.Id, Lyrics = "la" };
        Assert.Equal("Scripted does this only with songs that were uploaded to it.", (await EnqueueAsync(app, singing)).Error?.Message);
        await using (var db = app.OpenDb()) await db.Clips.Where(clip => clip.Id == song.Id).ExecuteUpdateAsync(set => set.SetProperty(clip => clip.Provider, "sketch"), Token);
        var uploading = new MusicRequest { Op = Ops.Upload, Model = "script-1", SourceClipId = song.Id, HasRights = true };
        var id = await OrderAsync(app, uploading);
        await app.StepAsync();

        await app.AssertAsync(id, TaskState.Succeeded, available: 133, held: 0);
        var link = call!.Sources.Single().FindFile("flac")!.PublicAddress!;
        Assert.StartsWith("https://music.example.org/media/signed/", link.AbsoluteUri, StringComparison.Ordinal);
        Assert.NotNull(await app.Get<FindLinkedFile>().RunAsync(link.Segments[^1], Token));
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await app.Get<FindLinkedFile>().RunAsync(link.Segments[^1], Token));
        var copy = Assert.Single(await app.Get<ListTakes>().RunAsync(app.Ben, id, Token));
        Assert.Equal((Ops.Upload, ScriptedProvider.Name, song.Id), (copy.Op, copy.Provider, copy.Origin!.ClipId));
        await OrderAsync(app, singing with { SourceClipId = copy.Id });
        await app.StepAsync();
        Assert.Equal((copy.Id, true, "theirs-0"), (call.Sources.Single().Id, call.Sources[0].IsUploaded, call.Sources[0].ProviderClipId));
        await using (var db = app.OpenDb()) await db.Clips.Where(clip => clip.Id == song.Id).ExecuteUpdateAsync(set => set.SetProperty(clip => clip.DurationSeconds, 481), Token);
        Assert.Equal("Scripted takes songs of up to 8 minutes.", (await EnqueueAsync(app, uploading)).Error?.Message);
    }

    [Theory, OnBothDatabases]
    public async Task An_id_that_cannot_be_kept_whole_is_none(DatabaseProvider database)
    {
        string[] ids = ["", "a\u0001b", new string('x', 201)];
        await using var app = await Steps.StartAsync(database, new ScriptedProvider
        {
            OnSubmit = (call, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Done([.. ScriptedProvider.Takes(call.TaskId, ids.Length).Select((take, index) => take with { ProviderClipId = ids[index] })])),
        });
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        Assert.Equal([null, null, null], (await app.ClipsAsync(id)).Select(clip => clip.ProviderClipId));
    }

    [Theory, OnBothDatabases]
    public async Task Files_that_come_later_are_polled_for_with_what_they_are_made_from_and_in_any_format(DatabaseProvider database)
    {
        ProviderCall? asked = null;
        await using var app = await Steps.StartAsync(database, new ScriptedProvider(repeatable: false)
        {
            OnSubmit = (call, _) => Task.FromResult(call.Request.Op == Ops.Create ? ScriptedProvider.Done(call.TaskId) : new SubmitAnswer.Accepted("vendor-1", TimeSpan.FromSeconds(5))),
            OnPoll = (call, _, _) =>
            {
                asked = call;
                return Task.FromResult<ProviderStatus>(new ProviderStatus.MadeFiles([ScriptedProvider.File("vocals", "ID3 of a voice"), ScriptedProvider.File("stem-kazoo-2", "fLaC of a kazoo")], "2 of 3 stems arrived; the price is the same."));
            },
        });
        var song = await SongAsync(app, isSung: true);
        var id = await OrderAsync(app, new MusicRequest { Op = Ops.StemsBasic, Model = "script-1", SourceClipId = song.Id });
        await app.StepAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();

        Assert.Equal(song.Id, asked!.Sources.Single().Id);
        Assert.Equal("2 of 3 stems arrived; the price is the same.", (await app.AssertAsync(id, TaskState.Succeeded, available: 120, held: 0)).Reason);
        var files = (await app.Get<FindClip>().RunAsync(app.Ben, song.Id, Token))!.Files;
        Assert.Equal([("stem-kazoo-2", "audio/flac"), ("vocals", "audio/mpeg")], files.Where(file => file.Kind is not ("flac" or "score")).Select(file => (file.Kind, file.ContentType)));
        Assert.Equal("Rain on tin (1) kazoo 2.flac", (await app.Get<FindMediaFile>().RunAsync(app.Ben.UserId, files.Single(file => file.Kind == "stem-kazoo-2").Id, Token))!.DownloadName);
    }

    [Theory, OnBothDatabases]
    public async Task Stems_become_files_of_the_song_once(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider
        {
            OnSubmit = (call, _) => Task.FromResult(call.Request.Op == Ops.Create
                ? ScriptedProvider.Done(call.TaskId)
                : new SubmitAnswer.MadeFiles([ScriptedProvider.File("vocals", "fLaC of a voice"), ScriptedProvider.File("instrumental", "fLaC of a band")])),
        });
        var song = await SongAsync(app, isSung: true);
        var splitting = new MusicRequest { Op = Ops.StemsBasic, Model = "script-1", Title = song.Title, SourceClipId = song.Id };
        var (first, second) = (await OrderAsync(app, splitting), await OrderAsync(app, splitting));
        using var ear = new Ear(app, $"workspace:{app.Ben.WorkspaceId}");
        while (await app.StepAsync() > 0) { }

        // Whichever came first was paid for.
        var (one, other) = (await app.FindAsync(first), await app.FindAsync(second));
        Assert.Equal([TaskState.Succeeded, TaskState.Failed], new[] { one.State, other.State }.Order());
        Assert.Equal("The song has these files already.", one.Reason ?? other.Reason);
        await app.AssertAsync(first, one.State, available: 120, held: 0);
        var files = (await app.Get<FindClip>().RunAsync(app.Ben, song.Id, Token))!.Files;
        Assert.Equal(["flac", "instrumental", "score", "vocals"], files.Select(file => file.Kind));
        Assert.Equal("Rain on tin (1) vocals.flac", (await app.Get<FindMediaFile>().RunAsync(app.Ben.UserId, files[3].Id, Token))!.DownloadName);
        Assert.Equal(song.Id, (await ear.NextAsync(LiveKinds.Clip)).Id);
        Assert.Equal("already_there", (await EnqueueAsync(app, splitting)).Error?.Code);
    }

    [Theory, OnBothDatabases]
    public async Task Files_that_are_not_what_they_claim_cost_nothing(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider
        {
            OnSubmit = (call, _) => Task.FromResult(call.Request.Op == Ops.Create ? ScriptedProvider.Done(call.TaskId) : new SubmitAnswer.MadeFiles([ScriptedProvider.File("vocals", "no sound")])),
        });
        var song = await SongAsync(app, isSung: true);
        var id = await OrderAsync(app, new MusicRequest { Op = Ops.StemsBasic, Model = "script-1", SourceClipId = song.Id });
        await app.StepAsync();
        Assert.Equal("A file is not what it claims to be (vocals).", (await app.AssertAsync(id, TaskState.Failed, available: 135, held: 0)).Reason);
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_done_with_a_song_is_refused_and_costs_nothing(DatabaseProvider database)
    {
        await using var app = await StartAsync(database, _ => { });
        var song = await SongAsync(app);
        async Task RefusedAsync(string code, string field, string sentence, MusicRequest request)
        {
            var error = (await EnqueueAsync(app, request)).Error;
            Assert.Equal((code, field, sentence), (error?.Code, error?.Field, error?.Message));
        }

        await RefusedAsync("no_source", "SourceClipId", "There is no voice in this song that could be split off.", new MusicRequest { Op = Ops.StemsBasic, Model = "script-1", SourceClipId = song.Id });
        var extending = Extending(song.Id);
        await RefusedAsync("past_the_end", "ContinueAtSeconds", "Choose a moment before the song's end at 90 seconds.", extending with { ContinueAtSeconds = 90.01 });
        var replacing = new MusicRequest { Op = Ops.ReplaceSection, Model = "script-1", SourceClipId = song.Id, RangeStartSeconds = 20, RangeEndSeconds = 91 };
        await RefusedAsync("past_the_end", "RangeEndSeconds", "Choose a stretch within the song, which is 90 seconds long.", replacing);
        await RefusedAsync("no_source", "SourceClipIds", "This song is not there any more: choose another.", new MusicRequest { Op = Ops.Concat, Model = "script-1", SourceClipIds = [song.Id, Guid.CreateVersion7()] });
        var other = (await app.Get<ListTakes>().RunAsync(app.Ben, song.TaskId, Token))[1];
        await RefusedAsync("no_source", "SourceClipIds", "Choose a song and the parts that go on from it, in their order.", new MusicRequest { Op = Ops.Concat, Model = "script-1", SourceClipIds = [song.Id, other.Id] });
        await RefusedAsync("no_source", "SourceClipId", "This song is not there any more: choose another.", Extending(Guid.CreateVersion7()));
        await RefusedAsync("no_source", "SourceClipId", "This song is not there any more: choose another.", Extending((await app.AddClipAsync(app.Ada)).Id));
        await using (var db = app.OpenDb()) await db.ClipFiles.Where(file => file.ClipId == song.Id && file.Kind == "score").ExecuteDeleteAsync(Token);
        await RefusedAsync("no_source", "SourceClipId", "This song was made before its score was kept, so this cannot be done with it.", extending);
        await using (var db = app.OpenDb()) await db.Clips.Where(clip => clip.Id == song.Id).ExecuteUpdateAsync(set => set.SetProperty(clip => clip.Provider, "sonic"), Token);
        await RefusedAsync("no_source", "SourceClipId", "Choose a song that Scripted made.", extending);
        Assert.Equal(1, await app.CountTasksAsync());
        Assert.Equal(135, (await app.BalanceAsync(app.Ben)).Available);
    }

    internal static MusicRequest Extending(Guid songId) => new() { Op = Ops.Extend, Model = "script-1", SourceClipId = songId, ContinueAtSeconds = 42.5, OnlyNewPart = true, Lyrics = "more rain" };

    internal static Task<TestApp> StartAsync(DatabaseProvider database, Action<ProviderCall> see) => Steps.StartAsync(database, new ScriptedProvider
    {
        OnSubmit = (call, _) =>
        {
            if (call.Request.Op != Ops.Create) see(call);
            return Task.FromResult(ScriptedProvider.Done(call.TaskId));
        },
    });

    /// <summary>A song that the provider made for Ben, for 15 credits.</summary>
    internal static async Task<ClipView> SongAsync(TestApp app, bool isSung = false)
    {
        var made = await app.EnqueueAsync();
        await app.StepAsync();
        await using (var db = app.OpenDb())
        {
            if (isSung) await db.Clips.Where(clip => clip.TaskId == made).ExecuteUpdateAsync(set => set.SetProperty(clip => clip.Lyrics, "[Verse]\nRain on tin"), Token);
        }

        return (await app.Get<ListTakes>().RunAsync(app.Ben, made, Token))[0];
    }

    internal static async Task<Guid> OrderAsync(TestApp app, MusicRequest request)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var ordered = await EnqueueAsync(app, request);
        Assert.Null(ordered.Error);
        return ordered.Value;
    }

    private static Task<Result<Guid>> EnqueueAsync(TestApp app, MusicRequest request) =>
        app.Get<EnqueueTask>().RunAsync(app.Ben, Guid.CreateVersion7(app.Clock.GetUtcNow()), ScriptedProvider.Name, request, retryOfId: null, Token);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Mail;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

/// <summary>Operations that name a song by its provider's ids where it has any, and send it where it has none.</summary>
public sealed class SentSourceTests
{
    private static readonly OperationSpec[] _operations =
    [
        new(Ops.Cover, PriceCredits: 15, Takes: 2) { Needs = OperationNeeds.SourceClip | OperationNeeds.Style, SendsSource = true, OwnSourceById = true, LongestSource = TimeSpan.FromMinutes(8) },
        new(Ops.Midi, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceById = true, SourceFile = "vocals", SourceFileIsAdded = true, AddsFiles = ["midi"] },
        new(Ops.CoverArt, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["cover-png", "cover-jpg"] },
        new(Ops.Video, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["video"] },
        new(Ops.Bpm, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, OwnSourceOnly = true, SourceById = true, SourceAge = TimeSpan.FromHours(24), AddsFiles = ["tempo-map"] },
        new(Ops.Upload, PriceCredits: 2, Takes: 1) { Needs = OperationNeeds.SourceClip, SendsSource = true, LongestSource = TimeSpan.FromMinutes(8) },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Rights_are_asked_for_what_is_sent_and_not_for_what_is_named(DatabaseProvider database)
    {
        var calls = new List<ProviderCall>();
        await using var app = await StartAsync(database, calls);
        var song = await MadeAsync(app);
        await SourceTaskTests.OrderAsync(app, Covering(song));
        await app.StepAsync();
        Assert.Equal(("theirs-0", $"task of {song.TaskId}"), (calls[^1].Sources[0].ProviderClipId, calls[^1].Sources[0].ProviderTaskId));

        await ChangeAsync(app, song, provider: "sketch", seconds: 90);
        Assert.Equal(("HasRights", "Confirm that the rights to this song are yours."), await RefusalAsync(app, Covering(song)));
        await SourceTaskTests.OrderAsync(app, Covering(song) with { HasRights = true });
        await app.StepAsync();
        Assert.StartsWith("https://music.example.org/media/signed/", calls[^1].Sources[0].FindPublicFile()?.PublicAddress?.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_song_that_is_sent_anew_first_costs_its_upload_too_and_needs_its_rights(DatabaseProvider database)
    {
        var calls = new List<ProviderCall>();
        await using var app = await StartAsync(database, calls);
        var song = await MadeAsync(app);
        var tempo = new MusicRequest { Op = Ops.Bpm, Model = "script-1", SourceClipId = song.Id, SendAnew = true };
        Assert.Equal("HasRights", (await RefusalAsync(app, tempo)).Field);
        var other = Guid.CreateVersion7(app.Clock.GetUtcNow());
        Assert.Equal("price_changed", (await app.Get<EnqueueTask>().RunAsync(app.Ben, other, ScriptedProvider.Name, tempo with { HasRights = true }, retryOfId: null, shownPriceCredits: 1, Token)).Error?.Code);
        await SourceTaskTests.OrderAsync(app, tempo with { HasRights = true });
        var id = (await app.Get<EnqueueTask>().RunAsync(app.Ben, other, ScriptedProvider.Name, tempo with { HasRights = true }, retryOfId: null, shownPriceCredits: 3, Token)).Value;
        await app.AssertAsync(id, TaskState.Queued, available: 129, held: 6);
        await app.StepAsync();
        Assert.True(calls[^1].Request.SendAnew);

        await ChangeAsync(app, song, ScriptedProvider.Name, seconds: 481);
        Assert.Equal(("SendAnew", "Scripted takes songs of up to 8 minutes."), await RefusalAsync(app, tempo with { HasRights = true }));
        await ChangeAsync(app, song, ScriptedProvider.Name, seconds: 90);
        Assert.True((await app.Get<SetOffer>().RunAsync(app.Ada, ScriptedProvider.Name, OfferKind.Operation, Ops.Upload, new OfferTerms(OfferState.Off), "no more", Token)).IsOk);
        Assert.Equal("SendAnew", (await RefusalAsync(app, tempo with { HasRights = true })).Field);
    }

    [Theory, OnBothDatabases]
    public async Task Only_what_is_sent_may_be_too_long_and_a_model_may_take_less(DatabaseProvider database)
    {
        await using var app = await StartAsync(database, []);
        var song = await MadeAsync(app);
        await ChangeAsync(app, song, ScriptedProvider.Name, seconds: 481);
        await SourceTaskTests.OrderAsync(app, Covering(song));
        await ChangeAsync(app, song, provider: "sketch", seconds: 481);
        Assert.Equal("Scripted takes songs of up to 8 minutes.", (await RefusalAsync(app, Covering(song) with { HasRights = true })).Sentence);
        await ChangeAsync(app, song, provider: "sketch", seconds: 61);
        Assert.Equal("Scripted takes songs of up to 1 minutes.", (await RefusalAsync(app, Covering(song) with { HasRights = true, Model = "short-1" })).Sentence);
        await SourceTaskTests.OrderAsync(app, Covering(song) with { HasRights = true });
    }

    [Theory, OnBothDatabases]
    public async Task What_needs_a_file_that_another_operation_adds_gets_the_id_of_that_ones_task(DatabaseProvider database)
    {
        var calls = new List<ProviderCall>();
        await using var app = await StartAsync(database, calls);
        var song = await MadeAsync(app);
        var notes = new MusicRequest { Op = Ops.Midi, Model = "script-1", SourceClipId = song.Id };
        Assert.Equal("This is made from the song's vocals, which have to be split off first.", (await RefusalAsync(app, notes)).Sentence);
        var split = await DoneAsync(app, new MusicRequest { Op = Ops.StemsBasic, Model = "script-1", SourceClipId = song.Id });
        await DoneAsync(app, notes);
        Assert.Equal($"task of {split}", calls[^1].Sources[0].FindFile("vocals")!.ProviderTaskId);
        Assert.Equal($"task of {song.TaskId}", calls[^1].Sources[0].FindFile("flac")!.ProviderTaskId);
    }

    [Theory, OnBothDatabases]
    public async Task Pictures_and_films_are_kept_for_what_their_bytes_say_they_are(DatabaseProvider database)
    {
        await using var app = await StartAsync(database, []);
        var song = await MadeAsync(app);
        await DoneAsync(app, new MusicRequest { Op = Ops.CoverArt, Model = "script-1", SourceClipId = song.Id });
        await DoneAsync(app, new MusicRequest { Op = Ops.Video, Model = "script-1", SourceClipId = song.Id });
        var seen = (await app.Get<FindClip>().RunAsync(app.Ben, song.Id, Token))!;
        Assert.Equal([("cover-jpg", "image/jpeg"), ("video", "video/mp4")], seen.Files.Where(file => file.Kind is not ("flac" or "score" or "vocals")).Select(file => (file.Kind, file.ContentType)));
        Assert.Equal("cover-jpg", seen.Cover?.Kind);
        Assert.Equal("flac", seen.Playable?.Kind);
        Assert.EndsWith(".mp4", (await app.Get<FindMediaFile>().RunAsync(app.Ben.UserId, seen.Files.Single(file => file.Kind == "video").Id, Token))!.DownloadName, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_picture_that_is_none_or_cannot_be_fetched_is_left_out_and_the_song_is_kept(DatabaseProvider database)
    {
        ResultFile[] pictures = [Picture(() => [0xFF, 0xD8, 0xFF, 0xE0]), Picture(() => "<html>"u8.ToArray()), Picture(() => throw new HttpRequestException("gone"))];
        await using var app = await Steps.StartAsync(database, new ScriptedProvider
        {
            OnSubmit = (call, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Done([.. ScriptedProvider.Takes(call.TaskId, 3).Select(take => take with { Files = [.. take.Files, pictures[take.Index]] })])),
        });
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        Assert.Equal(["cover-jpg", null, null], (await app.Get<ListTakes>().RunAsync(app.Ben, id, Token)).OrderBy(take => take.Index).Select(take => take.Cover?.Kind));

        static ResultFile Picture(Func<byte[]> read) => new(ResultFile.Picture, "image/jpeg", _ => ValueTask.FromResult<Stream>(new MemoryStream(read()))) { IsOptional = true };
    }

    [Theory, OnBothDatabases]
    public async Task A_song_is_no_film_and_costs_nothing_as_one(DatabaseProvider database)
    {
        await using var app = await StartAsync(database, [], film: "\0\0\0\u0020ftypM4A sound alone");
        var song = await MadeAsync(app);
        var id = await SourceTaskTests.OrderAsync(app, new MusicRequest { Op = Ops.Video, Model = "script-1", SourceClipId = song.Id });
        await StepsAsync(app);
        Assert.Equal("A file is not what it claims to be (video).", (await app.AssertAsync(id, TaskState.Failed, available: 135, held: 0)).Reason);
    }

    [Theory, OnBothDatabases]
    public async Task Words_may_also_come_of_a_task_that_is_asked_for(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider(repeatable: false)
        {
            OnSubmit = (_, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted("theirs", TimeSpan.FromSeconds(5))),
            OnPoll = (_, _, _) => Task.FromResult<ProviderStatus>(new ProviderStatus.MadeText("[Verse]\nRain on tin")),
        });
        var id = await app.EnqueueAsync();
        await StepsAsync(app);
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        Assert.Equal("[Verse]\nRain on tin", (await app.Get<FindTask>().RunAsync(app.Ben, id, Token))!.Text);
    }

    private static MusicRequest Covering(ClipView song) => new() { Op = Ops.Cover, Model = "script-1", SourceClipId = song.Id, Styles = "jazz" };

    private static async Task<ClipView> MadeAsync(TestApp app)
    {
        var id = await app.EnqueueAsync();
        await StepsAsync(app);
        return (await app.Get<ListTakes>().RunAsync(app.Ben, id, Token))[0];
    }

    private static async Task<Guid> DoneAsync(TestApp app, MusicRequest request)
    {
        var id = await SourceTaskTests.OrderAsync(app, request);
        await StepsAsync(app);
        Assert.Equal(TaskState.Succeeded, (await app.FindAsync(id)).State);
        return id;
    }

    // Handed in, and asked for once.
    private static async Task StepsAsync(TestApp app)
    {
        await app.StepAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.StepAsync();
    }

    private static async Task ChangeAsync(TestApp app, ClipView song, string provider, double seconds)
    {
        await using var db = app.OpenDb();
        await db.Clips.Where(clip => clip.Id == song.Id).ExecuteUpdateAsync(set => set.SetProperty(clip => clip.Provider, provider).SetProperty(clip => clip.DurationSeconds, seconds), Token);
    }

    private static async Task<(string? Field, string? Sentence)> RefusalAsync(TestApp app, MusicRequest request)
    {
        var error = (await app.Get<EnqueueTask>().RunAsync(app.Ben, Guid.CreateVersion7(app.Clock.GetUtcNow()), ScriptedProvider.Name, request, retryOfId: null, Token)).Error;
        return (error?.Field, error?.Message);
    }

    private static Task<TestApp> StartAsync(DatabaseProvider database, List<ProviderCall> calls, string film = "\0\0\0\u0020ftypisom moving")
    {
        var bare = new ScriptedProvider(repeatable: false).Manifest;
        var provider = new ScriptedProvider
        {
            Manifest = bare with
            {
                Models = [.. bare.Models, bare.Models[0] with { Name = "short-1", LongestSource = TimeSpan.FromMinutes(1) }],
                Operations = [.. bare.Operations.Where(operation => operation.Op is not Ops.StemsBasic), new OperationSpec(Ops.StemsBasic, PriceCredits: 1, Takes: 0) { Needs = OperationNeeds.SourceClip, AddsFiles = ["vocals"] }, .. _operations],
            },
            OnSubmit = (call, _) =>
            {
                calls.Add(call);
                return Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted($"task of {call.TaskId}", TimeSpan.FromSeconds(5)));
            },
            OnPoll = (call, _, _) => Task.FromResult<ProviderStatus>(call.Request.Op switch
            {
                Ops.StemsBasic => new ProviderStatus.MadeFiles([ScriptedProvider.File("vocals", "ID3 of a voice")]),
                Ops.Midi => new ProviderStatus.MadeFiles([ScriptedProvider.File("midi", "MThd of notes")]),
                Ops.CoverArt => new ProviderStatus.MadeFiles([new ResultFile(ResultFile.Picture, "image/png", _ => ValueTask.FromResult<Stream>(new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, 0, 16])))]),
                Ops.Video => new ProviderStatus.MadeFiles([ScriptedProvider.File("video", film)]),
                _ => new ProviderStatus.Done([.. ScriptedProvider.Takes(call.TaskId, 2).Select(take => take with { Lyrics = call.Request.Description })]),
            }),
        };
        return TestApp.StartAsync(database, credits: 150, services =>
        {
            Steps.With(services, provider);
            services.Configure<AddressOptions>(address => address.PublicUrl = "https://music.example.org");
        });
    }
}

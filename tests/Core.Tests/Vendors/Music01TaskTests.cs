using Core.Tests.Tasks;
using FakeProviders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;
using MusicWeb.Providers.AimlApi;

namespace Core.Tests.Vendors;

/// <summary>Money, ids and files where a vendor sends the song with its answer: the real adapter against a vendor on the loopback.</summary>
public sealed class Music01TaskTests : IAsyncLifetime
{
    private const string Upload = "/v2/generate/audio/minimax/upload";
    private const string Generate = "/v2/generate/audio/minimax/generate";
    private const string Heard = """{"voice_id":"vocal-1","instrumental_id":"instrumental-1","base_resp":{"status_code":0,"status_msg":"success"}}""";

    // "ID3" and a few bytes more.
    private const string Song = """{"data":{"status":2,"audio":"49443304000000"},"extra_info":{"audio_length":42000},"trace_id":"04e3","base_resp":{"status_code":0,"status_msg":"success"}}""";

    private FakeHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await FakeHost.StartAsync(ct: Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory, OnBothDatabases]
    public async Task A_song_is_listened_to_once_and_others_are_made_after_it(DatabaseProvider database)
    {
        _host.Script.On("POST", Upload, Answer.Json(Heard));
        _host.Script.On("POST", Generate, Answer.Json(Song));
        await using var app = await StartAsync(database);
        var (song, persona) = await PersonaAsync(app);
        await app.AssertAsync(persona, TaskState.Succeeded, available: 135, held: 0); // Listening is free.
        Assert.Contains("RIFF", Assert.Single(_host.Script.Asked).Text, StringComparison.Ordinal);
        var kept = (await app.Get<PersonaList>().FindAsync(app.Ben, persona, Token))!;
        Assert.Equal(("Harbour", "music-01", "A voice and what plays to it"), (kept.Belonging.Name, kept.Provider, kept.Summary));

        for (var time = 1; time <= 2; time++)
        {
            var id = await OrderAsync(app, Singing(persona));
            await app.StepAsync();
            await app.AssertAsync(id, TaskState.Succeeded, available: 135 - (15 * time), held: 0);
            var take = Assert.Single(await app.Get<ListTakes>().RunAsync(app.Ben, id, Token));
            Assert.Equal(("music-01", 42.0, "mp3", 7), (take.Provider, take.DurationSeconds, Assert.Single(take.Files).Kind, take.Files[0].SizeBytes));
        }

        Assert.Equal([Upload, Generate, Generate], _host.Script.Asked.Select(asked => asked.Path));
        Assert.Contains("\"refer_voice\":\"vocal-1\",\"refer_instrumental\":\"instrumental-1\"", _host.Script.Asked[1].Text, StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, song);
    }

    [Theory, OnBothDatabases]
    public async Task A_recording_that_somebody_brought_is_listened_to_like_a_song(DatabaseProvider database)
    {
        _host.Script.On("POST", Upload, Answer.Json(Heard));
        _host.Script.On("POST", Generate, Answer.Json(Song));
        await using var app = await StartAsync(database);
        var wav = Recordings.Wav(11);
        var recording = (await app.AddRecordingAsync(app.Ben, bytes: wav)).Value;
        Assert.Equal("Confirm that the rights to this song are yours.", (await EnqueueAsync(app, Listening(recording) with { HasRights = false })).Error?.Message);
        var persona = await OrderAsync(app, Listening(recording));
        await app.StepAsync();
        await app.AssertAsync(persona, TaskState.Succeeded, available: 150, held: 0);
        Assert.True(Assert.Single(_host.Script.Asked).Body.AsSpan().IndexOf(wav) > 0);
        Assert.Equal("Kitchen take", (await app.Get<PersonaList>().FindAsync(app.Ben, persona, Token))!.Source);

        var song = await OrderAsync(app, Singing(persona));
        await app.StepAsync();
        await app.AssertAsync(song, TaskState.Succeeded, available: 135, held: 0);
    }

    [Theory, OnBothDatabases]
    public async Task A_song_lost_on_the_way_is_not_ordered_again_and_ends_as_its_owner_says(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        var persona = (await PersonaAsync(app)).Persona;
        _host.Script.On("POST", Generate, Answer.Json(Song).CutAfter(40));
        var id = await OrderAsync(app, Singing(persona));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Uncertain, available: 120, held: 15);
        _host.Script.On("POST", Generate, Answer.Json(Song));
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Uncertain, available: 120, held: 15);
        Assert.Single(_host.Script.Asked, asked => asked.Path == Generate);

        Assert.Equal("not_askable", (await app.Get<ResolveUncertain>().RunAsync(app.Ben, id, "an-id", Token)).Error?.Code);
        Assert.True((await app.Get<ResolveUncertain>().RunAsync(app.Ben, id, providerTaskId: null, Token)).IsOk);
        await app.AssertAsync(id, TaskState.Failed, available: 135, held: 0);
    }

    [Theory, OnBothDatabases]
    public async Task Every_other_answer_leaves_the_books_right(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        var persona = (await PersonaAsync(app)).Persona;
        (Answer Answer, TaskState State, long Held)[] answers =
        [
            (Answer.Json(Song.Replace("4944330", "494433", StringComparison.Ordinal)), TaskState.Failed, 0), // Half a byte.
            (Answer.Json(Song.Replace("49443304", "00000000", StringComparison.Ordinal)), TaskState.Failed, 0), // No sound at all.
            (Answer.Json("""{"data":{"status":1},"base_resp":{"status_code":0}}"""), TaskState.Failed, 0),
            (Answer.Json("""{"base_resp":{"status_code":1026,"status_msg":"input new_sensitive"}}"""), TaskState.Failed, 0),
            (Answer.Json("""{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}"""), TaskState.Failed, 0),
            (Answer.Refusal(401, """{"message":"Unauthorized","statusCode":401}"""), TaskState.Failed, 0),
            (Answer.Refusal(429) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "90" } }, TaskState.Queued, 15),
            (Answer.Refusal(500), TaskState.Uncertain, 15),
            (Answer.Garbage(), TaskState.Uncertain, 15),
        ];
        foreach (var (answer, state, held) in answers)
        {
            _host.Script.On("POST", Generate, answer);
            var id = await OrderAsync(app, Singing(persona));
            await app.StepAsync();
            var task = await app.AssertAsync(id, state, available: 135 - held, held);
            if (state is TaskState.Queued)
            {
                Assert.Equal(app.Clock.UtcNow.AddSeconds(90), task.DueAt);
                Assert.True((await app.Get<CancelTask>().RunAsync(app.Ben, id, Token)).IsOk);
                await app.StepAsync();
            }

            if (state is TaskState.Uncertain) await app.Get<ResolveUncertain>().RunAsync(app.Ben, id, providerTaskId: null, Token);
            await app.AssertAsync(id, (await app.FindAsync(id)).State, available: 135, held: 0);
        }
    }

    [Theory, OnBothDatabases]
    public async Task With_a_key_of_ones_own_the_balance_there_pays_and_the_books_agree(DatabaseProvider database)
    {
        _host.Script.On("GET", "/v1/billing/balance", Answer.Json("""{"balance":630000,"lowBalance":false}"""), Answer.Json("""{"balance":567000,"lowBalance":false}"""));
        _host.Script.On("POST", Generate, Answer.Json(Song));
        await using var app = await StartAsync(database);
        var persona = (await PersonaAsync(app)).Persona;
        var key = await app.Get<EnterProviderKey>().RunAsync(app.Ben, AimlApiVendor.Name, "bens-own-aiml-key", Token);
        Assert.Equal((150L, 0L), await app.AccountAsync(key.Value));
        var id = await OrderAsync(app, Singing(persona));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        Assert.Equal((135L, 0L), await app.AccountAsync(key.Value));
        Assert.Equal("Bearer bens-own-aiml-key", _host.Script.Asked.Single(asked => asked.Path == Generate).Header("Authorization"));
        await app.Get<TestProviderKey>().RunAsync(app.Ben, key.Value, Token);
        var seat = (await app.Get<ListProviderKeys>().RunAsync(app.Ben, Token)).Single(seat => seat.Vendor == AimlApiVendor.Name);
        Assert.Equal((135L, 0L), (seat.Key!.BalanceCredits, seat.Key.DifferenceCredits));
        Assert.Contains("4,200", seat.CreditNote, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_song_that_the_vendor_would_not_take_is_refused_before_anything_is_sent(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        var song = await SongAsync(app);
        async Task<string?> RefusalAsync(double seconds, string kind)
        {
            await using (var db = app.OpenDb())
            {
                await db.Clips.Where(clip => clip.Id == song).ExecuteUpdateAsync(set => set.SetProperty(clip => clip.DurationSeconds, seconds), Token);
                await db.ClipFiles.Where(file => file.ClipId == song).ExecuteUpdateAsync(set => set.SetProperty(file => file.Kind, kind), Token);
            }

            return (await EnqueueAsync(app, Listening(song))).Error?.Message;
        }

        Assert.Equal("AI/ML API music-01 takes songs of more than 10 seconds.", await RefusalAsync(10, "wav"));
        Assert.Equal("AI/ML API music-01 takes songs of up to 10 minutes.", await RefusalAsync(601, "wav"));
        Assert.Equal("AI/ML API music-01 cannot read the format of this song: it takes mp3, wav, flac.", await RefusalAsync(60, "m4a"));
        Assert.Null(await RefusalAsync(10.1, "mp3"));
        Assert.Empty(_host.Script.Asked);
    }

    private Task<TestApp> StartAsync(DatabaseProvider database) => TestApp.StartAsync(database, credits: 150, services =>
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Vendors:aimlapi:Key"] = "the-key", ["Providers:music-01:BaseUrl"] = _host.Address.ToString() }).Build();
        services.AddAimlApi(settings);
        Steps.With(services, new ScriptedProvider
        {
            OnSubmit = (call, _) => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Done([new ProviderResult { Index = 0, Title = "Harbour", DurationSeconds = 90, Files = [ScriptedProvider.File(ResultFile.Audio, "RIFF1234WAVEfmt ")] }])),
        });
    });

    private static async Task<Guid> SongAsync(TestApp app)
    {
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        return Assert.Single(await app.ClipsAsync(id)).Id;
    }

    private async Task<(Guid Song, Guid Persona)> PersonaAsync(TestApp app)
    {
        _host.Script.On("POST", Upload, Answer.Json(Heard));
        var song = await SongAsync(app);
        var id = await OrderAsync(app, Listening(song));
        await app.StepAsync();
        return (song, id);
    }

    private static async Task<Guid> OrderAsync(TestApp app, MusicRequest request)
    {
        var ordered = await EnqueueAsync(app, request);
        Assert.Null(ordered.Error);
        return ordered.Value;
    }

    private static Task<Result<Guid>> EnqueueAsync(TestApp app, MusicRequest request) =>
        app.Get<EnqueueTask>().RunAsync(app.Ben, Guid.CreateVersion7(app.Clock.GetUtcNow()), "music-01", request, retryOfId: null, Token);

    private static MusicRequest Listening(Guid song) => new() { Op = Ops.PersonaCreate, Model = "music-01", Title = "Harbour", SourceClipId = song, Purpose = SourcePurposes.Song, HasRights = true };

    private static MusicRequest Singing(Guid persona) => new() { Op = Ops.Persona, Model = "music-01", Lyrics = "Side by side", PersonaId = persona };
}

using Core.Tests.Tasks;
using FakeProviders;
using Microsoft.Extensions.Configuration;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;

namespace Core.Tests.Vendors;

/// <summary>Everything a vendor has done to somebody, done by one on the loopback to the real adapter; after each the books are right.</summary>
public sealed class VendorFaultTests : IAsyncLifetime
{
    private const string Create = "/api/v1/sonic/create";
    private const string Poll = "/api/v1/sonic/task/*";
    private const string Accepted = """{"message":"success","task_id":"t7"}""";
    private FakeHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await FakeHost.StartAsync(ct: Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory, OnBothDatabases]
    public async Task Whatever_an_order_is_answered_with_it_is_sent_once_and_the_books_are_right(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        (string Name, Answer Answer, TaskState State)[] answers =
        [
            ("late", Answer.Json(Accepted).After(TimeSpan.FromMilliseconds(200)), TaskState.Submitted),
            ("wrong words", Answer.Json("""{"message":"prompt is too long"}""", 400), TaskState.Failed),
            ("moderated", Answer.Json("""{"message":"Your lyrics contain: 'something'"}""", 403), TaskState.Failed),
            ("no credits there", Answer.Json("""{"message":"Your credits are not enough"}""", 403), TaskState.Failed),
            ("wrong key", Answer.Refusal(401), TaskState.Failed),
            ("gone", Answer.Refusal(410), TaskState.Failed),
            ("too many", Answer.Refusal(429), TaskState.Queued),
            ("500", Answer.Refusal(500, "Internal Server Error"), TaskState.Uncertain),
            ("503", Answer.Refusal(503), TaskState.Uncertain),
            ("504", Answer.Refusal(504), TaskState.Uncertain),
            ("garbage", Answer.Garbage(), TaskState.Uncertain),
            ("half a body", Answer.Json(Accepted).CutAfter(10), TaskState.Uncertain),
            ("names no task", Answer.Json("""{"message":"success"}"""), TaskState.Uncertain),
        ];
        foreach (var (name, answer, state) in answers)
        {
            _host.Script.Clear();
            _host.Script.On("POST", Create, answer);
            var id = await OrderAsync(app);
            await app.StepAsync();
            Assert.Equal((name, state), (name, (await app.FindAsync(id)).State));
            var held = state is TaskState.Failed ? 0 : 15;
            await app.AssertAsync(id, state, available: 150 - held, held);
            await SettleAsync(app, id);
            Assert.Single(_host.Script.Asked, asked => asked.Path == Create);
            await app.AssertAsync(id, (await app.FindAsync(id)).State, available: 150, held: 0);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_socket_that_hangs_is_let_go_and_nobody_guesses_what_came_of_it(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        var gate = new TaskCompletionSource();
        _host.Script.On("POST", Create, Answer.Json(Accepted).After(gate.Task));
        var id = await OrderAsync(app);
        var step = app.StepAsync();
        await _host.Script.NextAsync(Token);
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        await step;
        gate.SetResult();
        await app.AssertAsync(id, TaskState.Uncertain, available: 135, held: 15);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.StepAsync();
        Assert.Single(_host.Script.Asked); // Never sent again.
        await SettleAsync(app, id);
        await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0);
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_a_poll_is_answered_with_the_song_is_paid_once_or_not_at_all(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        var spent = 0L;
        string Clip(string state, int number = 1) => state is "succeeded" ? $$"""{"clip_id":"c{{number}}","state":"succeeded","audio_url":"{{_host.Address}}song{{number}}.mp3","duration":60}""" : $$"""{"clip_id":"c{{number}}","state":"{{state}}","error_message":"no luck"}""";
        Answer Task(params string[] clips) => Answer.Json($$"""{"code":200,"data":[{{string.Join(',', clips)}}]}""");
        var done = Task(Clip("succeeded"), Clip("succeeded", 2));
        (string Name, Answer[] Answers, TaskState State, int Takes)[] polls =
        [
            ("states out of order", [Task(Clip("running")), Task(Clip("pending")), Task(Clip("streaming")), done], TaskState.Succeeded, 2),
            ("an unknown state", [Task(Clip("dreaming"), Clip("succeeded", 2)), done], TaskState.Succeeded, 2),
            ("errors in between", [Answer.Refusal(429), Answer.Refusal(500), Answer.Refusal(503), Answer.Garbage(), done with { CutAfterBytes = 20 }, Answer.Refusal(202), done], TaskState.Succeeded, 2),
            ("one of two failed", [Task(Clip("succeeded"), Clip("failed", 2))], TaskState.Succeeded, 1),
            ("both failed", [Task(Clip("failed"), Clip("failed", 2))], TaskState.Failed, 0),
            ("not found", [Answer.Json("""{"message":"task not found"}""", 404)], TaskState.Failed, 0),
            ("out of time there", [Answer.Json("""{"message":"timed out, credits refunded"}""", 504)], TaskState.Failed, 0),
            ("one file too long", [Task(Clip("succeeded"), Clip("succeeded", 3))], TaskState.Succeeded, 1),
            ("only a file too long", [Task(Clip("succeeded", 3))], TaskState.Failed, 0),
            ("no song at all", [Task(Clip("succeeded", 4))], TaskState.Failed, 0),
        ];
        foreach (var (name, answers, state, takes) in polls)
        {
            _host.Script.Clear();
            _host.Script.On("POST", Create, Answer.Json(Accepted));
            _host.Script.On("GET", Poll, answers);
            foreach (var number in (int[])[1, 2]) _host.Script.On("GET", $"/song{number}.mp3", Answer.File("ID3 a song"u8.ToArray(), "audio/mpeg"));
            _host.Script.On("GET", "/song3.mp3", Answer.File([.. "ID3"u8, .. new byte[2 * 1024 * 1024]], "audio/mpeg"));
            _host.Script.On("GET", "/song4.mp3", Answer.File("<html>"u8.ToArray(), "audio/mpeg"));
            var id = await OrderAsync(app);
            for (var step = 0; step < 20 && (await app.FindAsync(id)).FinalizedAt is null; step++)
            {
                await app.StepAsync();
                app.Clock.Advance(TimeSpan.FromSeconds(30));
            }

            Assert.Equal((name, state, takes), (name, (await app.FindAsync(id)).State, (await app.ClipsAsync(id)).Count));
            spent += state is TaskState.Succeeded ? 15 : 0;
            await app.AssertAsync(id, state, available: 150 - spent, held: 0);
            Assert.Single(_host.Script.Asked, asked => asked.Path == Create);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_file_that_leads_into_a_private_network_is_never_fetched_and_the_credits_wait_for_an_answer(DatabaseProvider database)
    {
        await using var app = await StartAsync(database);
        _host.Script.On("POST", Create, Answer.Json(Accepted));
        _host.Script.On("GET", Poll, Answer.Json($$"""{"data":[{"clip_id":"c","state":"succeeded","audio_url":"{{_host.Address}}away.mp3","duration":60}]}"""));
        _host.Script.On("GET", "/away.mp3", Answer.Refusal(302) with { Headers = new Dictionary<string, string> { ["Location"] = "https://192.168.0.1/song.mp3" } });
        var id = await OrderAsync(app);
        for (var step = 0; step < 60 && (await app.FindAsync(id)).State is not TaskState.Uncertain; step++)
        {
            await app.StepAsync();
            app.Clock.Advance(TimeSpan.FromSeconds(60));
        }

        await app.AssertAsync(id, TaskState.Uncertain, available: 135, held: 15);
        await SettleAsync(app, id);
        await app.AssertAsync(id, TaskState.Failed, available: 150, held: 0);
    }

    // What is not over ends by its owner's word.
    private static async Task SettleAsync(TestApp app, Guid id)
    {
        var task = await app.FindAsync(id);
        if (task.State is TaskState.Submitted)
        {
            // The vendor forgets it.
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.StepAsync();
        }

        if (task.State is TaskState.Uncertain) Assert.True((await app.Get<ResolveUncertain>().RunAsync(app.Ben, id, providerTaskId: null, Token)).IsOk);
        if (task.State is TaskState.Queued)
        {
            Assert.True((await app.Get<CancelTask>().RunAsync(app.Ben, id, Token)).IsOk);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.StepAsync();
        }
    }

    private static async Task<Guid> OrderAsync(TestApp app)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(30)); // More than one create every three seconds is not sent.
        var ordered = await app.Get<EnqueueTask>().RunAsync(app.Ben, Guid.CreateVersion7(app.Clock.GetUtcNow()), "sonic", new MusicRequest { Op = Ops.Create, Model = "sonic-v5", Description = "rain" }, retryOfId: null, Token);
        Assert.Null(ordered.Error);
        return ordered.Value;
    }

    private Task<TestApp> StartAsync(DatabaseProvider database)
    {
        var settings = new Dictionary<string, string?> { ["Vendors:musicapi:Key"] = "the-key", ["Providers:sonic:BaseUrl"] = $"{_host.Address}", ["Outbound:AllowedHosts:0"] = _host.Address.Authority, ["Media:MaxFileMegabytes"] = "1" };
        return TestApp.StartAsync(database, credits: 150, services => Steps.With(services.AddMusicApi(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), new ScriptedProvider()), settings);
    }
}

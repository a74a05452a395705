using FakeProviders;
using Kit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;
using MusicWeb.Providers.Outbound;
using static Providers.Tests.Json;

namespace Providers.Tests.MusicApi;

/// <summary>The wire of Nuro against texts copied from the vendor's documents, not written by the adapter.</summary>
public sealed class NuroTests : IAsyncLifetime
{
    private const string Create = "/api/v1/nuro/create";
    private const string TaskId = "b1eac403-06cb-4e58-971d-835d3b321508";
    private const string Taken = """{"message":"success","task_id":"b1eac403-06cb-4e58-971d-835d3b321508"}""";

    private FakeHost _host = null!;
    private ServiceProvider _services = null!;
    private IMusicProvider _nuro = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        _services = SonicCalls.Build(_host, publicUrl: null);
        _nuro = Find(_services);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_song_goes_with_its_words_and_one_word_of_each_list()
    {
        Same("""{"type":"vocal","lyrics":"[verse]\n...","gender":"Female","genre":"Pop","mood":"Chill","duration":120}""",
            await SubmitAsync(Sung() with { Lyrics = "[verse]\n...", VocalGender = "f", Styles = "pop, chill", DurationSeconds = 120 }));
        Assert.Equal("Bearer the-key", _host.Script.Asked[0].Header("Authorization"));
    }

    [Fact]
    public async Task Timbres_are_named_as_the_vendor_writes_them() => Same(
        """{"type":"vocal","lyrics":"la","gender":"Male","genre":"R&B/Soul","mood":"Dynamic/Energetic","timbre":"Sweet_AUDIO_TIMBRE"}""",
        await SubmitAsync(Sung() with { VocalGender = "m", Styles = "sweet, R&B/Soul, dynamic/energetic" }));

    [Fact]
    public async Task An_instrumental_with_lists_says_its_words_twice() => Same(
        """{"type":"bgm","version":"v1.0","description":"cinematic, epic, piano, rain","genre":["cinematic","epic"],"instrument":["piano"],"duration":60}""",
        await SubmitAsync(Played("nuro-bgm-v1.0") with { Styles = "cinematic, epic, piano, rain", DurationSeconds = 60 }));

    [Fact]
    public async Task A_longer_instrumental_goes_with_a_description() => Same(
        """{"type":"bgm","version":"v2.0","description":"cinematic score","duration":90}""",
        await SubmitAsync(Played("nuro-bgm-v2.0") with { Description = "cinematic score", DurationSeconds = 90 }));

    [Fact]
    public async Task The_vendor_is_told_where_to_say_that_it_is_done()
    {
        _host.Script.On("POST", Create, Answer.Json(Taken));
        await _nuro.SubmitAsync(Call(Sung()) with { Hook = new HookTarget(new Uri("https://music.example.org/hooks/musicapi/1"), "the-secret") }, Token);
        Same("""{"type":"vocal","lyrics":"la","webhook_url":"https://music.example.org/hooks/musicapi/1","webhook_secret":"the-secret"}""", _host.Script.Asked[0].Text);
    }

    [Fact]
    public void Limits_and_lists_are_those_of_the_documents()
    {
        Assert.Null(_nuro.Refuse(Sung() with { Lyrics = new string('a', 2000), DurationSeconds = 240, Title = "Ours alone" }));
        Assert.Equal("Lyrics", _nuro.Refuse(Sung() with { Lyrics = new string('a', 2001) })?.Field);
        Assert.Equal("DurationSeconds", _nuro.Refuse(Sung() with { DurationSeconds = 29 })?.Field);
        Assert.Equal("Styles", _nuro.Refuse(Sung() with { Styles = "Pop, Rock" })?.Field);
        Assert.Equal("Styles", _nuro.Refuse(Sung() with { Styles = "Pop, yodel" })?.Field);
        Assert.Equal("NegativeStyles", _nuro.Refuse(Sung() with { NegativeStyles = "metal" })?.Field);
        Assert.Equal("Description", _nuro.Refuse(Sung() with { Description = "rain" })?.Field);
        Assert.Equal("Lyrics", _nuro.Refuse(Sung() with { Instrumental = true })?.Field);
        var played = Played("nuro-bgm-v1.0");
        Assert.Null(_nuro.Refuse(played with { Styles = "piano, drums, guitar, percussion, synth, rain" }));
        Assert.Equal("Styles", _nuro.Refuse(played with { Styles = "piano, drums, guitar, percussion, synth, violin" })?.Field);
        Assert.Equal("DurationSeconds", _nuro.Refuse(played with { Styles = "piano", DurationSeconds = 61 })?.Field);
        Assert.Equal("Lyrics", _nuro.Refuse(played with { Styles = "piano", Lyrics = "la" })?.Field);
        Assert.Equal([23, 13, 9], _nuro.Manifest.FindModel("nuro-vocal")!.StyleLists.Select(list => list.Words.Count));
        Assert.Equal([47, 52, 25, 28], _nuro.Manifest.FindModel("nuro-bgm-v1.0")!.StyleLists.Select(list => list.Words.Count));
        // Off until somebody switches it on and sees.
        Assert.True(Assert.Single(_nuro.Manifest.Operations).IsExperimental);
    }

    [Fact]
    public async Task A_finished_song_is_a_WAV_with_what_was_made_of_it()
    {
        On(Answer.Json($$"""{"task_id":"4c35433b-1649-433d-b513-8422af70fbaa","status":"succeeded","progress":100,"audio_url":"{{_host.Address}}song.wav","lyrics":"[verse]\n...","duration":118.5,"genre":"Pop","mood":"Chill","gender":"Female","timbre":"Sweet_AUDIO_TIMBRE"}"""));
        _host.Script.On("GET", "/song.wav", Answer.File("RIFF"u8.ToArray(), "audio/wav"));
        var song = Assert.Single(Assert.IsType<ProviderStatus.Done>(await PollAsync()).Results);
        Assert.Equal((0, "", "[verse]\n...", "Pop, Chill, Sweet", 118.5), (song.Index, song.Title, song.Lyrics, song.Styles, song.DurationSeconds));
        Assert.Equal("RIFF", await SonicCalls.TextOfAsync(Assert.Single(song.Files)));
        Assert.Equal($"/api/v1/nuro/task/{TaskId}", _host.Script.Asked[0].Path);
    }

    [Fact]
    public async Task A_file_that_leads_into_a_private_network_is_not_fetched()
    {
        On(Answer.Json($$"""{"task_id":"x","status":"succeeded","audio_url":"{{_host.Address}}song.wav"}"""));
        _host.Script.On("GET", "/song.wav", new Answer { Status = 302, Headers = new Dictionary<string, string> { ["Location"] = "https://10.0.0.1/song.wav" } });
        var song = Assert.Single(Assert.IsType<ProviderStatus.Done>(await PollAsync()).Results);
        await Assert.ThrowsAsync<UnsafeAddressException>(() => SonicCalls.TextOfAsync(song.Files[0]));
    }

    [Theory]
    [InlineData("""{"task_id":"x","status":"pending","progress":0}""", 0)]
    [InlineData("""{"task_id":"x","status":"Running","progress":42}""", 42)]
    [InlineData("""{"task_id":"x","status":"succeeded","progress":100,"audio_url":" "}""", 100)]
    [InlineData("""{"task_id":"x","status":"brand new"}""", null)]
    public async Task Until_there_is_a_file_it_is_asked_again(string body, int? percent)
    {
        On(Answer.Json(body));
        Assert.Equal(percent, Assert.IsType<ProviderStatus.Working>(await PollAsync()).Progress.Percent);
    }

    [Theory]
    [InlineData(200, """{"task_id":"x","status":"failed","error_message":"no such language"}""", "no such language")]
    [InlineData(200, """{"task_id":"x","status":"failed"}""", "Nuro could not make this song and gave no reason.")]
    [InlineData(404, """{"type":"not_found","message":"task not found"}""", "task not found")]
    public async Task An_end_without_a_song_says_why(int status, string body, string reason)
    {
        On(Answer.Json(body, status));
        Assert.Equal(reason, Assert.IsType<ProviderStatus.Failed>(await PollAsync()).Reason);
    }

    [Fact]
    public async Task What_cannot_be_understood_ends_nothing()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Garbage(), Answer.Json("[]")])
        {
            On(answer);
            var fault = await Record.ExceptionAsync(PollAsync);
            Assert.True(fault is HttpRequestException or ProviderProtocolException, $"{fault}");
        }

        On(Answer.Refusal(401, """{"type":"unauthorized","message":"bad signature"}"""));
        await Assert.ThrowsAsync<KeyRefusedException>(PollAsync);
    }

    [Theory]
    [InlineData(403, """{"type":"forbidden","message":"queue is full"}"""), InlineData(429, "")]
    public async Task A_full_queue_was_certainly_not_entered(int status, string body)
    {
        _host.Script.On("POST", Create, Answer.Json(body, status) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "9" } });
        Assert.Equal(TimeSpan.FromSeconds(9), (await Assert.ThrowsAsync<RequestNotSentException>(() => _nuro.SubmitAsync(Call(Sung()), Token))).RetryAfter);
        On(Answer.Json(body, status));
        Assert.IsType<ProviderStatus.Working>(await PollAsync());
    }

    [Fact]
    public async Task A_no_goes_to_whoever_can_mend_it()
    {
        _host.Script.On("POST", Create, Answer.Json("""{"type":"bad_request","message":"language not supported"}""", 400), Answer.Json("""{"type":"unauthorized","message":"authorisation expired"}""", 401), Answer.Json("""{"message":"remaining credits are not enough"}""", 403));
        Assert.Equal("language not supported", Assert.IsType<SubmitAnswer.Refused>(await _nuro.SubmitAsync(Call(Sung()), Token)).Reason);
        Assert.Equal("authorisation expired", Assert.IsType<SubmitAnswer.KeyRefused>(await _nuro.SubmitAsync(Call(Sung()), Token)).Text);
        Assert.Equal("remaining credits are not enough", Assert.IsType<SubmitAnswer.KeyRefused>(await _nuro.SubmitAsync(Call(Sung()), Token)).Text);
    }

    [Fact]
    public async Task What_became_of_an_order_that_went_wrong_is_not_guessed()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Json("{}"), Answer.Garbage(), Answer.Json(Taken).CutAfter(20)])
        {
            _host.Script.On("POST", Create, answer);
            var fault = await Record.ExceptionAsync(() => _nuro.SubmitAsync(Call(Sung()), Token));
            Assert.True(fault is HttpRequestException or ProviderProtocolException, $"{fault}");
        }
    }

    [Fact]
    public async Task A_product_that_is_gone_is_not_ordered_again_for_a_day_and_says_what_takes_its_place()
    {
        const string Gone = "MusicAPI has retired Nuro: make songs with Sonic and instrumentals with Producer, with the same key.";
        var clock = new TestClock();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Vendors:musicapi:Key", "the-key"), new("Providers:nuro:BaseUrl", _host.Address.ToString())]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton<IConfiguration>(configuration).AddMusicApi(configuration).BuildServiceProvider();
        var nuro = Find(services);
        _host.Script.On("POST", Create, Answer.Json("""{"message":"gone"}""", 410));
        Assert.Null(nuro.Refuse(Sung()));
        Assert.Equal(Gone, Assert.IsType<SubmitAnswer.Refused>(await nuro.SubmitAsync(Call(Sung()), Token)).Reason);
        Assert.Equal(Gone, nuro.Refuse(Sung())?.Text);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(nuro.Refuse(Sung()));
        _host.Script.On("GET", "/api/v1/nuro/task/*", Answer.Json("""{"message":"gone"}""", 410));
        Assert.Equal(Gone, Assert.IsType<ProviderStatus.Failed>(await nuro.PollAsync(Call(Sung()), TaskId, Token)).Reason);
    }

    [Fact]
    public void What_is_retired_is_told_and_cannot_be_ordered()
    {
        Assert.Equal(["riffusion", "studio"], _services.GetServices<RetiredProvider>().Select(retired => retired.Manifest.Name));
        Assert.All(_services.GetServices<RetiredProvider>(), retired => Assert.Equal((0, 0, "musicapi"), (retired.Manifest.Operations.Count, retired.Manifest.Models.Count, retired.Manifest.Vendor)));
        var catalog = new ProviderCatalog(_services.GetServices<IMusicProvider>(), _services.GetServices<RetiredProvider>());
        Assert.Equal(["sonic", "nuro"], catalog.All.Select(provider => provider.Manifest.Name).Where(name => name is not "producer"));
        Assert.Null(catalog.Find("riffusion"));
    }

    private static IMusicProvider Find(ServiceProvider services) => services.GetServices<IMusicProvider>().Single(provider => provider.Manifest.Name == "nuro");

    private void On(Answer answer) => _host.Script.On("GET", "/api/v1/nuro/task/*", answer);

    private Task<ProviderStatus> PollAsync() => _nuro.PollAsync(Call(Sung()), TaskId, Token);

    private async Task<string> SubmitAsync(MusicRequest request)
    {
        _host.Script.On("POST", Create, Answer.Json(Taken));
        Assert.Null(_nuro.Refuse(request));
        Assert.Equal(TaskId, Assert.IsType<SubmitAnswer.Accepted>(await _nuro.SubmitAsync(Call(request), Token)).ProviderTaskId);
        return Assert.Single(_host.Script.Asked).Text;
    }

    private static MusicRequest Sung() => new() { Op = Ops.Create, Model = "nuro-vocal", Lyrics = "la" };

    private static MusicRequest Played(string model) => new() { Op = Ops.Create, Model = model, Instrumental = true };

    private static ProviderCall Call(MusicRequest request) => new()
    {
        TaskId = Guid.CreateVersion7(),
        Request = request,
        ScratchDirectory = Path.GetTempPath(),
        Progress = new Progress<ProviderProgress>(),
    };
}

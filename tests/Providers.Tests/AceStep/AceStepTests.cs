using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.AceStep;
using static Providers.Tests.Json;

namespace Providers.Tests.AceStep;

/// <summary>The wire of ACE-Step against texts copied from its documents, not written by the adapter.</summary>
public sealed class AceStepTests : IAsyncLifetime
{
    private const string Submit = "/ace/release_task";
    private const string Query = "/ace/query_result";
    private const string Models = "/ace/v1/models";
    private const string TaskId = "550e8400-e29b-41d4-a716-446655440000";
    private const string Taken = """{"data":{"task_id":"550e8400-e29b-41d4-a716-446655440000","status":"queued","queue_position":1},"code":200,"error":null,"timestamp":1700000000000,"extra":null}""";
    private const string Ready = """{"data":[{"task_id":"550e8400-e29b-41d4-a716-446655440000","status":1,"progress_text":"","result":"[{\"file\":\"/v1/audio?path=a.flac\",\"wave\":\"\",\"status\":1,\"create_time\":1700000000,\"prompt\":\"warm indie pop\",\"lyrics\":\"[Verse]\\nLast seat\",\"metas\":{\"bpm\":100,\"duration\":120,\"keyscale\":\"C Major\",\"timesignature\":\"4\"},\"seed_value\":\"12345\",\"dit_model\":\"acestep-v15-turbo\",\"progress\":1.0,\"stage\":\"succeeded\"},{\"file\":\"/v1/audio?path=b.flac\",\"status\":1,\"prompt\":\"warm indie pop\",\"lyrics\":\"\",\"metas\":{\"bpm\":null,\"duration\":\"119.5\",\"keyscale\":null}}]"}],"code":200,"error":null,"timestamp":1700000000000,"extra":null}""";

    private FakeHost _host = null!;
    private ServiceProvider _services = null!;
    private IMusicProvider _ace = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        _services = Build(new() { ["Vendors:ace-step:Key"] = "the-key", ["Providers:ace-step:BaseUrl"] = $"{_host.Address}ace" });
        _ace = _services.GetRequiredService<IMusicProvider>();
        _host.Script.On("GET", Models, Answer.Json("""{"data":{"models":[{"name":"acestep-v15-turbo","is_default":true}],"default_model":"acestep-v15-turbo"},"code":200,"error":null}"""));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Lyrics_style_and_length_go_as_the_documents_say_and_the_key_as_bearer()
    {
        Same("""{"task_type":"text2music","batch_size":2,"audio_format":"flac","inference_steps":20,"prompt":"warm indie pop, 100 bpm","lyrics":"[Verse]\nLast seat","lm_negative_prompt":"metal","audio_duration":120}""",
            await SubmitAsync(Ask() with { Lyrics = "[Verse]\nLast seat", Styles = "warm indie pop, 100 bpm", NegativeStyles = "metal", Title = "Night Bus", DurationSeconds = 120 }));
        Assert.All(_host.Script.Asked, asked => Assert.Equal("Bearer the-key", asked.Header("Authorization")));
    }

    [Fact]
    public async Task An_instrumental_says_so() => Same(
        """{"task_type":"text2music","batch_size":2,"audio_format":"flac","inference_steps":20,"prompt":"Slow piano, strings","lyrics":"[instrumental]"}""",
        await SubmitAsync(Ask() with { Description = "Slow piano", Styles = "strings", Instrumental = true }));

    [Fact]
    public async Task A_description_is_written_out_where_the_server_may_have_a_language_model() => Same(
        """{"task_type":"text2music","batch_size":2,"audio_format":"flac","inference_steps":20,"sample_query":"A song about rain"}""",
        await SubmitAsync(Ask() with { Description = "A song about rain" }));

    [Theory]
    [InlineData("true", """{"task_type":"text2music","batch_size":2,"audio_format":"flac","inference_steps":50,"sample_query":"A song about rain","thinking":true}""")]
    [InlineData("false", """{"task_type":"text2music","batch_size":2,"audio_format":"flac","inference_steps":50,"prompt":"A song about rain","lyrics":""}""")]
    public async Task What_the_server_has_loaded_shapes_the_order(string initialized, string expected)
    {
        _host.Script.On("GET", Models, Answer.Json($$"""{"data":{"models":[],"default_model":"acestep-v15-base","llm_initialized":{{initialized}}},"code":200,"error":null}"""));
        Same(expected, await SubmitAsync(Ask() with { Description = "A song about rain" }));
    }

    [Fact]
    public async Task The_task_is_known_by_its_id()
    {
        _host.Script.On("POST", Submit, Answer.Json(Taken));
        Assert.Equal(TaskId, Assert.IsType<SubmitAnswer.Accepted>(await _ace.SubmitAsync(Call(), Token)).ProviderTaskId);
    }

    [Theory]
    [InlineData(200, """{"data":null,"code":400,"error":"lyrics are too long","timestamp":1,"extra":null}""", "lyrics are too long")]
    [InlineData(400, """{"detail":"bad JSON"}""", "bad JSON")]
    public async Task A_refusal_is_one_also_under_a_status_of_success(int status, string body, string text)
    {
        _host.Script.On("POST", Submit, Answer.Json(body, status));
        Assert.Equal(text, Assert.IsType<SubmitAnswer.Refused>(await _ace.SubmitAsync(Call(), Token)).Reason);
    }

    [Fact]
    public async Task A_full_queue_is_asked_again_later()
    {
        _host.Script.On("POST", Submit, Answer.Json("""{"detail":"queue full"}""", 429) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "7" } });
        Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<RequestNotSentException>(() => _ace.SubmitAsync(Call(), Token))).RetryAfter);
    }

    [Theory]
    [InlineData(401), InlineData(500), InlineData(503)]
    public async Task Trouble_of_the_server_is_no_answer_to_its_author(int status)
    {
        _host.Script.On("POST", Submit, Answer.Json("""{"detail":"the language model is not loaded"}""", status));
        await Assert.ThrowsAsync<HttpRequestException>(() => _ace.SubmitAsync(Call(), Token));
    }

    [Fact]
    public async Task Songs_come_with_tempo_key_words_and_files_that_take_the_same_key()
    {
        _host.Script.On("POST", Query, Answer.Json(Ready));
        _host.Script.On("GET", "/ace/v1/audio", Answer.File([1, 2, 3], "audio/flac"));
        var done = Assert.IsType<ProviderStatus.Done>(await PollAsync());
        Same("""{"task_id_list":["550e8400-e29b-41d4-a716-446655440000"]}""", _host.Script.Asked[^1].Text);
        Assert.Equal([(0, 120, 100, "C Major", "[Verse]\nLast seat"), (1, 119.5, null, null, (string?)null)], done.Results.Select(song => (song.Index, song.DurationSeconds, song.Bpm, song.Key, song.Lyrics)));
        await using var file = await done.Results[1].Files[0].OpenAsync(Token);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Token);
        Assert.Equal([1, 2, 3], bytes.ToArray());
        Assert.Equal(("?path=b.flac", "Bearer the-key"), (_host.Script.Asked[^1].Query, _host.Script.Asked[^1].Header("Authorization")));
    }

    [Theory]
    [InlineData("http://192.0.2.1/a.flac")]
    [InlineData("/../admin")]
    public async Task A_file_that_lies_somewhere_else_is_not_fetched(string file)
    {
        _host.Script.On("POST", Query, Answer.Json(Ready.Replace("/v1/audio?path=a.flac", file, StringComparison.Ordinal)));
        var done = Assert.IsType<ProviderStatus.Done>(await PollAsync());
        await Assert.ThrowsAsync<ProviderProtocolException>(async () => await done.Results[0].Files[0].OpenAsync(Token));
    }

    [Fact]
    public async Task Progress_is_told_in_percent()
    {
        _host.Script.On("POST", Query, Answer.Json("""{"data":[{"task_id":"550e8400-e29b-41d4-a716-446655440000","status":0,"result":"[{\"file\":\"\",\"status\":0,\"progress\":0.42,\"stage\":\"running\"}]"}],"code":200}"""));
        Assert.Equal(42, Assert.IsType<ProviderStatus.Working>(await PollAsync()).Progress.Percent);
    }

    [Fact]
    public async Task A_task_that_was_known_and_is_no_longer_is_lost()
    {
        const string Unknown = """{"data":[{"task_id":"550e8400-e29b-41d4-a716-446655440000","status":0,"result":"[]"}],"code":200}""";
        _host.Script.On("POST", Query, Answer.Json(Unknown), Answer.Json("""{"data":[{"task_id":"550e8400-e29b-41d4-a716-446655440000","status":0,"result":"[{\"progress\":0.1}]"}],"code":200}"""), Answer.Json(Unknown));
        Assert.IsType<ProviderStatus.Working>(await PollAsync());
        Assert.IsType<ProviderStatus.Working>(await PollAsync());
        Assert.Contains("restarted", Assert.IsType<ProviderStatus.Failed>(await PollAsync()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{\"error\":\"out of memory\"}]""", "out of memory")]
    [InlineData("[]", "The ACE-Step server could not make this song and gave no reason.")]
    public async Task A_failure_has_the_servers_reason_where_it_gives_one(string result, string reason)
    {
        _host.Script.On("POST", Query, Answer.Json($$"""{"data":[{"task_id":"550e8400-e29b-41d4-a716-446655440000","status":2,"result":"{{result}}"}],"code":200}"""));
        Assert.Equal(reason, Assert.IsType<ProviderStatus.Failed>(await PollAsync()).Reason);
    }

    [Fact]
    public async Task What_cannot_be_understood_ends_nothing()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Garbage(), Answer.Json("""{"data":[],"code":200}"""), Answer.Json("""{"data":null,"code":500,"error":"broken"}"""), Answer.Json("""{"data":[{"task_id":"550e8400-e29b-41d4-a716-446655440000","status":1,"result":"no JSON"}],"code":200}""")])
        {
            _host.Script.On("POST", Query, answer);
            var fault = await Record.ExceptionAsync(PollAsync);
            Assert.True(fault is HttpRequestException or ProviderProtocolException, $"{fault}");
        }
    }

    [Fact]
    public void Only_what_the_model_can_do_is_asked_of_it()
    {
        Assert.Null(_ace.Refuse(Ask() with { Description = "rain", DurationSeconds = 600 }));
        Assert.Equal("DurationSeconds", _ace.Refuse(Ask() with { Description = "rain", DurationSeconds = 601 })?.Field);
        Assert.Equal("StyleWeight", _ace.Refuse(Ask() with { Description = "rain", StyleWeight = 0.5 })?.Field);
        Assert.Equal("Weirdness", _ace.Refuse(Ask() with { Description = "rain", Weirdness = 0.5 })?.Field);
        Assert.Equal("VocalGender", _ace.Refuse(Ask() with { Description = "rain", VocalGender = "f" })?.Field);
    }

    [Fact]
    public void Without_an_address_or_switched_off_it_is_not_there()
    {
        using var without = Build([]);
        using var off = Build(new() { ["Providers:ace-step:BaseUrl"] = "http://127.0.0.1:8001", ["Providers:ace-step:Enabled"] = "false" });
        Assert.Empty(without.GetServices<IMusicProvider>());
        Assert.Empty(off.GetServices<IMusicProvider>());
        Assert.Contains("Vendors:ace-step:Key", Assert.Throws<InvalidOperationException>(() => Build(new() { ["Providers:ace-step:BaseUrl"] = "http://127.0.0.1:8001", ["Vendors:ace-step:Key"] = "1234" })).Message, StringComparison.Ordinal);
        Assert.Contains("Providers:ace-step:BaseUrl", Assert.Throws<InvalidOperationException>(() => Build(new() { ["Providers:ace-step:BaseUrl"] = "ftp://somewhere" })).Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddAceStep(configuration).BuildServiceProvider();
    }

    private Task<ProviderStatus> PollAsync() => _ace.PollAsync(Call(), TaskId, Token);

    private async Task<string> SubmitAsync(MusicRequest request)
    {
        _host.Script.On("POST", Submit, Answer.Json(Taken));
        Assert.Null(_ace.Refuse(request));
        Assert.IsType<SubmitAnswer.Accepted>(await _ace.SubmitAsync(Call(request), Token));
        return Assert.Single(_host.Script.Asked, asked => asked.Path == Submit).Text;
    }

    private static MusicRequest Ask() => new() { Op = Ops.Create, Model = "ace-step-1-5" };

    private static ProviderCall Call(MusicRequest? request = null) => new()
    {
        TaskId = Guid.CreateVersion7(),
        Request = request ?? Ask() with { Description = "Rain" },
        ScratchDirectory = Path.GetTempPath(),
        Progress = new Progress<ProviderProgress>(),
    };
}

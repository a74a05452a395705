using System.Net;
using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;
using static Providers.Tests.Json;

namespace Providers.Tests.MusicApi;

/// <summary>The wire of Sonic against texts copied from the vendor's documents, not written by the adapter.</summary>
public sealed class SonicTests : IAsyncLifetime
{
    private const string Create = "/api/v1/sonic/create";
    private const string Task1 = "/api/v1/sonic/task/29906f02-2366-4218-b25a-41458e1d60e0";
    private const string TaskId = "29906f02-2366-4218-b25a-41458e1d60e0";
    private const string Accepted = """{"message":"success","task_id":"29906f02-2366-4218-b25a-41458e1d60e0"}""";

    private FakeHost _host = null!;
    private ServiceProvider _services = null!;
    private IMusicProvider _sonic = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        _services = Build(new() { ["Vendors:musicapi:Key"] = "the-key", ["Providers:sonic:BaseUrl"] = _host.Address.ToString(), ["Outbound:AllowedHosts:0"] = _host.Address.Authority });
        _sonic = _services.GetServices<IMusicProvider>().Single(provider => provider.Manifest.Name == "sonic");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Lyrics_go_as_the_documents_say_and_the_key_as_bearer()
    {
        var body = await SubmitAsync(Ask() with
        {
            Lyrics = "[Verse]\nLast seat by the window",
            Title = "Night Bus",
            Styles = "indie pop, warm",
            NegativeStyles = "metal",
            VocalGender = "f",
            StyleWeight = 0.8,
            Weirdness = 0.3,
        });
        Same("""{"task_type":"create_music","custom_mode":true,"mv":"sonic-v5","title":"Night Bus","tags":"indie pop, warm","prompt":"[Verse]\nLast seat by the window","negative_tags":"metal","vocal_gender":"f","style_weight":0.8,"weirdness_constraint":0.3,"use_suno_cdn":false}""", body);
        Assert.Equal("Bearer the-key", _host.Script.Asked[0].Header("Authorization"));
        Assert.StartsWith("application/json", _host.Script.Asked[0].Header("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_messages_can_arrive_their_address_and_secret_go_along()
    {
        _host.Script.On("POST", Create, Answer.Json(Accepted));
        var call = Call(Ask() with { Description = "rain" });
        await _sonic.SubmitAsync(call with { Hook = new HookTarget(new Uri($"https://music.example.org/hooks/musicapi/{call.TaskId}"), "whispered") }, Token);
        Same($$"""{"task_type":"create_music","custom_mode":false,"mv":"sonic-v5","gpt_description_prompt":"rain","use_suno_cdn":false,"webhook_url":"https://music.example.org/hooks/musicapi/{{call.TaskId}}","webhook_secret":"whispered"}""", Assert.Single(_host.Script.Asked).Text);
    }

    [Fact]
    public async Task A_description_alone_goes_in_description_mode() => Same(
        """{"task_type":"create_music","custom_mode":false,"mv":"sonic-v5","gpt_description_prompt":"Gentle folk song about a train journey","use_suno_cdn":false}""",
        await SubmitAsync(Ask() with { Description = "Gentle folk song about a train journey" }));

    [Fact]
    public async Task An_instrumental_says_so() => Same(
        """{"task_type":"create_music","custom_mode":false,"mv":"sonic-v5","make_instrumental":true,"gpt_description_prompt":"Slow piano and strings","use_suno_cdn":false}""",
        await SubmitAsync(Ask() with { Description = "Slow piano and strings", Instrumental = true }));

    [Fact]
    public async Task An_instrumental_by_style_needs_no_words() => Same(
        """{"task_type":"create_music","custom_mode":true,"mv":"sonic-v5","make_instrumental":true,"tags":"piano","use_suno_cdn":false}""",
        await SubmitAsync(Ask() with { Styles = "piano", Instrumental = true }));

    [Fact]
    public async Task A_description_with_title_or_style_is_the_brief_of_automatic_lyrics() => Same(
        """{"task_type":"create_music","custom_mode":true,"auto_lyrics":true,"mv":"sonic-v5","prompt":"pop song","title":"Midnight Dreams","tags":"r&b, smooth, romantic","use_suno_cdn":false}""",
        await SubmitAsync(Ask() with { Description = "pop song", Title = "Midnight Dreams", Styles = "r&b, smooth, romantic" }));

    [Theory]
    [InlineData(Accepted)]
    [InlineData("""{"code":200,"message":"success","data":{"task_id":"29906f02-2366-4218-b25a-41458e1d60e0"}}""")]
    public async Task The_task_is_known_by_its_id_wherever_it_stands(string answer)
    {
        _host.Script.On("POST", Create, Answer.Json(answer));
        Assert.Equal(TaskId, Assert.IsType<SubmitAnswer.Accepted>(await _sonic.SubmitAsync(Call(), Token)).ProviderTaskId);
    }

    [Theory]
    [InlineData(403, """{"detail":"Your lyrics contain copyrighted content: 'yesterday'"}""", "Your lyrics contain copyrighted content: 'yesterday'")]
    [InlineData(400, """{"message":"The 'mv' field is invalid."}""", "The 'mv' field is invalid.")]
    [InlineData(400, """{"code":400,"error":"tags character length should be less than 1000"}""", "tags character length should be less than 1000")]
    [InlineData(200, """{"code":400,"message":"prompt character length should be less than 5000"}""", "prompt character length should be less than 5000")]
    public async Task A_refusal_reaches_its_author_in_the_vendors_words(int status, string body, string text)
    {
        _host.Script.On("POST", Create, Answer.Json(body, status));
        Assert.Equal(text, Assert.IsType<SubmitAnswer.Refused>(await _sonic.SubmitAsync(Call(), Token)).Reason);
    }

    [Theory]
    [InlineData(401, """{"message":"Invalid authorization format"}""")]
    [InlineData(403, """{"message":"Your remaining credits are not enough."}""")]
    [InlineData(403, """{"message":"You do not have an active subscription."}""")]
    public async Task Trouble_with_the_key_is_its_owners_business_and_orders_nothing(int status, string body)
    {
        _host.Script.On("POST", Create, Answer.Json(body, status));
        Assert.Contains(Assert.IsType<SubmitAnswer.KeyRefused>(await _sonic.SubmitAsync(Call(), Token)).Text, body, StringComparison.Ordinal);
        _host.Script.On("GET", Task1, Answer.Json(body, status));
        Assert.Contains((await Assert.ThrowsAsync<KeyRefusedException>(() => _sonic.PollAsync(Call(), TaskId, Token))).Message, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, """{"message":"Too many requests"}""", "7", 7)]
    [InlineData(503, """{"message":"Maximum concurrent tasks reached"}""", null, null)]
    public async Task Too_much_at_once_was_certainly_not_taken(int status, string body, string? retryAfter, int? seconds)
    {
        var answer = Answer.Json(body, status);
        if (retryAfter is not null) answer = answer with { Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter } };
        _host.Script.On("POST", Create, answer);
        var fault = await Assert.ThrowsAsync<RequestNotSentException>(() => _sonic.SubmitAsync(Call(), Token));
        Assert.Equal(seconds, fault.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task A_fault_at_the_vendor_leaves_a_submit_unknown_and_is_sent_once()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500, "Internal Server Error"), Answer.Refusal(503), Answer.Refusal(504), Answer.Json(Accepted).CutAfter(10)])
        {
            _host.Script.Clear();
            _host.Script.On("POST", Create, answer);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => _sonic.SubmitAsync(Call(), Token));
            Assert.Single(_host.Script.Asked);
        }
    }

    [Fact]
    public async Task An_answer_that_cannot_be_understood_is_told_as_such()
    {
        foreach (var answer in (Answer[])[Answer.Garbage(), Answer.Json("""{"message":"success"}""")])
        {
            _host.Script.On("POST", Create, answer);
            await Assert.ThrowsAsync<ProviderProtocolException>(() => _sonic.SubmitAsync(Call(), Token));
        }
    }

    [Fact]
    public async Task A_closed_door_was_certainly_not_passed()
    {
        await _host.DisposeAsync();
        await Assert.ThrowsAsync<RequestNotSentException>(() => _sonic.SubmitAsync(Call(), Token));
    }

    [Theory]
    [InlineData(202, "")]
    [InlineData(202, """{"code":202,"message":"processing"}""")]
    [InlineData(200, """{"code":200,"type":"not_ready","message":"task is not ready"}""")]
    [InlineData(200, """{"code":200,"message":"success","data":[]}""")]
    [InlineData(200, """{"code":200,"message":"success","data":[{"clip_id":"a","state":"pending"},{"clip_id":"b","state":"RUNNING"}]}""")]
    [InlineData(200, """{"code":200,"message":"success","data":[{"clip_id":"a","state":"succeeded","audio_url":"https://cdn.example/a.mp3"},{"clip_id":"b","state":"running"}]}""")]
    [InlineData(200, """{"code":200,"message":"success","data":[{"clip_id":"a","state":"succeeded","audio_url":""},{"clip_id":"b","state":"succeeded","audio_url":" "}]}""")]
    [InlineData(200, """{"code":200,"message":"success","data":[{"clip_id":"a","state":"dreaming"},{"clip_id":"b","state":"succeeded","audio_url":"https://cdn.example/b.mp3"}]}""")]
    [InlineData(200, """{"code":200,"data":[{"extended":{"clip_id":"a","state":"succeeded","audio_url":"https://cdn.example/a.mp3"},"full":null}]}""")]
    public async Task A_task_is_not_done_before_every_clip_is(int status, string body)
    {
        _host.Script.On("GET", Task1, Answer.Json(body, status));
        Assert.Equal(TimeSpan.FromSeconds(20), Assert.IsType<ProviderStatus.Working>(await _sonic.PollAsync(Call(), TaskId, Token)).PollAfter);
    }

    [Fact]
    public async Task A_finished_task_brings_its_clips_with_their_sound()
    {
        var body = $$"""{"code":200,"message":"success","data":[{"clip_id":"26c9c592-0566-46cf-bb71-91ac1deaa7b5","state":"succeeded","title":"Night Bus","tags":"indie pop","lyrics":"[Verse]\n...","image_url":"https://.../i.jpeg","audio_url":"{{_host.Address}}a.mp3","video_url":null,"created_at":"2026-01-02T10:00:00Z","mv":"sonic-v5","gpt_description_prompt":null,"duration":"104.88"},{"clip_id":"b","state":"Succeeded","title":"","lyrics":"[Instrumental]","audio_url":"{{_host.Address}}b.wav","duration":61.5}]}""";
        _host.Script.On("GET", Task1, Answer.Json(body));
        _host.Script.On("GET", "/a.mp3", Answer.File([1, 2, 3], "audio/mpeg"));
        var results = Assert.IsType<ProviderStatus.Done>(await _sonic.PollAsync(Call(), TaskId, Token)).Results;
        Assert.Equal([(0, "Night Bus", "[Verse]\n...", 104.88), (1, "", null, 61.5)], results.Select(result => (result.Index, result.Title, result.Lyrics, result.DurationSeconds)));
        await using var sound = await results[0].Files[0].OpenAsync(Token);
        var bytes = new byte[3];
        await sound.ReadExactlyAsync(bytes, Token);
        Assert.Equal([1, 2, 3], bytes);
    }

    [Fact]
    public async Task One_clip_of_two_that_failed_leaves_the_other()
    {
        _host.Script.On("GET", Task1, Answer.Json("""{"code":200,"data":[{"clip_id":"a","state":"failed","error_message":"no"},{"clip_id":"b","state":"succeeded","audio_url":"https://cdn.example/b.mp3","duration":"90"}]}"""));
        Assert.Equal(1, Assert.Single(Assert.IsType<ProviderStatus.Done>(await _sonic.PollAsync(Call(), TaskId, Token)).Results).Index);
    }

    [Theory]
    [InlineData(200, """{"code":200,"data":[{"clip_id":"a","state":"failed","error_message":"The words were refused."},{"clip_id":"b","state":"failed"}]}""", "The words were refused.")]
    [InlineData(400, """{"message":"task not found."}""", "task not found.")]
    [InlineData(504, """{"message":"The task failed due to timeout, credits refunded."}""", "The task failed due to timeout, credits refunded.")]
    [InlineData(410, """{"message":"Gone."}""", "MusicAPI no longer offers this. Gone.")]
    public async Task A_task_that_failed_says_why(int status, string body, string reason)
    {
        _host.Script.On("GET", Task1, Answer.Json(body, status));
        Assert.Equal(reason, Assert.IsType<ProviderStatus.Failed>(await _sonic.PollAsync(Call(), TaskId, Token)).Reason);
    }

    [Fact]
    public async Task A_poll_that_met_a_fault_decides_nothing()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Garbage()])
        {
            _host.Script.On("GET", Task1, answer);
            var fault = await Record.ExceptionAsync(() => _sonic.PollAsync(Call(), TaskId, Token));
            Assert.True(fault is HttpRequestException or ProviderProtocolException, $"{fault}");
        }
    }

    [Fact]
    public async Task A_vendor_that_asks_for_patience_gets_it()
    {
        _host.Script.On("GET", Task1, Answer.Json("""{"message":"slow down"}""", 429) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "45" } });
        Assert.Equal(TimeSpan.FromSeconds(45), Assert.IsType<ProviderStatus.Working>(await _sonic.PollAsync(Call(), TaskId, Token)).PollAfter);
    }

    [Fact]
    public async Task A_door_that_keeps_failing_is_left_alone_for_a_while()
    {
        _host.Script.On("GET", Task1, Answer.Refusal((int)HttpStatusCode.BadGateway));
        for (var i = 0; i < 10; i++) await Assert.ThrowsAsync<HttpRequestException>(() => _sonic.PollAsync(Call(), TaskId, Token));
        await Assert.ThrowsAsync<RequestNotSentException>(() => _sonic.PollAsync(Call(), TaskId, Token));
        Assert.Equal(10, _host.Script.Asked.Count);
    }

    [Theory]
    [InlineData("sonic-v5", 5000, 1000), InlineData("sonic-v4-5", 5000, 1000), InlineData("sonic-v4-5-plus", 5000, 1000), InlineData("sonic-v4-5-all", 5000, 1000), InlineData("sonic-v4", 3000, 200), InlineData("sonic-v3-5", 3000, 200)]
    public void Limits_are_those_of_the_model(string model, int lyrics, int styles)
    {
        var ask = Ask() with { Model = model, Lyrics = new string('a', lyrics), Styles = new string('b', styles), Title = new string('c', 80) };
        Assert.Null(_sonic.Refuse(ask));
        Assert.Equal("Lyrics", _sonic.Refuse(ask with { Lyrics = new string('a', lyrics + 1) })?.Field);
        Assert.Equal("Styles", _sonic.Refuse(ask with { Styles = new string('b', styles + 1) })?.Field);
        Assert.Equal("Title", _sonic.Refuse(ask with { Title = new string('c', 81) })?.Field);
        Assert.Equal("Description", _sonic.Refuse(Ask() with { Model = model, Description = new string('d', 401) })?.Field);
        Assert.Equal(styles == 200 ? "VocalGender" : null, _sonic.Refuse(ask with { VocalGender = "m" })?.Field);
    }

    [Fact]
    public void Description_and_styles_of_an_instrumental_exclude_each_other() =>
        Assert.Equal("Styles", _sonic.Refuse(Ask() with { Description = "slow", Styles = "piano", Instrumental = true })?.Field);

    [Fact]
    public void Switched_off_the_vendor_is_not_there()
    {
        using var off = Build(new() { ["Vendors:musicapi:Key"] = "the-key", ["Providers:sonic:Enabled"] = "false", ["Providers:producer:Enabled"] = "false", ["Providers:nuro:Enabled"] = "false" });
        Assert.Empty(off.GetServices<IMusicProvider>());
        Assert.Empty(off.GetServices<Vendor>());
    }

    [Fact]
    public async Task Without_a_key_of_the_installation_each_call_needs_its_own()
    {
        using var without = Build(new() { ["Providers:sonic:BaseUrl"] = _host.Address.ToString() });
        Assert.False(without.GetRequiredService<Vendor>().HasKey);
        var sonic = without.GetServices<IMusicProvider>().Single(provider => provider.Manifest.Name == "sonic");
        Assert.IsType<SubmitAnswer.KeyRefused>(await sonic.SubmitAsync(Call(Ask() with { Description = "rain" }), Token));
        await Assert.ThrowsAsync<KeyRefusedException>(() => sonic.PollAsync(Call(), TaskId, Token));
        Assert.Empty(_host.Script.Asked);
        _host.Script.On("POST", Create, Answer.Json(Accepted));
        Assert.IsType<SubmitAnswer.Accepted>(await sonic.SubmitAsync(Call(Ask() with { Description = "rain" }) with { Key = new VendorKey("somebodys-own-key") }, Token));
        Assert.Equal("Bearer somebodys-own-key", Assert.Single(_host.Script.Asked).Header("Authorization"));
    }

    [Fact]
    public void A_key_written_into_a_log_shows_its_end_only() => Assert.DoesNotContain("somebodys", $"{Call() with { Key = new VendorKey("somebodys-own-key") }}", StringComparison.Ordinal);

    [Fact]
    public void A_key_that_cannot_be_one_stops_the_start_and_is_named() =>
        Assert.Contains("Vendors:musicapi:Key", Assert.Throws<InvalidOperationException>(() => Build(new() { ["Vendors:musicapi:Key"] = "abc" })).Message, StringComparison.Ordinal);

    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddMusicApi(configuration).BuildServiceProvider();
    }

    private async Task<string> SubmitAsync(MusicRequest request)
    {
        _host.Script.On("POST", Create, Answer.Json(Accepted));
        Assert.Null(_sonic.Refuse(request));
        Assert.IsType<SubmitAnswer.Accepted>(await _sonic.SubmitAsync(Call(request), Token));
        return Assert.Single(_host.Script.Asked).Text;
    }

    private static MusicRequest Ask() => new() { Op = Ops.Create, Model = "sonic-v5" };

    private static ProviderCall Call(MusicRequest? request = null) => new()
    {
        TaskId = Guid.CreateVersion7(),
        Request = request ?? Ask() with { Description = "Rain" },
        ScratchDirectory = Path.GetTempPath(),
        Progress = new Progress<ProviderProgress>(),
    };
}

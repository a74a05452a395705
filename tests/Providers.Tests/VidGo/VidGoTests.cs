using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.VidGo;
using static Providers.Tests.Json;

namespace Providers.Tests.VidGo;

/// <summary>The wire of VidGo against texts copied from the vendor's documents, not written by the adapter.</summary>
public sealed class VidGoTests : IAsyncLifetime
{
    private const string Submit = "/api/generate/submit";
    private const string Detail = "/api/generate/detail/music";
    private const string TaskId = "8FDN1I7M7Q68DDG8";
    private const string Taken = """{"code":200,"data":{"task_id":"task-unified-1757165031-uyujaw3d","status":"not_started","created_time":"2025-11-12T10:30:00"}}""";

    private FakeHost _host = null!;
    private ServiceProvider _services = null!;
    private IMusicProvider _vidgo = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        _services = Build(new() { ["Vendors:vidgo:Key"] = "the-key", ["Providers:vidgo:BaseUrl"] = _host.Address.ToString(), ["Outbound:AllowedHosts:0"] = _host.Address.Authority });
        _vidgo = _services.GetRequiredService<IMusicProvider>();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Lyrics_go_in_custom_mode_and_the_key_as_bearer()
    {
        Same("""{"model":"generate-music","input":{"custom_mode":true,"instrumental":false,"prompt":"[Verse]\n...","style":"Pop","title":"Harbour","mv":"V5","vocal_gender":"f","negative_tags":"metal","style_weight":0.33,"weirdness_constraint":0.5}}""",
            await SubmitAsync(Ask() with { Lyrics = "[Verse]\n...", Styles = "Pop", Title = "Harbour", VocalGender = "f", NegativeStyles = "metal", StyleWeight = 1 / 3.0, Weirdness = 0.5 }));
        Assert.Equal("Bearer the-key", _host.Script.Asked[0].Header("Authorization"));
    }

    [Fact]
    public async Task A_description_goes_in_simple_mode() => Same(
        """{"model":"generate-music","input":{"custom_mode":false,"instrumental":true,"prompt":"Slow piano","mv":"V5"}}""",
        await SubmitAsync(Ask() with { Description = "Slow piano", Instrumental = true }));

    [Fact]
    public async Task An_instrumental_by_style_needs_no_words() => Same(
        """{"model":"generate-music","input":{"custom_mode":true,"instrumental":true,"style":"piano","mv":"V5"}}""",
        await SubmitAsync(Ask() with { Styles = "piano", Instrumental = true }));

    [Fact]
    public async Task The_task_is_known_by_its_id()
    {
        _host.Script.On("POST", Submit, Answer.Json(Taken));
        Assert.Equal("task-unified-1757165031-uyujaw3d", Assert.IsType<SubmitAnswer.Accepted>(await _vidgo.SubmitAsync(Call(), Token)).ProviderTaskId);
    }

    [Theory]
    [InlineData(200, """{"code":422,"message":"prompt is required","data":null}""", "prompt is required")]
    [InlineData(400, """{"code":400,"msg":"bad parameters"}""", "bad parameters")]
    [InlineData(200, """{"code":409,"msg":"persona exists"}""", "persona exists")]
    [InlineData(200, """{"code":451,"error":"cannot fetch the file"}""", "cannot fetch the file")]
    [InlineData(413, "", "VidGo answered 413 and gave no reason.")]
    public async Task A_refusal_reaches_its_author_in_the_vendors_words(int status, string body, string text)
    {
        _host.Script.On("POST", Submit, Answer.Json(body, status));
        Assert.Equal(text, Assert.IsType<SubmitAnswer.Refused>(await _vidgo.SubmitAsync(Call(), Token)).Reason);
    }

    [Theory]
    [InlineData(401, """{"message":"invalid token the-key"}""")]
    [InlineData(200, """{"code":402,"message":"balance too low"}""")]
    [InlineData(200, """{"code":429,"message":"Your credits are insufficient"}""")]
    public async Task Trouble_with_the_key_is_for_its_owner(int status, string body)
    {
        _host.Script.On("POST", Submit, Answer.Json(body, status));
        // What the key's owner reads; the author of the order reads a sentence of ours.
        Assert.Contains(Assert.IsType<SubmitAnswer.KeyRefused>(await _vidgo.SubmitAsync(Call(), Token)).Text, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, """{"code":429,"message":"slow down"}"""), InlineData(200, """{"code":430,"message":"too frequent"}"""), InlineData(200, """{"code":455,"message":"maintenance"}""")]
    public async Task Too_fast_or_closed_was_certainly_not_taken(int status, string body)
    {
        _host.Script.On("POST", Submit, Answer.Json(body, status) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "9" } });
        Assert.Equal(TimeSpan.FromSeconds(9), (await Assert.ThrowsAsync<RequestNotSentException>(() => _vidgo.SubmitAsync(Call(), Token))).RetryAfter);
    }

    [Fact]
    public async Task What_became_of_an_order_that_went_wrong_is_not_guessed()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Json("""{"code":500,"message":"oops"}"""), Answer.Json("""{"code":200,"data":{}}"""), Answer.Garbage(), Answer.Json(Taken).CutAfter(20)])
        {
            _host.Script.On("POST", Submit, answer);
            var fault = await Record.ExceptionAsync(() => _vidgo.SubmitAsync(Call(), Token));
            Assert.True(fault is HttpRequestException or ProviderProtocolException, $"{fault}");
        }
    }

    [Fact]
    public async Task Songs_come_as_the_documents_show_them_stray_blanks_included()
    {
        _host.Script.On("GET", Detail, Answer.Json($$"""{"code":200,"data":{"task_id":"8FDN1I7M7Q68DDG8","status":"finished","files":[{"audio_id":"62e4542a-73be-44e1-b397-7716ee7505c6","audio_url":"{{_host.Address}}a.mp3","image_url":"https://storage.vidgo.ai/audio/c.jpeg","title":"Peaceful Piano","tags":"Classical","duration":240, "prompt":""},{" audio_url ":"{{_host.Address}}b.mp3","title ":"Peaceful Piano"," duration":"130","prompt":"[Verse]\nLast seat"},{"audio_url":null}],"created_time":"2025-11-25T08:50:13","error_message":null} }"""));
        _host.Script.On("GET", "/b.mp3", Answer.File([1, 2, 3], "audio/mpeg"));
        var done = Assert.IsType<ProviderStatus.Done>(await PollAsync());
        Assert.Equal("?task_id=8FDN1I7M7Q68DDG8", _host.Script.Asked[0].Query);
        Assert.Equal("62e4542a-73be-44e1-b397-7716ee7505c6", done.Results[0].ProviderClipId);
        Assert.Equal([(0, "Peaceful Piano", 240, "Classical", null), (1, "Peaceful Piano", 130, null, "[Verse]\nLast seat")], done.Results.Select(song => (song.Index, song.Title, song.DurationSeconds, song.Styles, song.Lyrics)));
        Assert.Equal([true, false], done.Results.Select(song => song.Files.Any(file => file is { Kind: ResultFile.Picture, IsOptional: true })));
        await using var file = await done.Results[1].Files[0].OpenAsync(Token);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Token);
        Assert.Equal([1, 2, 3], bytes.ToArray());
    }

    [Theory]
    [InlineData("not_started"), InlineData("running"), InlineData("RUNNING"), InlineData("something_new")]
    public async Task Until_it_is_finished_it_is_asked_again(string status)
    {
        _host.Script.On("GET", Detail, Answer.Json($$"""{"code":200,"data":{"task_id":"8FDN1I7M7Q68DDG8","status":"{{status}}","files":[]} }"""));
        Assert.IsType<ProviderStatus.Working>(await PollAsync());
    }

    [Theory]
    [InlineData("""{"code":200,"data":{"status":"failed","files":[],"error_message":"The style names an artist"}}""", "The style names an artist")]
    [InlineData("""{"code":200,"data":{"status":"failed","files":[],"error_message":null}}""", "VidGo could not make this and gave no reason.")]
    [InlineData("""{"code":200,"data":{"status":"finished","files":[]}}""", "VidGo called this finished and named no song.")]
    [InlineData("""{"code":404,"message":"task not found"}""", "task not found")]
    public async Task An_end_without_a_song_says_why(string body, string reason)
    {
        _host.Script.On("GET", Detail, Answer.Json(body));
        Assert.Equal(reason, Assert.IsType<ProviderStatus.Failed>(await PollAsync()).Reason);
    }

    [Fact]
    public async Task What_cannot_be_understood_ends_nothing()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(503), Answer.Garbage(), Answer.Json("""{"code":200,"data":null}""")])
        {
            _host.Script.On("GET", Detail, answer);
            var fault = await Record.ExceptionAsync(PollAsync);
            Assert.True(fault is HttpRequestException or ProviderProtocolException, $"{fault}");
        }
    }

    [Fact]
    public async Task A_key_that_stopped_working_ends_nothing_either()
    {
        _host.Script.On("GET", Detail, Answer.Refusal(401, """{"message":"invalid token"}"""));
        await Assert.ThrowsAsync<KeyRefusedException>(PollAsync);
    }

    [Theory]
    [InlineData("V5", 5000, 1000), InlineData("V4_5PLUS", 5000, 1000), InlineData("V4_5", 5000, 1000), InlineData("V4_5ALL", 5000, 1000), InlineData("V4", 3000, 200)]
    public void Limits_are_those_of_the_model(string model, int lyrics, int styles)
    {
        var ask = Ask() with { Model = model, Lyrics = new string('a', lyrics), Styles = new string('b', styles), Title = new string('c', 80) };
        Assert.Null(_vidgo.Refuse(ask));
        Assert.Equal("Lyrics", _vidgo.Refuse(ask with { Lyrics = new string('a', lyrics + 1) })?.Field);
        Assert.Equal("Styles", _vidgo.Refuse(ask with { Styles = new string('b', styles + 1) })?.Field);
        Assert.Equal("Title", _vidgo.Refuse(ask with { Title = new string('c', 81) })?.Field);
        Assert.Equal("Description", _vidgo.Refuse(Ask() with { Model = model, Description = new string('d', 501) })?.Field);
    }

    [Fact]
    public void A_description_stands_alone()
    {
        var ask = Ask() with { Description = "rain" };
        Assert.Null(_vidgo.Refuse(ask));
        Assert.Equal("Styles", _vidgo.Refuse(ask with { Styles = "piano" })?.Field);
        Assert.Equal("Title", _vidgo.Refuse(ask with { Title = "Rain" })?.Field);
        Assert.Equal("VocalGender", _vidgo.Refuse(ask with { VocalGender = "f" })?.Field);
    }

    [Fact]
    public async Task Without_a_key_of_the_installation_somebodys_own_key_opens_it_and_switched_off_nothing_does()
    {
        await using var without = Build(new() { ["Providers:vidgo:BaseUrl"] = _host.Address.ToString() });
        await using var off = Build(new() { ["Vendors:vidgo:Key"] = "the-key", ["Providers:vidgo:Enabled"] = "false" });
        var vidgo = without.GetRequiredService<IMusicProvider>();
        _host.Script.On("POST", Submit, Answer.Json(Taken));
        Assert.False(without.GetRequiredService<Vendor>().HasKey);
        Assert.Equal("The installation has no key for VidGo.", Assert.IsType<SubmitAnswer.KeyRefused>(await vidgo.SubmitAsync(Call(), Token)).Text);
        Assert.Empty(_host.Script.Asked);
        Assert.IsType<SubmitAnswer.Accepted>(await vidgo.SubmitAsync(Call() with { Key = new VendorKey("somebodys-own-key") }, Token));
        Assert.Equal("Bearer somebodys-own-key", Assert.Single(_host.Script.Asked).Header("Authorization"));
        Assert.Empty(off.GetServices<IMusicProvider>());
        Assert.Empty(off.GetServices<Vendor>());
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddVidGo(configuration).BuildServiceProvider();
    }

    private Task<ProviderStatus> PollAsync() => _vidgo.PollAsync(Call(), TaskId, Token);

    private async Task<string> SubmitAsync(MusicRequest request)
    {
        _host.Script.On("POST", Submit, Answer.Json(Taken));
        Assert.Null(_vidgo.Refuse(request));
        Assert.IsType<SubmitAnswer.Accepted>(await _vidgo.SubmitAsync(Call(request), Token));
        return Assert.Single(_host.Script.Asked).Text;
    }

    private static MusicRequest Ask() => new() { Op = Ops.Create, Model = "V5" };

    private static ProviderCall Call(MusicRequest? request = null) => new()
    {
        TaskId = Guid.CreateVersion7(),
        Request = request ?? Ask() with { Description = "Rain" },
        ScratchDirectory = Path.GetTempPath(),
        Progress = new Progress<ProviderProgress>(),
    };
}

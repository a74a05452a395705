using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;
using static Providers.Tests.Json;

namespace Providers.Tests.MusicApi;

/// <summary>The wire of Producer against texts copied from the vendor's documents, not written by the adapter.</summary>
public sealed class ProducerTests : IAsyncLifetime
{
    private const string Create = "/api/v1/producer/create";
    private const string TaskId = "6d7253ac-916e-49a8-b288-91ffa7f8a8cd";
    private const string Accepted = """{"message":"success","task_id":"6d7253ac-916e-49a8-b288-91ffa7f8a8cd"}""";
    private const string Clip = """{"clip_id":"ac78601b-bd05-48dd-b5c6-89195561de36","title":"Harbour Lights","sound":null,"lyrics":"[Verse 1]\n...","audio_url":"{0}x.m4a","wav_url":"https://cdn.example/x.wav","image_url":"https://cdn.example/x.jpg"}""";

    private FakeHost _host = null!;
    private ServiceProvider _services = null!;
    private IMusicProvider _producer = null!;

    /// <summary>Each operation with the path and the body that the documents give it.</summary>
    public static TheoryData<string, string, string> Documented => new()
    {
        { Ops.Create, Create, """{"task_type":"create_music","sound":"warm synth pop, 100 bpm","lyrics":"[Verse 1]\n...","title":"Harbour Lights"}""" },
        { Ops.Extend, Create, """{"task_type":"extend_music","clip_id":"CLIP","starts_at":45,"instruction":"Strings rise to a calm ending","lyrics":"one more verse"}""" },
        { Ops.ReplaceSection, Create, """{"task_type":"replace_music","clip_id":"CLIP","starts_at":30,"ends_at":45,"instruction":"Quieter, only piano"}""" },
        { Ops.Cover, Create, """{"task_type":"cover_music","clip_id":"CLIP","instruction":"Acoustic, slower","strength":0.3}""" },
        { Ops.Upload, "/api/v1/producer/upload", """{"url":"https://files.example.com/demo.mp3"}""" },
        { Ops.Wav, "/api/v1/producer/download", """{"clip_id":"CLIP","format":"wav"}""" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        _services = Build();
        _producer = Find(_services);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory, MemberData(nameof(Documented))]
    public async Task Each_operation_is_ordered_as_the_documents_say(string op, string path, string body)
    {
        _host.Script.On("POST", path, Answer.Json(Accepted));
        Assert.Null(_producer.Refuse(Ask(op)));
        Assert.Equal(new SubmitAnswer.Accepted(TaskId, TimeSpan.FromSeconds(10)), await _producer.SubmitAsync(Call(op), Token));
        var asked = Assert.Single(_host.Script.Asked);
        Assert.Equal((path, "Bearer the-key"), (asked.Path, asked.Header("Authorization")));
        Same(body, asked.Text);
    }

    [Theory, MemberData(nameof(Documented))]
    public async Task Each_kind_of_no_is_understood(string op, string path, string body)
    {
        Assert.NotEmpty(body);
        _host.Script.On("POST", path, Answer.Json("""{"message":"contains artist names: 'x'"}""", 403));
        Assert.Equal("contains artist names: 'x'", Assert.IsType<SubmitAnswer.Refused>(await _producer.SubmitAsync(Call(op), Token)).Reason);
        _host.Script.On("POST", path, Answer.Json("""{"message":"Gone"}""", 410));
        Assert.Contains("no longer offers this", Assert.IsType<SubmitAnswer.Refused>(await _producer.SubmitAsync(Call(op), Token)).Reason, StringComparison.Ordinal);
        _host.Script.On("POST", path, Answer.Json("""{"message":"your remaining credits are not enough"}""", 403));
        Assert.IsType<SubmitAnswer.KeyRefused>(await _producer.SubmitAsync(Call(op), Token));
        _host.Script.On("POST", path, Answer.Json("""{"message":"too many concurrent tasks"}""", 503));
        await Assert.ThrowsAsync<RequestNotSentException>(() => _producer.SubmitAsync(Call(op), Token));
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Refusal(504), Answer.Json(Accepted).CutAfter(10)])
        {
            _host.Script.On("POST", path, answer);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => _producer.SubmitAsync(Call(op), Token));
        }

        _host.Script.On("POST", path, Answer.Json("""{"message":"success"}"""));
        await Assert.ThrowsAsync<ProviderProtocolException>(() => _producer.SubmitAsync(Call(op), Token));
    }

    [Theory, MemberData(nameof(Documented))]
    public async Task A_clip_without_the_vendors_id_is_not_asked_for_and_only_songs_are_told_of(string op, string path, string body)
    {
        Assert.NotEmpty(body);
        if (op != Ops.Create) Assert.IsType<SubmitAnswer.Refused>(await _producer.SubmitAsync(Call(op) with { Sources = [Source() with { ProviderClipId = null, Files = [] }] }, Token));
        Assert.Empty(_host.Script.Asked);
        _host.Script.On("POST", path, Answer.Json(Accepted));
        await _producer.SubmitAsync(Call(op) with { Hook = new HookTarget(new Uri("https://music.example.org/hooks/musicapi/1"), "whispered") }, Token);
        var sent = Assert.Single(_host.Script.Asked).Text;
        Assert.Equal(path == Create, sent.Contains("\"webhook_url\":\"https://music.example.org/hooks/musicapi/1\",\"webhook_secret\":\"whispered\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_sings_where_the_sound_says_so_because_the_switch_is_ignored_there()
    {
        Same("""{"task_type":"create_music","sound":"Slow piano, strings, no metal, no drums, instrumental, no vocals"}""", await SentAsync(Ask(Ops.Create) with { Title = null, Lyrics = null, Description = "Slow piano", Styles = "strings", NegativeStyles = "metal, drums", Instrumental = true }));
        Same("""{"task_type":"extend_music","clip_id":"CLIP","starts_at":45,"instruction":"Continue in the same style, instrumental, no vocals"}""", await SentAsync(Ask(Ops.Extend) with { Styles = null, Instrumental = true }));
        Same("""{"task_type":"replace_music","clip_id":"CLIP","starts_at":30,"ends_at":45,"instruction":"A new version of this section in the same style\nSing these words:\nnew lines"}""", await SentAsync(Ask(Ops.ReplaceSection) with { Styles = null, Lyrics = "new lines" }));
    }

    [Theory]
    [InlineData(0.0, "1"), InlineData(0.7, "0.3"), InlineData(1.0, "0")]
    public async Task How_close_a_cover_stays_is_told_the_other_way_round(double weight, string strength) =>
        Assert.Contains($"\"strength\":{strength}}}", await SentAsync(Ask(Ops.Cover) with { AudioWeight = weight }), StringComparison.Ordinal);

    [Fact]
    public async Task What_was_uploaded_is_covered_as_such() =>
        Same("""{"task_type":"cover_upload_music","clip_id":"CLIP","instruction":"Acoustic, slower","title":"Night Bus"}""", await SentAsync(Ask(Ops.Cover) with { AudioWeight = null, Title = "Night Bus" }, Source() with { IsUploaded = true }));

    [Theory]
    [InlineData("""{"code":200,"status":"SUCCESS","message":"success","data":[CLIP]}""")]
    [InlineData("""{"code":200,"message":"success","data":{"status":"success","data":[CLIP]}}""")]
    [InlineData("""{"state":"Succeeded","data":CLIP}""")]
    public async Task A_song_comes_wrapped_or_not_and_under_either_word(string answer)
    {
        OnTask(answer.Replace("CLIP", Clip.Replace("{0}", _host.Address.ToString(), StringComparison.Ordinal), StringComparison.Ordinal));
        _host.Script.On("GET", "/x.m4a", Answer.File("M4A"u8.ToArray(), "audio/mp4"));
        var song = Assert.Single(Assert.IsType<ProviderStatus.Done>(await PollAsync(Ops.Create)).Results);
        Assert.Equal((0, "ac78601b-bd05-48dd-b5c6-89195561de36", "Harbour Lights", "warm synth pop, 100 bpm", "[Verse 1]\n..."), (song.Index, song.ProviderClipId, song.Title, song.Styles, song.Lyrics));
        using var reader = new StreamReader(await Assert.Single(song.Files).OpenAsync(Token));
        Assert.Equal("M4A", await reader.ReadToEndAsync(Token));
        Assert.Equal("Bearer the-key", _host.Script.Asked[0].Header("Authorization"));
        Assert.Null(_host.Script.Asked[^1].Header("Authorization")); // The key is for the vendor alone.
    }

    [Theory]
    [InlineData("""{"code":200,"status":"PENDING","message":"success","data":[]}""", 200), InlineData("""{"code":200,"status":"running"}""", 200), InlineData("""{"code":200,"status":"polishing","data":[]}""", 200)]
    [InlineData("""{"code":202,"message":"processing"}""", 202), InlineData("""{"type":"not_ready"}""", 200), InlineData("""{"code":200,"data":{"status":"RUNNING","data":null}}""", 200), InlineData("""{"message":"rate limit"}""", 429)]
    [InlineData("""{"code":200,"status":"SUCCESS","data":[{"clip_id":"a","audio_url":""}]}""", 200)]
    public async Task What_is_not_ready_is_asked_for_again_in_five_seconds(string answer, int status)
    {
        OnTask(answer, status);
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.IsType<ProviderStatus.Working>(await PollAsync(Ops.Create)).PollAfter);
    }

    [Theory]
    [InlineData("""{"code":200,"status":"FAILED","message":"The song was refused; credits are refunded.","data":[]}""", 200, "The song was refused; credits are refunded.")]
    [InlineData("""{"code":200,"data":{"state":"failed"}}""", 200, "Producer could not make this song and gave no reason.")]
    [InlineData("""{"message":"task not found."}""", 400, "task not found.")]
    public async Task A_failure_has_the_vendors_words(string answer, int status, string reason)
    {
        OnTask(answer, status);
        Assert.Equal(reason, Assert.IsType<ProviderStatus.Failed>(await PollAsync(Ops.Create)).Reason);
    }

    [Fact]
    public async Task What_cannot_be_understood_ends_nothing()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Garbage(), Answer.Json("{}").CutAfter(1)])
        {
            _host.Script.On("GET", $"/api/v1/producer/task/{TaskId}", answer);
            var fault = await Record.ExceptionAsync(() => PollAsync(Ops.Create));
            Assert.True(fault is HttpRequestException or ProviderProtocolException, $"{fault}");
        }

        OnTask("""{"message":"Invalid authorization format"}""", 401);
        await Assert.ThrowsAsync<KeyRefusedException>(() => PollAsync(Ops.Create));
    }

    [Fact]
    public async Task An_upload_is_a_copy_under_the_vendors_id_once_its_task_has_ended()
    {
        OnTask("""{"code":200,"status":"RUNNING","data":[]}""");
        Assert.IsType<ProviderStatus.Working>(await PollAsync(Ops.Upload));
        OnTask("""{"code":200,"status":"SUCCESS","data":[{"clip_id":"abc123"}]}""");
        var copy = Assert.Single(Assert.IsType<ProviderStatus.Done>(await PollAsync(Ops.Upload)).Results);
        Assert.Equal(("abc123", "Night Bus", "full lyrics here", 92.0, "A copy, uploaded to MusicAPI"), (copy.ProviderClipId, copy.Title, copy.Lyrics, copy.DurationSeconds, copy.Note));
        using var reader = new StreamReader(await Assert.Single(copy.Files).OpenAsync(Token));
        Assert.Equal("ID3", await reader.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task A_WAV_is_a_file_of_its_song()
    {
        OnTask("""{"code":200,"status":"SUCCESS","data":[{"audio_url":"https://cdn.example/x.wav"}]}""");
        Assert.Equal("wav", Assert.Single(Assert.IsType<ProviderStatus.MadeFiles>(await PollAsync(Ops.Wav)).Files).Kind);
    }

    [Fact]
    public void What_the_vendor_could_not_do_is_refused_before_it_is_asked()
    {
        Assert.Equal("OnlyNewPart", _producer.Refuse(Ask(Ops.Extend) with { OnlyNewPart = true })?.Field);
        Assert.Equal("Styles", _producer.Refuse(Ask(Ops.Cover) with { Styles = " " })?.Field);
        Assert.Equal("HasRights", _producer.Refuse(Ask(Ops.Upload) with { HasRights = false })?.Field);
        Assert.Equal("Title", _producer.Refuse(Ask(Ops.Create) with { Title = new string('t', 81) })?.Field);
        Assert.Equal("Weirdness", _producer.Refuse(Ask(Ops.Create) with { Weirdness = 0.5 })?.Field);
        // Both go into one field.
        var long300 = new string('a', 300);
        Assert.Equal("Styles", _producer.Refuse(Ask(Ops.Create) with { Lyrics = null, Description = long300, Styles = long300 })?.Field);
        Assert.Null(_producer.Refuse(Ask(Ops.Create) with { Lyrics = null, Description = long300, Styles = null }));
    }

    [Theory]
    [InlineData(Ops.Create, 12, false), InlineData(Ops.Extend, 12, false), InlineData(Ops.Cover, 12, false), InlineData(Ops.ReplaceSection, 12, false), InlineData(Ops.Wav, 2, true), InlineData(Ops.Upload, 2, true)]
    public void Prices_are_the_documents_and_what_is_only_inferred_is_off(string op, long credits, bool isExperimental)
    {
        var operation = _producer.Manifest.FindOperation(op)!;
        Assert.Equal((credits, isExperimental), (operation.PriceCredits, operation.IsExperimental));
        Assert.Equal(op is not (Ops.Create or Ops.Upload), operation.SourceById);
    }

    [Fact]
    public void It_can_be_switched_off_alone_and_uploads_need_a_public_address()
    {
        using var without = Build(("Providers:producer:Enabled", "false"));
        Assert.Equal(["sonic", "nuro"], without.GetServices<IMusicProvider>().Select(provider => provider.Manifest.Name));
        using var alone = Build(("Providers:sonic:Enabled", "false"), ("Providers:nuro:Enabled", "false"), ("Site:PublicUrl", null));
        Assert.Null(Assert.Single(alone.GetServices<IMusicProvider>()).Manifest.FindOperation(Ops.Upload));
        Assert.Equal("MusicAPI", Assert.Single(alone.GetServices<Vendor>()).DisplayName);
        using var neither = Build(("Providers:sonic:Enabled", "false"), ("Providers:nuro:Enabled", "false"), ("Providers:producer:Enabled", "false"));
        Assert.Empty(neither.GetServices<Vendor>());
    }

    private ServiceProvider Build(params (string Name, string? Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Vendors:musicapi:Key"] = "the-key", ["Providers:producer:BaseUrl"] = _host.Address.ToString(), ["Outbound:AllowedHosts:0"] = _host.Address.Authority, ["Site:PublicUrl"] = "https://music.example.org" };
        foreach (var (name, value) in more) settings[name] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddMusicApi(configuration).BuildServiceProvider();
    }

    private static IMusicProvider Find(ServiceProvider services) => services.GetServices<IMusicProvider>().Single(provider => provider.Manifest.Name == "producer");

    private void OnTask(string body, int status = 200) => _host.Script.On("GET", $"/api/v1/producer/task/{TaskId}", Answer.Json(body, status));

    private Task<ProviderStatus> PollAsync(string op) => _producer.PollAsync(Call(op), TaskId, Token);

    private async Task<string> SentAsync(MusicRequest request, SourceClip? source = null)
    {
        _host.Script.Clear();
        _host.Script.On("POST", Create, Answer.Json(Accepted));
        Assert.Null(_producer.Refuse(request));
        await _producer.SubmitAsync(Call(request.Op) with { Request = request, Sources = [source ?? Source()] }, Token);
        return Assert.Single(_host.Script.Asked).Text;
    }

    private static MusicRequest Ask(string op)
    {
        var bare = new MusicRequest { Op = op, Model = "lyria-3-pro", SourceClipId = Guid.CreateVersion7() };
        return op switch
        {
            Ops.Create => bare with { SourceClipId = null, Styles = "warm synth pop, 100 bpm", Lyrics = "[Verse 1]\n...", Title = "Harbour Lights" },
            Ops.Extend => bare with { ContinueAtSeconds = 45, Styles = "Strings rise to a calm ending", Lyrics = "one more verse" },
            Ops.ReplaceSection => bare with { RangeStartSeconds = 30, RangeEndSeconds = 45, Styles = "Quieter, only piano" },
            Ops.Cover => bare with { Styles = "Acoustic, slower", AudioWeight = 0.7 },
            Ops.Upload => bare with { HasRights = true },
            _ => bare,
        };
    }

    private static SourceClip Source() => new()
    {
        Id = Guid.CreateVersion7(),
        Provider = "producer",
        ProviderClipId = "CLIP",
        Title = "Night Bus",
        Lyrics = "full lyrics here",
        DurationSeconds = 92,
        CreatedAt = DateTime.UnixEpoch,
        Files = [new SourceFile("mp3", "audio/mpeg", SizeBytes: 3, _ => ValueTask.FromResult<Stream>(new MemoryStream("ID3"u8.ToArray()))) { PublicAddress = new Uri("https://files.example.com/demo.mp3") }],
    };

    private static ProviderCall Call(string op) => new()
    {
        TaskId = Guid.CreateVersion7(),
        Request = Ask(op),
        ScratchDirectory = Path.GetTempPath(),
        Sources = op is Ops.Create ? [] : [Source()],
        Progress = new Progress<ProviderProgress>(),
    };
}

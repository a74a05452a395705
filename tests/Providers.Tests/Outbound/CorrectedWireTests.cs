using System.Reflection;
using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.AimlApi;
using MusicWeb.Providers.MusicApi;
using MusicWeb.Providers.VidGo;
using static Providers.Tests.Json;
using static Providers.Tests.MusicApi.SonicCalls;

namespace Providers.Tests.Outbound;

/// <summary>What an administrator found out about a vendor stands between the adapter and the wire.</summary>
public sealed class CorrectedWireTests : IAsyncLifetime
{
    private const string Mashup = "api/v1/sonic/mashup";
    private const string Task = "api/v1/sonic/task/{id}";
    private readonly Dictionary<string, IReadOnlyList<WireCorrection>> _corrections = [];
    private FakeHost _host = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IMusicProvider Sonic => Find("sonic");

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        var settings = new Dictionary<string, string?>
        {
            ["Vendors:musicapi:Key"] = "the-key",
            ["Vendors:vidgo:Key"] = "the-key",
            ["Vendors:aimlapi:Key"] = "the-key",
            ["Site:PublicUrl"] = "https://music.example.org",
            ["Providers:sonic:BaseUrl"] = $"{_host.Address}",
            ["Providers:vidgo:BaseUrl"] = $"{_host.Address}",
            ["Providers:music-01:BaseUrl"] = $"{_host.Address}",
            ["Outbound:AllowedHosts:0"] = _host.Address.Authority,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
            .AddMusicApi(configuration).AddVidGo(configuration).AddAimlApi(configuration)
            .AddSingleton<ReadCorrections>((provider, _) => System.Threading.Tasks.Task.FromResult(_corrections.GetValueOrDefault(provider, [])))
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_call_goes_where_the_vendor_moved_it_and_speaks_in_its_words()
    {
        Correct("sonic", new(WireKind.Path, "", Mashup, "api/v2/mash?new=1"), new(WireKind.SentField, Mashup, "mashup_clip_ids", "clip_ids"), new(WireKind.SentValue, "", "mv=sonic-v5", "sonic-v5-1"), new(WireKind.SentValue, "", "title=sonic-v5", "nothing"));
        _host.Script.On("POST", "/api/v2/mash", Answer.Json("""{"task_id":"t"}"""));
        await Sonic.SubmitAsync(Call(Ops.Mashup), Token);
        Same("""{"clip_ids":["CLIP_A","CLIP_B"],"custom_mode":false,"mv":"sonic-v5-1","gpt_description_prompt":"Dance mashup"}""", Assert.Single(_host.Script.Asked).Text);
    }

    [Fact]
    public async Task What_is_said_of_one_call_leaves_the_others_alone_and_goes_before_what_is_said_of_all()
    {
        Correct("sonic", new(WireKind.SentField, "", "clip_id", "song_id"), new(WireKind.SentField, "api/v1/sonic/bpm", "clip_id", "track_id"));
        foreach (var path in (string[])["/api/v1/sonic/bpm", "/api/v1/sonic/wav"]) _host.Script.On("POST", path, Answer.Json("""{"data":{"avg_bpm":120},"wav_url":"https://cdn.example/a.wav"}"""));
        await Sonic.SubmitAsync(Call(Ops.Bpm), Token);
        await Sonic.SubmitAsync(Call(Ops.Wav), Token);
        Assert.Equal(["""{"track_id":"CLIP"}""", """{"song_id":"CLIP"}"""], _host.Script.Asked.Select(asked => asked.Text));
    }

    [Fact]
    public async Task An_answer_is_read_by_its_new_names_wherever_they_stand_and_the_id_goes_where_the_path_wants_it()
    {
        Correct("sonic", new(WireKind.Path, "", Task, "api/v2/tasks?full=1&id={id}"), new(WireKind.ReadField, Task, "audio_url", "link"), new(WireKind.ReadField, Task, "state", "phase"));
        var clip = $$"""{"clip_id":"c","phase":"succeeded","link":"{{_host.Address}}song.mp3","audio_url":null,"title":"link","duration":"61.5"}""";
        _host.Script.On("GET", "/api/v2/tasks", Answer.Json($$"""{"code":200,"data":[{{clip}}]}"""));
        _host.Script.On("GET", "/song.mp3", Answer.File("ID3 and more"u8.ToArray(), "audio/mpeg"));
        var done = Assert.IsType<ProviderStatus.Done>(await Sonic.PollAsync(Call(Ops.Create), "a b", Token));
        var take = Assert.Single(done.Results);
        Assert.Equal(("c", "link", 61.5), (take.ProviderClipId, take.Title, take.DurationSeconds));
        await using var song = await take.Files[0].OpenAsync(Token);
        Assert.Equal("?full=1&id=a%20b", _host.Script.Asked[0].Query);
    }

    [Fact]
    public async Task Names_are_found_in_json_that_came_as_text_and_under_stray_spaces()
    {
        Correct("vidgo", new(WireKind.ReadField, "", "file_url", "pic"), new(WireKind.ReadField, "", "task_id", "job"), new(WireKind.SentValue, "api/generate/submit", "model=generate-music", "make-music"));
        _host.Script.On("POST", "/api/generate/submit", Answer.Json("""{"code":200,"data":{" job ":"n8"}}"""));
        var call = Call(Ops.Create) with { Request = new MusicRequest { Op = Ops.Create, Model = "V5", Description = "rain" }, Sources = [] };
        Assert.Equal("n8", Assert.IsType<SubmitAnswer.Accepted>(await Find("vidgo").SubmitAsync(call, Token)).ProviderTaskId);
        Assert.Contains("\"model\":\"make-music\"", Assert.Single(_host.Script.Asked).Text, StringComparison.Ordinal);

        _host.Script.On("GET", "/api/generate/detail/music", Answer.Json("""{"code":200,"data":{"status":"finished","files":[{"generate_cover":"[{\"pic\":\"https://cdn.example/a.png\"}]"}]}}"""));
        var pictures = Assert.IsType<ProviderStatus.MadeFiles>(await Find("vidgo").PollAsync(call with { Request = call.Request with { Op = Ops.CoverArt }, Sources = [Clip()] }, "n8", Token));
        Assert.Equal(ResultFile.Picture, Assert.Single(pictures.Files).Kind);
    }

    [Fact]
    public async Task A_form_and_a_streamed_sound_are_corrected_too()
    {
        var scratch = Directory.CreateTempSubdirectory("wire-").FullName;
        try
        {
            Correct("music-01", new(WireKind.SentField, "", "purpose", "use"), new(WireKind.SentValue, "", "purpose=song", "track"), new(WireKind.ReadField, "", "audio", "sound"));
            _host.Script.On("POST", "/v2/generate/audio/minimax/upload", Answer.Json("""{"voice_id":"v","instrumental_id":"i","base_resp":{"status_code":0}}"""));
            _host.Script.On("POST", "/v2/generate/audio/minimax/generate", Answer.Json("{\"data\":{\"status\":2,\"sound\":\"" + Convert.ToHexString("ID3 sound"u8) + "\"},\"base_resp\":{\"status_code\":0}}"));
            var source = Clip(id: null);
            var listen = Call(Ops.Create) with { Request = new MusicRequest { Op = Ops.PersonaCreate, Model = "music-01", Title = "n", Purpose = SourcePurposes.Song, HasRights = true }, Sources = [source], ScratchDirectory = scratch };
            var made = Assert.IsType<SubmitAnswer.MadePersona>(await Find("music-01").SubmitAsync(listen, Token));
            Assert.Contains("name=\"use\"\r\n\r\ntrack\r\n", _host.Script.Asked[0].Text, StringComparison.Ordinal);
            Assert.Contains("name=\"file\"; filename=\"song.mp3\"\r\n\r\nID3\r\n", _host.Script.Asked[0].Text, StringComparison.Ordinal);

            var sing = listen with { Request = new MusicRequest { Op = Ops.Persona, Model = "music-01", Lyrics = "la la" }, Sources = [], Persona = new SourcePersona(Guid.CreateVersion7(), made.Persona.Data) };
            var song = Assert.Single(Assert.IsType<SubmitAnswer.Done>(await Find("music-01").SubmitAsync(sing, Token)).Results);
            await using var file = await song.Files[0].OpenAsync(Token);
            Assert.Equal("ID3 sound", await new StreamReader(file).ReadToEndAsync(Token));
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    [Fact]
    public async Task A_contract_check_shows_what_really_went_and_came()
    {
        Correct("sonic", new(WireKind.Path, "", "api/v1/get-credits", "api/v2/credits"), new(WireKind.ReadField, "", "credits", "coins"));
        _host.Script.On("GET", "/api/v2/credits", Answer.Json("""{"coins":40,"extra_credits":2}"""));
        var checks = await _services.GetServices<Vendor>().Single(vendor => vendor.Name == "musicapi").CheckAsync(null, Token);
        var balance = checks.First(check => check.Name == "Balance");
        Assert.Contains("42", balance.Reading, StringComparison.Ordinal);
        Assert.Contains("/api/v2/credits", balance.Request, StringComparison.Ordinal);
        Assert.Contains("\"coins\":40", balance.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_corrections_cannot_be_read_nothing_is_sent()
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(_services.GetRequiredService<IConfiguration>())
            .AddMusicApi(_services.GetRequiredService<IConfiguration>())
            .AddSingleton<ReadCorrections>((_, _) => throw new InvalidOperationException("the database is away")).BuildServiceProvider();
        await Assert.ThrowsAsync<RequestNotSentException>(() => MusicApi.SonicCalls.Find(services).SubmitAsync(Call(Ops.Create), Token));
        Assert.Empty(_host.Script.Asked);
    }

    [Fact]
    public void Every_path_of_a_manifest_can_be_corrected_and_everything_second_hand_belongs_to_a_call()
    {
        var assembly = typeof(MusicApiVendor).Assembly;
        foreach (var manifest in _services.GetServices<IMusicProvider>().Select(provider => provider.Manifest))
        {
            var home = assembly.GetTypes().Single(type => type.GetProperty("Manifest", BindingFlags.Static | BindingFlags.Public)?.GetValue(null) is ProviderManifest { Name: var name } && name == manifest.Name && type.Name.EndsWith("Manifest", StringComparison.Ordinal));
            var paths = home.GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.IsLiteral && field.Name.EndsWith("Path", StringComparison.Ordinal)).Select(field => (string)field.GetRawConstantValue()!);
            Assert.All(paths, path => Assert.Contains(manifest.Paths, known => known == path || known == path + WireCorrection.Id));
            Assert.All(manifest.Inferred, inferred => Assert.Null(WireCorrection.Refuse(manifest, new(inferred.Kind, inferred.Path, inferred.Name, "x"))));
        }
    }

    [Theory]
    [InlineData(WireKind.Path, "", Mashup, "api/v2/mashup", null)]
    [InlineData(WireKind.Path, "", Task, "v2/task/{id}/full?x=1", null)]
    [InlineData(WireKind.Path, "", Task, "v2/task", "Actual")]
    [InlineData(WireKind.Path, "", Task, "v2/{id}/{id}", "Actual")]
    [InlineData(WireKind.Path, "", Mashup, "v2/{id}", "Actual")]
    [InlineData(WireKind.Path, "", Mashup, "/v2/mashup", "Actual")]
    [InlineData(WireKind.Path, "", Mashup, "//elsewhere.example/mashup", "Actual")]
    [InlineData(WireKind.Path, "", Mashup, "https://elsewhere.example/", "Actual")]
    [InlineData(WireKind.Path, "", Mashup, "a/../../b", "Actual")]
    [InlineData(WireKind.Path, "", Mashup, "a\\b", "Actual")]
    [InlineData(WireKind.Path, "", Mashup, "", "Actual")]
    [InlineData(WireKind.Path, "", "api/v1/unheard", "api/v2/x", "Documented")]
    [InlineData(WireKind.Path, Mashup, Mashup, "api/v2/x", "Path")]
    [InlineData(WireKind.SentField, "", "clip_id", "id", null)]
    [InlineData(WireKind.SentField, "api/v1/unheard", "clip_id", "id", "Path")]
    [InlineData(WireKind.SentField, "", "clip id", "id", "Documented")]
    [InlineData(WireKind.ReadField, Task, "audio_url", "a\"b", "Actual")]
    [InlineData(WireKind.SentValue, "", "mv=sonic-v5", "sonic v5,1", null)]
    [InlineData(WireKind.SentValue, "", "mv", "x", "Documented")]
    [InlineData(WireKind.SentValue, "", "mv=x", "two\nlines", "Actual")]
    [InlineData((WireKind)9, "", "mv=x", "y", "Kind")]
    public void A_correction_that_leads_elsewhere_or_means_nothing_is_refused_at_its_field(WireKind kind, string path, string documented, string actual, string? field) =>
        Assert.Equal(field, WireCorrection.Refuse(Sonic.Manifest, new(kind, path, documented, actual))?.Field);

    private IMusicProvider Find(string name) => _services.GetServices<IMusicProvider>().Single(provider => provider.Manifest.Name == name);

    private void Correct(string provider, params IReadOnlyList<WireCorrection> corrections) => _corrections[provider] = corrections;
}

using System.Text;
using FakeProviders;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using MusicWeb.Providers;
using MusicWeb.Providers.AceStep;
using static Providers.Tests.Json;

namespace Providers.Tests.AceStep;

/// <summary>What ACE-Step does with songs, against texts copied from its documents, not written by the adapter.</summary>
public sealed class AceStepOperationTests : IAsyncLifetime
{
    private const string Submit = "/ace/release_task";
    private const string Query = "/ace/query_result";
    private const string Format = "/ace/format_input";
    private const string Models = "/ace/v1/models";
    private const string Turbo = """{"data":{"models":[{"name":"acestep-v15-turbo","is_default":true}],"default_model":"acestep-v15-turbo"},"code":200,"error":null,"timestamp":1700000000000,"extra":null}""";

    // A newer build, which tells more.
    private const string Two = """
        {"data":{"models":[
          {"name":"acestep-v15-base","is_default":false,"is_loaded":true,"supported_task_types":["text2music","repaint","cover","extract","lego","complete"]},
          {"name":"acestep-v15-sft","is_default":false,"is_loaded":false,"supported_task_types":["text2music","repaint","cover","extract","lego","complete"]},
          {"name":"acestep-v15-turbo","is_default":true,"is_loaded":true,"supported_task_types":["text2music","repaint","cover"]}],
          "default_model":"acestep-v15-turbo","lm_models":[{"name":"acestep-5Hz-lm-0.6B","is_loaded":true}],"loaded_lm_model":"acestep-5Hz-lm-0.6B","llm_initialized":true},
         "code":200,"error":null,"timestamp":1700000000000,"extra":null}
        """;

    private FakeHost _host = null!;
    private ServiceProvider _services = null!;
    private IMusicProvider _ace = null!;

    /// <summary>Each operation with the form that the documents give it.</summary>
    public static TheoryData<string, string> Documented => new()
    {
        { Ops.Cover, "task_type=cover|batch_size=2|audio_format=flac|inference_steps=20|prompt=bossa nova|lyrics=[Verse]\nLast seat|audio_cover_strength=0.6" },
        { Ops.ReplaceSection, "task_type=repaint|batch_size=2|audio_format=flac|inference_steps=20|prompt=soul, r&b|lyrics=new lines|repainting_start=30|repainting_end=45" },
        { Ops.Extend, "task_type=repaint|batch_size=2|audio_format=flac|inference_steps=20|prompt=soul, r&b|lyrics=[Bridge]\nNew words|repainting_start=80.5|repainting_end=140.5" },
        { Ops.AddVocals, "task_type=complete|batch_size=2|audio_format=flac|inference_steps=50|model=acestep-v15-base|prompt=soul, r&b|lyrics=[Verse]\nla|instruction=Complete the input track with vocals, backing_vocals:" },
        { Ops.AddInstrumental, "task_type=complete|batch_size=2|audio_format=flac|inference_steps=50|model=acestep-v15-base|prompt=rock|lyrics=[Verse]\nLast seat|instruction=Complete the input track with drums, bass, guitar, keyboard:" },
        { Ops.Vox, "task_type=extract|batch_size=1|audio_format=flac|inference_steps=50|model=acestep-v15-base|track_name=vocals|instruction=Extract the vocals track from the audio:" },
        { Ops.Bpm, "full_analysis_only=true" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        _services = Build();
        _ace = _services.GetRequiredService<IMusicProvider>();
        _host.Script.On("GET", Models, Answer.Json(Two));
        await LearnAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory, MemberData(nameof(Documented))]
    public async Task Each_operation_sends_the_bytes_of_a_song_and_says_what_to_do_as_documented(string op, string fields)
    {
        _host.Script.On("POST", Submit, Answer.Json(Taken("550e8400-e29b-41d4-a716-446655440000")));
        Assert.Null(_ace.Refuse(Ask(op)));
        Assert.Equal("550e8400-e29b-41d4-a716-446655440000", Assert.IsType<SubmitAnswer.Accepted>(await _ace.SubmitAsync(Call(op), Token)).ProviderTaskId);
        var asked = Assert.Single(_host.Script.Asked, asked => asked.Path == Submit);
        Assert.Equal("Bearer the-key", asked.Header("Authorization"));
        Assert.Equal([.. fields.Split('|'), "src_audio=song.flac audio/flac fLaC-and-more"], await FormAsync(asked));
    }

    [Fact]
    public async Task What_has_no_words_is_covered_without_a_voice_and_a_song_without_a_FLAC_goes_as_it_is()
    {
        _host.Script.On("POST", Submit, Answer.Json(Taken("t")));
        await _ace.SubmitAsync(Call(Ops.Cover) with { Request = Ask(Ops.Cover) with { AudioWeight = null }, Sources = [Song() with { Lyrics = null, Files = [_score, _mp3] }] }, Token);
        Assert.Equal(
            ["task_type=cover", "batch_size=2", "audio_format=flac", "inference_steps=20", "prompt=bossa nova", "lyrics=[instrumental]", "src_audio=song.mp3 audio/mpeg ID3"],
            await FormAsync(Assert.Single(_host.Script.Asked, asked => asked.Path == Submit)));
    }

    [Fact]
    public async Task All_stems_are_an_order_for_each_track_and_one_question()
    {
        string[] tracks = ["vocals", "backing_vocals", "drums", "bass", "guitar", "keyboard", "percussion", "strings", "synth", "fx", "brass", "woodwinds"];
        _host.Script.On("POST", Submit, [.. tracks.Select(track => Answer.Json(Taken($"id-{track}")))]);
        var id = Assert.IsType<SubmitAnswer.Accepted>(await _ace.SubmitAsync(Call(Ops.StemsFull), Token)).ProviderTaskId;
        var forms = _host.Script.Asked.Where(asked => asked.Path == Submit).ToList();
        Assert.Equal(tracks, await Task.WhenAll(forms.Select(async asked => (await FormAsync(asked)).Single(field => field.StartsWith("track_name=", StringComparison.Ordinal))["track_name=".Length..])));

        // One is still at work, one failed, one came without a file.
        string Entry(string track, int status, string result) => $$"""{"task_id":"id-{{track}}","status":{{status}},"result":"{{result}}"}""";
        string Done(string track) => Entry(track, 1, $$"""[{\"file\":\"/v1/audio?path={{track}}.flac\",\"status\":1}]""");
        Tell([.. tracks[..^1].Select(Done), Entry("woodwinds", 0, """[{\"progress\":0.4,\"stage\":\"running\"}]""")]);
        Assert.Equal(95, Assert.IsType<ProviderStatus.Working>(await _ace.PollAsync(Call(Ops.StemsFull), id, Token)).Progress.Percent);
        Same($$"""{"task_id_list":[{{string.Join(',', tracks.Select(track => $"\"id-{track}\""))}}]}""", _host.Script.Asked[^1].Text);
        Tell([.. tracks[..^2].Select(Done), Entry("brass", 2, """[{\"error\":\"out of memory\"}]"""), Entry("woodwinds", 1, "[]")]);
        _host.Script.On("GET", "/ace/v1/audio", Answer.File("fLaC"u8.ToArray(), "audio/flac"));
        var made = Assert.IsType<ProviderStatus.MadeFiles>(await _ace.PollAsync(Call(Ops.StemsFull), id, Token));
        Assert.Equal(["stem-vocals", "stem-backing-vocals", "stem-drums", "stem-bass", "stem-guitar", "stem-keyboard", "stem-percussion", "stem-strings", "stem-synth", "stem-fx"], made.Files.Select(file => file.Kind));
        Assert.Equal("10 of 12 stems arrived.", made.Note);
        Assert.Equal("fLaC", await TextOfAsync(made.Files[1]));
        Assert.Equal("?path=backing_vocals.flac", _host.Script.Asked[^1].Query);
        Tell([.. tracks.Select(track => Entry(track, 2, """[{\"error\":\"out of memory\"}]"""))]);
        Assert.Equal("out of memory", Assert.IsType<ProviderStatus.Failed>(await _ace.PollAsync(Call(Ops.StemsFull), id, Token)).Reason);
    }

    [Fact]
    public async Task A_queue_that_is_full_in_the_middle_of_several_orders_takes_all_of_them_later()
    {
        _host.Script.On("POST", Submit, Answer.Json(Taken("a")), Answer.Json(Taken("b")), Answer.Json("""{"detail":"Server busy: queue is full"}""", 429));
        await Assert.ThrowsAsync<RequestNotSentException>(() => _ace.SubmitAsync(Call(Ops.StemsFull), Token));
        _host.Script.On("POST", Submit, Answer.Json("""{"data":null,"code":429,"error":"queue is full","timestamp":1,"extra":null}"""));
        await Assert.ThrowsAsync<RequestNotSentException>(() => _ace.SubmitAsync(Call(Ops.StemsFull), Token));
    }

    [Fact]
    public async Task A_song_keeps_the_words_of_what_was_kept_and_gets_the_new_ones()
    {
        Tell("""{"task_id":"t","status":1,"result":"[{\"file\":\"/v1/audio?path=a.flac\",\"status\":1,\"prompt\":\"soul\",\"lyrics\":\"[Bridge]\\nNew words\",\"metas\":{\"bpm\":96,\"duration\":140.5,\"keyscale\":\"A minor\"}}]"}""");
        async Task<string?> WordsAsync(string op, MusicRequest? request = null) =>
            Assert.Single(Assert.IsType<ProviderStatus.Done>(await _ace.PollAsync(Call(op) with { Request = request ?? Ask(op) }, "t", Token)).Results).Lyrics;
        Assert.Equal("[Verse]\nLast seat\n\n[Bridge]\nNew words", await WordsAsync(Ops.Extend));
        Assert.Equal("[Verse]\nLast seat\n\nnew lines", await WordsAsync(Ops.ReplaceSection));
        Assert.Equal("[Verse]\nLast seat", await WordsAsync(Ops.ReplaceSection, Ask(Ops.ReplaceSection) with { Lyrics = null, Instrumental = true }));
        Assert.Equal("[Verse]\nLast seat", await WordsAsync(Ops.Cover));
        Assert.Equal("[Verse]\nla", await WordsAsync(Ops.AddVocals));
        Assert.Equal("[Verse]\nLast seat", await WordsAsync(Ops.AddInstrumental));
    }

    [Theory]
    [InlineData("E major", 4, "Major"), InlineData("Am", 9, "Minor"), InlineData("F# minor", 6, "Minor"), InlineData("Bb Major", 10, "Major"), InlineData("N/A", null, null)]
    public async Task What_is_heard_in_a_song_is_a_file_of_it(string key, int? root, string? mode)
    {
        // The shape that a server gave somebody; it has neither a file nor a status inside.
        Tell($$"""{"task_id":"t","status":1,"result":"[{\"status_message\":\"Full Hardware Analysis Success\",\"bpm\":81,\"keyscale\":\"{{key}}\",\"timesignature\":\"3\",\"duration\":29,\"genre\":\"Lo-fi hip hop\",\"prompt\":\"A classic beat\",\"lyrics\":\"[Instrumental]\",\"language\":\"unknown\"}]"}""");
        var file = Assert.Single(Assert.IsType<ProviderStatus.MadeFiles>(await _ace.PollAsync(Call(Ops.Bpm), "t", Token)).Files);
        Assert.Equal("tempo-map", file.Kind);
        Same($$"""{"version":1,"bpm":81,"beatsPerBar":3,{{(root is null ? "" : $"\"keyRoot\":{root},\"mode\":\"{mode}\",")}}"bars":[],"sections":[],"chords":[],"styles":"A classic beat"}""", await TextOfAsync(file));
        Tell("""{"task_id":"t","status":1,"result":"[{\"status_message\":\"Success\",\"bpm\":null,\"keyscale\":\"\"}]"}""");
        Assert.Contains("no tempo", Assert.IsType<ProviderStatus.Failed>(await _ace.PollAsync(Call(Ops.Bpm), "t", Token)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Ops.StyleBoost, "pop rock", "Enhanced music description")]
    [InlineData(Ops.Lyrics, "a song about the sky", "Formatted lyrics...")]
    public async Task Words_come_while_one_waits(string op, string prompt, string text)
    {
        _host.Script.On("POST", Format, Answer.Json("""{"data":{"caption":"Enhanced music description","lyrics":"Formatted lyrics...","bpm":120,"key_scale":"C Major","time_signature":"4","duration":180,"vocal_language":"en"},"code":200,"error":null,"timestamp":1700000000000,"extra":null}"""));
        Assert.Null(_ace.Refuse(Ask(op)));
        Assert.Equal(text, Assert.IsType<SubmitAnswer.MadeText>(await _ace.SubmitAsync(Call(op), Token)).Text);
        Same($$"""{"prompt":"{{prompt}}","lyrics":"","temperature":0.85,"param_obj":"{}"}""", _host.Script.Asked[^1].Text);
        _host.Script.On("POST", Format, Answer.Json("""{"data":{"caption":"","lyrics":"[Instrumental]"},"code":200,"error":null}"""));
        Assert.Contains("no words", Assert.IsType<SubmitAnswer.Refused>(await _ace.SubmitAsync(Call(op), Token)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"detail":"the source is too long"}"""), InlineData(200, """{"data":null,"code":400,"error":"the source is too long","timestamp":1,"extra":null}""")]
    public async Task A_refusal_is_told_its_author_whatever_its_status(int status, string body)
    {
        foreach (var op in (string[])[Ops.Cover, Ops.StemsFull, Ops.StyleBoost])
        {
            _host.Script.On("POST", op is Ops.StyleBoost ? Format : Submit, Answer.Json(body, status));
            Assert.Equal("the source is too long", Assert.IsType<SubmitAnswer.Refused>(await _ace.SubmitAsync(Call(op), Token)).Reason);
        }
    }

    [Theory]
    [InlineData(503, """{"detail":"LLM not initialized"}"""), InlineData(200, """{"data":null,"code":500,"error":"LLM not initialized","timestamp":1,"extra":null}"""), InlineData(401, """{"detail":"Missing API key"}""")]
    public async Task Trouble_of_the_server_is_no_answer_to_its_author_whatever_its_status(int status, string body)
    {
        foreach (var op in (string[])[Ops.Cover, Ops.StyleBoost])
        {
            _host.Script.On("POST", op is Ops.StyleBoost ? Format : Submit, Answer.Json(body, status));
            await Assert.ThrowsAsync<HttpRequestException>(() => _ace.SubmitAsync(Call(op), Token));
        }

        _host.Script.On("POST", Query, Answer.Json(body, status));
        await Assert.ThrowsAsync<HttpRequestException>(() => _ace.PollAsync(Call(Ops.Cover), "t", Token));
    }

    [Fact]
    public async Task A_song_without_sound_is_not_sent()
    {
        foreach (var sources in (SourceClip[][])[[], [Song() with { Files = [_score] }]])
            Assert.Contains("no file", Assert.IsType<SubmitAnswer.Refused>(await _ace.SubmitAsync(Call(Ops.Cover) with { Sources = sources }, Token)).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(_host.Script.Asked, asked => asked.Path == Submit);
    }

    [Fact]
    public void What_the_server_could_not_do_is_refused_before_it_is_asked()
    {
        Assert.Equal("Model", _ace.Refuse(Ask(Ops.AddVocals) with { Model = "ace-step-1-5" })?.Field);
        Assert.Equal("Lyrics", _ace.Refuse(Ask(Ops.AddVocals) with { Lyrics = null })?.Field);
        Assert.Equal("Lyrics", _ace.Refuse(Ask(Ops.AddVocals) with { Lyrics = null, Instrumental = true })?.Field);
        Assert.Equal("Lyrics", _ace.Refuse(Ask(Ops.ReplaceSection) with { Lyrics = null })?.Field);
        Assert.Equal("OnlyNewPart", _ace.Refuse(Ask(Ops.Extend) with { OnlyNewPart = true })?.Field);
        Assert.Equal("Styles", _ace.Refuse(Ask(Ops.Cover) with { Styles = null })?.Field);
        Assert.Equal("Op", _ace.Refuse(Ask(Ops.StemsBasic))?.Field);
    }

    [Fact]
    public void Everything_is_free_takes_any_song_and_what_is_only_inferred_is_off()
    {
        Assert.All(_ace.Manifest.Operations, operation => Assert.Equal((0, operation.Op == Ops.Extend), (operation.PriceCredits, operation.IsExperimental)));
        Assert.All(_ace.Manifest.Operations, operation => Assert.False(operation.OwnSourceOnly || operation.SourceById || operation.SendsSource));
        Assert.Equal(TimeSpan.FromMinutes(9), _ace.Manifest.FindOperation(Ops.Extend)!.LongestSource);
    }

    [Fact]
    public async Task The_models_that_are_loaded_are_offered_and_those_on_the_disk_are_not()
    {
        Assert.Equal([("ace-step-1-5", "ACE-Step 1.5"), ("acestep-v15-base", "ACE-Step 1.5 base")], _ace.Manifest.Models.Select(model => (model.Name, model.DisplayName)));
        _host.Script.On("POST", Submit, Answer.Json(Taken("t")));
        await _ace.SubmitAsync(Call(Ops.Create) with { Request = Ask(Ops.Create) with { Model = "acestep-v15-base", Lyrics = "la", Styles = "soul" } }, Token);
        Same("""{"task_type":"text2music","batch_size":2,"audio_format":"flac","inference_steps":50,"model":"acestep-v15-base","prompt":"soul","lyrics":"la","thinking":true}""", _host.Script.Asked[^1].Text);
    }

    [Theory]
    [InlineData(Turbo, "cover create extend lyrics replace-section style-boost bpm", "add-instrumental add-vocals stems-basic stems-full vox")]
    [InlineData("""{"data":{"models":[{"name":"acestep-v15-base","is_default":true}],"default_model":"acestep-v15-base","llm_initialized":false},"code":200}""", "add-instrumental add-vocals cover create extend replace-section stems-full vox", "bpm stems-basic")]
    [InlineData("""{"detail":"Not Found"}""", "cover create extend lyrics replace-section style-boost bpm", "add-instrumental add-vocals stems-basic stems-full vox")]
    public async Task What_the_server_has_loaded_decides_what_is_offered(string models, string offered, string missing)
    {
        _host.Script.On("GET", Models, Answer.Json(models, models.Contains("Not Found", StringComparison.Ordinal) ? 404 : 200));
        await LearnAsync();
        Assert.Equal(offered.Split(' ').Order(), _ace.Manifest.Operations.Select(operation => operation.Op).Order());
        Assert.Equal(missing.Split(' ').Order(), _ace.Manifest.Missing.Select(gone => gone.Op).Order());
        // Of the one base model that is the default, the form's only model is it.
        Assert.Equal("ace-step-1-5", _ace.Manifest.ModelsFor(_ace.Manifest.Operations[^1]).First().Name);
    }

    [Fact]
    public async Task A_moments_trouble_takes_no_model_away()
    {
        _host.Script.On("GET", Models, Answer.Refusal(503));
        await LearnAsync();
        Assert.Equal(2, _ace.Manifest.Models.Count);
    }

    private ServiceProvider Build()
    {
        var settings = new Dictionary<string, string?> { ["Vendors:ace-step:Key"] = "the-key", ["Providers:ace-step:BaseUrl"] = $"{_host.Address}ace" };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddAceStep(configuration).BuildServiceProvider();
    }

    private async Task LearnAsync()
    {
        await _services.GetRequiredService<AceStepServer>().RefreshAsync(Token);
        Assert.Equal("Bearer the-key", _host.Script.Asked[^1].Header("Authorization"));
    }

    private void Tell(params IEnumerable<string> entries) => _host.Script.On("POST", Query, Answer.Json($$"""{"data":[{{string.Join(',', entries)}}],"code":200,"error":null,"timestamp":1700000000000,"extra":null}"""));

    private static string Taken(string id) => $$"""{"data":{"task_id":"{{id}}","status":"queued","queue_position":1},"code":200,"error":null,"timestamp":1700000000000,"extra":null}""";

    // In the order in which the parts came, the song as its name, type and bytes.
    private static async Task<List<string>> FormAsync(Asked asked)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(asked.Header("Content-Type")).Boundary).Value!;
        var (reader, parts) = (new MultipartReader(boundary, new MemoryStream(asked.Body)), new List<string>());
        while (await reader.ReadNextSectionAsync(Token) is { } part)
        {
            var disposition = part.GetContentDispositionHeader()!;
            var text = await new StreamReader(part.Body, Encoding.UTF8).ReadToEndAsync(Token);
            parts.Add($"{HeaderUtilities.RemoveQuotes(disposition.Name)}={(disposition.IsFileDisposition() ? $"{HeaderUtilities.RemoveQuotes(disposition.FileName)} {part.ContentType} {text}" : text)}");
        }

        return parts;
    }

    private static async Task<string> TextOfAsync(ResultFile file)
    {
        using var reader = new StreamReader(await file.OpenAsync(Token));
        return await reader.ReadToEndAsync(Token);
    }

    private static MusicRequest Ask(string op)
    {
        var bare = new MusicRequest { Op = op, Model = op is Ops.AddVocals or Ops.AddInstrumental or Ops.StemsFull or Ops.Vox ? "acestep-v15-base" : "ace-step-1-5", SourceClipId = Guid.CreateVersion7() };
        return op switch
        {
            Ops.Create => bare with { SourceClipId = null },
            Ops.Lyrics => bare with { SourceClipId = null, Description = "a song about the sky" },
            Ops.StyleBoost => bare with { SourceClipId = null, Styles = "pop rock" },
            Ops.Extend => bare with { ContinueAtSeconds = 80.5, Lyrics = "[Bridge]\nNew words" },
            Ops.Cover => bare with { Styles = "bossa nova", AudioWeight = 0.6 },
            Ops.ReplaceSection => bare with { RangeStartSeconds = 30, RangeEndSeconds = 45, Lyrics = "new lines" },
            Ops.AddVocals => bare with { Lyrics = "[Verse]\nla" },
            Ops.AddInstrumental => bare with { Styles = "rock" },
            _ => bare,
        };
    }

    private static SourceClip Song() => new()
    {
        Id = Guid.CreateVersion7(),
        Provider = "sketch",
        Title = "Night Bus",
        Styles = "soul, r&b",
        Lyrics = "[Verse]\nLast seat",
        DurationSeconds = 92,
        CreatedAt = DateTime.UnixEpoch,
        Files = [_score, _mp3, _flac],
    };

    private static readonly SourceFile _score = new("score", "application/json", SizeBytes: 2, _ => throw new InvalidOperationException("Nobody asked for the score."));

    private static readonly SourceFile _mp3 = File("mp3", "audio/mpeg", "ID3");

    private static readonly SourceFile _flac = File("flac", "audio/flac", "fLaC-and-more");

    private static SourceFile File(string kind, string contentType, string text) =>
        new(kind, contentType, text.Length, _ => ValueTask.FromResult<Stream>(new MemoryStream(Encoding.ASCII.GetBytes(text))));

    private static ProviderCall Call(string op) => new()
    {
        TaskId = Guid.CreateVersion7(),
        Request = Ask(op),
        ScratchDirectory = Path.GetTempPath(),
        Sources = op is Ops.Create or Ops.Lyrics or Ops.StyleBoost ? [] : [Song()],
        Progress = new Progress<ProviderProgress>(),
    };
}

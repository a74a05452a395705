using System.Text;
using FakeProviders;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Engine.Sing;
using MusicWeb.Providers;
using static Providers.Tests.Json;
using static Providers.Tests.MusicApi.SonicCalls;

namespace Providers.Tests.MusicApi;

/// <summary>What Sonic does with clips, against texts copied from the vendor's documents, not written by the adapter.</summary>
public sealed class SonicOperationTests : IAsyncLifetime
{
    private const string Create = "/api/v1/sonic/create";
    private const string TaskId = "29906f02-2366-4218-b25a-41458e1d60e0";
    private const string Accepted = """{"message":"success","task_id":"29906f02-2366-4218-b25a-41458e1d60e0"}""";

    private FakeHost _host = null!;
    private ServiceProvider _services = null!;
    private IMusicProvider _sonic = null!;

    /// <summary>Each operation with the path and the body that the documents give it. What we add to them always is no CDN of others, for every kind of task.</summary>
    public static TheoryData<string, string, string> Documented => new()
    {
        { Ops.Extend, Create, """{"task_type":"extend_music","continue_clip_id":"CLIP","continue_at":95,"custom_mode":true,"mv":"sonic-v5","prompt":"[Bridge]\nNew words","use_suno_cdn":false}""" },
        { Ops.Cover, Create, """{"task_type":"cover_music","continue_clip_id":"CLIP","custom_mode":true,"mv":"sonic-v5","tags":"bossa nova","prompt":"[Verse]\n...","audio_weight":0.6,"use_suno_cdn":false}""" },
        { Ops.Concat, Create, """{"task_type":"concat_music","continue_clip_id":"EXTENSION_CLIP","use_suno_cdn":false}""" },
        { Ops.Persona, Create, """{"task_type":"persona_music","persona_id":"PERSONA","custom_mode":true,"mv":"sonic-v5","prompt":"[Verse]\n...","tags":"soul","use_suno_cdn":false}""" },
        { Ops.Remaster, Create, """{"task_type":"remaster","continue_clip_id":"CLIP","mv":"sonic-v5","use_suno_cdn":false}""" },
        { Ops.UploadExtend, "/api/v1/sonic/upload-extend", """{"url":"https://files.example.com/demo.mp3","continue_at":45,"custom_mode":true,"mv":"sonic-v5","prompt":"[Verse]\n...","auto_concat":true,"use_suno_cdn":false}""" },
        { Ops.UploadCover, "/api/v1/sonic/upload-cover", """{"url":"https://files.example.com/demo.mp3","custom_mode":true,"mv":"sonic-v5","tags":"bossa nova","prompt":"[Verse]\n...","audio_weight":0.6,"use_suno_cdn":false}""" },
        { Ops.Sample, "/api/v1/sonic/sample", """{"sample_clip_id":"CLIP","chop_sample_start_s":4,"chop_sample_end_s":18,"custom_mode":false,"mv":"sonic-v5","gpt_description_prompt":"Turn the hum into a pop song"}""" },
        { Ops.Mashup, "/api/v1/sonic/mashup", """{"mashup_clip_ids":["CLIP_A","CLIP_B"],"custom_mode":false,"mv":"sonic-v5","gpt_description_prompt":"Dance mashup"}""" },
        { Ops.VoiceCreate, "/api/v1/sonic/create-voice", """{"audio_url":"https://files.example.com/voice.wav"}""" },
        { Ops.Bpm, "/api/v1/sonic/bpm", """{"clip_id":"CLIP"}""" },
        { Ops.Vox, "/api/v1/sonic/vox", """{"clip_id":"CLIP","vocal_start_s":10,"vocal_end_s":35}""" },
        { Ops.AddVocals, Create, """{"task_type":"add_vocals","continue_clip_id":"CLIP","custom_mode":true,"mv":"sonic-v5","prompt":"[Verse]\n...","use_suno_cdn":false}""" },
        { Ops.AddInstrumental, Create, """{"task_type":"add_instrumental","continue_clip_id":"CLIP","mv":"sonic-v5","tags":"soul","use_suno_cdn":false}""" },
        { Ops.Upload, "/api/v1/sonic/upload", """{"url":"https://files.example.com/demo.mp3"}""" },
        { Ops.ReplaceSection, "/api/v1/sonic/replace-section", """{"clip_id":"CLIP","mv":"sonic-v5","infill_start_s":30,"infill_end_s":45,"prompt":"full lyrics here","infill_lyrics":"new lines","auto_concat":true}""" },
        { Ops.PersonaCreate, "/api/v1/sonic/persona", """{"name":"Warm alto","clip_id":"CLIP","describe":"Soulful, smooth","styles":"soul, r&b"}""" },
        { Ops.StemsBasic, "/api/v1/sonic/stems/basic", """{"clip_id":"CLIP"}""" },
        { Ops.StemsFull, "/api/v1/sonic/stems/full", """{"clip_id":"CLIP"}""" },
        { Ops.Wav, "/api/v1/sonic/wav", """{"clip_id":"CLIP"}""" },
        { Ops.Midi, "/api/v1/sonic/midi", """{"clip_id":"CLIP"}""" },
        { Ops.LyricsTimeline, "/api/v1/sonic/aligned-lyrics", """{"clip_id":"CLIP"}""" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        _services = Build(_host, publicUrl: "https://music.example.org");
        _sonic = Find(_services);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory, MemberData(nameof(Documented))]
    public async Task Each_operation_is_ordered_as_the_documents_say(string op, string path, string body)
    {
        _host.Script.On("POST", path, Answer.Json("""{"code":200,"task_id":"t","persona_id":"p","clip_id":"abc123","wav_url":"https://cdn.example/a.wav","data":{"avg_bpm":120,"vox_audio_id":"v","alignment":[{"word":"Last ","start_s":1.2,"end_s":1.5,"success":true,"p_align":0.9}]}}"""));
        Assert.Null(_sonic.Refuse(Ask(op)));
        await _sonic.SubmitAsync(Call(op), Token);
        var asked = Assert.Single(_host.Script.Asked);
        Assert.Equal((path, "Bearer the-key"), (asked.Path, asked.Header("Authorization")));
        Same(body, asked.Text);
    }

    [Theory, MemberData(nameof(Documented))]
    public async Task A_refused_clip_is_told_in_the_vendors_words_and_an_unknown_outcome_stays_unknown(string op, string path, string body)
    {
        Assert.NotEmpty(body);
        _host.Script.On("POST", path, Answer.Json("""{"message":"clip not found."}""", 400));
        Assert.Equal("clip not found.", Assert.IsType<SubmitAnswer.Refused>(await _sonic.SubmitAsync(Call(op), Token)).Reason);
        foreach (var answer in (Answer[])[Answer.Refusal(500, "Internal Server Error"), Answer.Refusal(504), Answer.Json(Accepted).CutAfter(10)])
        {
            _host.Script.Clear();
            _host.Script.On("POST", path, answer);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => _sonic.SubmitAsync(Call(op), Token));
            Assert.Single(_host.Script.Asked);
        }

        // An answer that names nothing says nothing about what was done; only notes are asked for until they are there.
        _host.Script.On("POST", path, Answer.Json("""{"code":200,"message":"success"}"""));
        if (op == Ops.Midi) Assert.IsType<SubmitAnswer.Accepted>(await _sonic.SubmitAsync(Call(op), Token));
        else if (op == Ops.LyricsTimeline) Assert.IsType<SubmitAnswer.Refused>(await _sonic.SubmitAsync(Call(op), Token));
        else await Assert.ThrowsAsync<ProviderProtocolException>(() => _sonic.SubmitAsync(Call(op), Token));
    }

    [Theory, MemberData(nameof(Documented))]
    public async Task A_clip_or_a_persona_without_the_vendors_id_is_not_asked_for(string op, string path, string body)
    {
        Assert.NotEmpty(path + body);
        var call = Call(op) with { Sources = [Clip(id: null) with { Files = [] }], Persona = null };
        Assert.Contains(op is Ops.Upload or Ops.UploadExtend or Ops.UploadCover ? "has no file that MusicAPI could fetch" : op == Ops.VoiceCreate ? "takes a voice as MP3 or WAV" : "gave no id for it", Assert.IsType<SubmitAnswer.Refused>(await _sonic.SubmitAsync(call, Token)).Reason, StringComparison.Ordinal);
        Assert.IsType<SubmitAnswer.Refused>(await _sonic.SubmitAsync(call with { Sources = [] }, Token));
        Assert.Empty(_host.Script.Asked);
    }

    [Fact]
    public async Task A_message_can_arrive_for_every_task_and_for_nothing_else()
    {
        foreach (var row in Documented)
        {
            var (op, path, _) = row.Data;
            _host.Script.Clear();
            _host.Script.On("POST", path, Answer.Json(Accepted));
            await Record.ExceptionAsync(() => _sonic.SubmitAsync(Call(op) with { Hook = new HookTarget(new Uri("https://music.example.org/hooks/musicapi/1"), "whispered") }, Token));
            var isTold = op is not (Ops.Upload or Ops.PersonaCreate or Ops.StemsBasic or Ops.StemsFull or Ops.Wav or Ops.Midi or Ops.LyricsTimeline or Ops.Bpm or Ops.Vox);
            Assert.Equal(isTold, Assert.Single(_host.Script.Asked).Text.Contains("\"webhook_secret\":\"whispered\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_extension_without_a_style_keeps_its_songs()
    {
        Same(
            """{"task_type":"extend_music","continue_clip_id":"CLIP","continue_at":95,"custom_mode":true,"mv":"sonic-v5","make_instrumental":true,"tags":"soul, r&b","use_suno_cdn":false}""",
            await SentAsync(Ask(Ops.Extend) with { Lyrics = null, Instrumental = true }, Clip(styles: "soul, r&b")));
        // What does not fit the model is left out.
        Assert.DoesNotContain("\"tags\"", await SentAsync(Ask(Ops.Extend) with { Model = "sonic-v4" }, Clip(styles: new string('a', 201))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cover_sings_the_words_of_its_song_and_none_where_there_are_none()
    {
        var ask = Ask(Ops.Cover) with { Lyrics = null, AudioWeight = null };
        Same("""{"task_type":"cover_music","continue_clip_id":"CLIP","custom_mode":true,"mv":"sonic-v5","tags":"bossa nova","prompt":"full lyrics here","use_suno_cdn":false}""", await SentAsync(ask, Clip()));
        Same("""{"task_type":"cover_music","continue_clip_id":"CLIP","custom_mode":true,"mv":"sonic-v5","tags":"bossa nova","make_instrumental":true,"use_suno_cdn":false}""", await SentAsync(ask, Clip(lyrics: null)));
        var tooLong = Call(Ops.Cover) with { Request = ask with { Model = "sonic-v3-5" }, Sources = [Clip(lyrics: new string('a', 3001))] };
        Assert.Equal("The lyrics of the song are too long for Sonic v3.5: choose a newer model.", Assert.IsType<SubmitAnswer.Refused>(await _sonic.SubmitAsync(tooLong, Token)).Reason);
    }

    [Fact]
    public async Task What_was_uploaded_is_gone_on_from_as_such()
    {
        var uploaded = Clip() with { IsUploaded = true };
        Same("""{"task_type":"extend_upload_music","continue_clip_id":"CLIP","continue_at":95,"custom_mode":true,"mv":"sonic-v5","prompt":"[Bridge]\nNew words","use_suno_cdn":false}""", await SentAsync(Ask(Ops.Extend), uploaded));
        Same("""{"task_type":"cover_upload_music","continue_clip_id":"CLIP","custom_mode":true,"mv":"sonic-v5","tags":"bossa nova","prompt":"[Verse]\n...","use_suno_cdn":false}""", await SentAsync(Ask(Ops.Cover), uploaded));
    }

    [Fact]
    public async Task An_upload_is_a_copy_of_the_song_under_the_vendors_id()
    {
        _host.Script.On("POST", "/api/v1/sonic/upload", Answer.Json("""{"code":200,"message":"success","clip_id":"abc123"}"""));
        var copy = Assert.Single(Assert.IsType<SubmitAnswer.Done>(await _sonic.SubmitAsync(Call(Ops.Upload), Token)).Results);
        Assert.Equal(("abc123", "Night Bus", "full lyrics here", 92.0, "A copy, uploaded to MusicAPI"), (copy.ProviderClipId, copy.Title, copy.Lyrics, copy.DurationSeconds, copy.Note));
        Assert.Equal("ID3", await TextOfAsync(Assert.Single(copy.Files)));
        _host.Script.On("POST", "/api/v1/sonic/upload", Answer.Json("""{"message":"audio URL is not accessible"}""", 400));
        Assert.Equal("audio URL is not accessible", Assert.IsType<SubmitAnswer.Refused>(await _sonic.SubmitAsync(Call(Ops.Upload), Token)).Reason);
    }

    [Theory]
    [InlineData(null), InlineData("http://music.example.org")]
    public void Nothing_is_uploaded_from_where_the_vendor_cannot_fetch_it(string? publicUrl)
    {
        using var without = Build(_host, publicUrl);
        var manifest = Find(without).Manifest;
        Assert.Null(manifest.FindOperation(Ops.Upload));
        Assert.Equal("MusicAPI fetches songs by https from a public address of this site, and none is set.", manifest.Missing.Single(missing => missing.Op == Ops.Upload).Reason);
    }

    [Fact]
    public async Task A_section_without_a_voice_says_so_in_its_words()
    {
        var sent = await SentAsync(Ask(Ops.ReplaceSection) with { Lyrics = null, Instrumental = true }, Clip(), "/api/v1/sonic/replace-section");
        Same("""{"clip_id":"CLIP","mv":"sonic-v5","infill_start_s":30,"infill_end_s":45,"prompt":"full lyrics here","infill_lyrics":"[Instrumental]","auto_concat":true}""", sent);
    }

    [Fact]
    public void What_the_vendor_could_not_do_is_refused_before_it_is_asked()
    {
        Assert.Equal("OnlyNewPart", _sonic.Refuse(Ask(Ops.Extend) with { OnlyNewPart = false })?.Field);
        Assert.Equal("Lyrics", _sonic.Refuse(Ask(Ops.Extend) with { Lyrics = null })?.Field);
        Assert.Null(_sonic.Refuse(Ask(Ops.Extend) with { Lyrics = null, Instrumental = true }));
        Assert.Equal("Lyrics", _sonic.Refuse(Ask(Ops.ReplaceSection) with { Lyrics = " " })?.Field);
        Assert.Equal("Styles", _sonic.Refuse(Ask(Ops.Cover) with { Styles = null })?.Field);
        Assert.Equal("PersonaId", _sonic.Refuse(Ask(Ops.Persona) with { PersonaId = null })?.Field);
        Assert.Equal("Description", _sonic.Refuse(Ask(Ops.PersonaCreate) with { Description = new string('d', 201) })?.Field);
        Assert.Equal("Lyrics", _sonic.Refuse(Ask(Ops.AddVocals) with { Lyrics = null })?.Field);
        Assert.Equal("HasRights", _sonic.Refuse(Ask(Ops.Upload) with { HasRights = false })?.Field);
        Assert.Equal("AudioWeight", _sonic.Refuse(Ask(Ops.Extend) with { AudioWeight = 0.5 })?.Field);
    }

    [Theory]
    [InlineData(Ops.Create, 15, false), InlineData(Ops.Extend, 15, false), InlineData(Ops.Cover, 15, false), InlineData(Ops.Concat, 2, false), InlineData(Ops.Persona, 15, false), InlineData(Ops.PersonaCreate, 1, false)]
    [InlineData(Ops.Sample, 15, true), InlineData(Ops.Mashup, 15, true), InlineData(Ops.VoiceCreate, 4, true), InlineData(Ops.Bpm, 1, true), InlineData(Ops.Vox, 1, true)]
    [InlineData(Ops.UploadExtend, 15, false), InlineData(Ops.UploadCover, 15, false)]
    [InlineData(Ops.ReplaceSection, 15, false), InlineData(Ops.Remaster, 15, false), InlineData(Ops.StemsBasic, 15, false), InlineData(Ops.StemsFull, 75, false), InlineData(Ops.Wav, 2, false), InlineData(Ops.Midi, 1, true), InlineData(Ops.AddVocals, 15, false), InlineData(Ops.AddInstrumental, 15, false), InlineData(Ops.Upload, 2, false), InlineData(Ops.Lyrics, 2, false), InlineData(Ops.StyleBoost, 1, false), InlineData(Ops.LyricsTimeline, 1, false)]
    public void Prices_are_the_documents_and_what_is_only_inferred_is_off(string op, long credits, bool isExperimental)
    {
        var operation = _sonic.Manifest.FindOperation(op)!;
        Assert.Equal((credits, isExperimental), (operation.PriceCredits, operation.IsExperimental));
        Assert.Equal(op is not (Ops.Create or Ops.Persona or Ops.Upload or Ops.UploadExtend or Ops.UploadCover or Ops.VoiceCreate or Ops.Lyrics or Ops.StyleBoost), operation.SourceById);
    }

    [Fact]
    public async Task The_vendors_ids_come_along_with_the_clips()
    {
        OnTask($$"""{"code":200,"message":"success","data":[{"clip_id":"26c9c592-0566-46cf-bb71-91ac1deaa7b5","state":"succeeded","audio_url":"{{_host.Address}}a.mp3"},{"state":"succeeded","audio_url":"{{_host.Address}}b.mp3"}]}""");
        Assert.Equal(["26c9c592-0566-46cf-bb71-91ac1deaa7b5", null], Assert.IsType<ProviderStatus.Done>(await PollAsync(Ops.Extend)).Results.Select(result => result.ProviderClipId));
    }

    [Fact]
    public async Task Of_a_pair_the_merged_song_counts()
    {
        OnTask("""{"code":200,"data":[{"replaced":{"clip_id":"a","state":"succeeded","audio_url":"https://cdn.example/a.mp3"},"full":{"clip_id":"whole","state":"succeeded","audio_url":"https://cdn.example/w.mp3","duration":"92"}},{"replaced":{"clip_id":"b","state":"failed","error_message":"The words were refused."},"full":null}]}""");
        var result = Assert.Single(Assert.IsType<ProviderStatus.Done>(await PollAsync(Ops.ReplaceSection)).Results);
        Assert.Equal((0, "whole", 92.0), (result.Index, result.ProviderClipId, result.DurationSeconds));
        OnTask("""{"code":200,"data":[{"replaced":{"clip_id":"a","state":"failed","error_message":"The words were refused."},"full":null}]}""");
        Assert.Equal("The words were refused.", Assert.IsType<ProviderStatus.Failed>(await PollAsync(Ops.ReplaceSection)).Reason);
    }

    [Fact]
    public async Task Stems_become_files_named_by_what_they_are()
    {
        _host.Script.On("GET", "/v.mp3", Answer.File("ID3"u8.ToArray(), "audio/mpeg"));
        OnTask($$"""{"code":200,"data":[{"clip_id":"a","state":"succeeded","title":"Night Bus - Remix (Vocals)","audio_url":"{{_host.Address}}v.mp3"},{"clip_id":"b","state":"succeeded","title":"Night Bus","stem_type":"Instrumental","audio_url":"{{_host.Address}}i.mp3"}]}""");
        var basic = Assert.IsType<ProviderStatus.MadeFiles>(await PollAsync(Ops.StemsBasic));
        Assert.Equal(["vocals", "instrumental"], basic.Files.Select(file => file.Kind));
        Assert.Null(basic.Note);
        Assert.Equal("ID3", await TextOfAsync(basic.Files[0]));
    }

    [Fact]
    public async Task Stems_of_any_number_and_name_are_kept_and_a_missing_one_is_told()
    {
        string[] named = ["Vocals", "Backing Vocals", "Drums", "drums", "FX", "Lead Vocal Chops", ""];
        var clips = named.Select(name => $$"""{"clip_id":"x","state":"succeeded","title":"Night Bus - Remix","stem_type":"{{name}}","audio_url":"https://cdn.example/x.mp3"}""");
        OnTask($$"""{"code":200,"data":[{{string.Join(',', clips)}},{"clip_id":"y","state":"failed"}]}""");
        var full = Assert.IsType<ProviderStatus.MadeFiles>(await PollAsync(Ops.StemsFull));
        Assert.Equal(["stem-vocals", "stem-backing-vocals", "stem-drums", "stem-drums-2", "stem-fx", "stem-lead-vocal-chops", "stem-7"], full.Files.Select(file => file.Kind));
        Assert.Equal("7 of 8 stems arrived; the price is the same.", full.Note);
        OnTask("""{"code":200,"data":[{"clip_id":"y","state":"failed","error_message":"no"},{"clip_id":"z","state":"failed"}]}""");
        Assert.Equal("no", Assert.IsType<ProviderStatus.Failed>(await PollAsync(Ops.StemsFull)).Reason);
    }

    [Theory]
    [InlineData("""{"code":200,"wav_url":"{0}a.wav"}""")]
    [InlineData("""{"code":200,"data":{"wav_url":"{0}a.wav"}}""")]
    public async Task A_WAV_comes_with_the_answer(string answer)
    {
        _host.Script.On("POST", "/api/v1/sonic/wav", Answer.Json(answer.Replace("{0}", _host.Address.ToString(), StringComparison.Ordinal)));
        _host.Script.On("GET", "/a.wav", Answer.File("RIFF"u8.ToArray(), "audio/wav"));
        var file = Assert.Single(Assert.IsType<SubmitAnswer.MadeFiles>(await _sonic.SubmitAsync(Call(Ops.Wav), Token)).Files);
        Assert.Equal(("wav", "RIFF"), (file.Kind, await TextOfAsync(file)));
    }

    [Fact]
    public async Task What_is_still_prepared_is_asked_for_again_and_nothing_else_is()
    {
        _host.Script.On("POST", "/api/v1/sonic/wav", Answer.Json("""{"code":202,"message":"processing"}""", 202), Answer.Json("""{"code":200,"wav_url":"https://cdn.example/a.wav"}"""));
        Assert.Equal("CLIP", Assert.IsType<SubmitAnswer.Accepted>(await _sonic.SubmitAsync(Call(Ops.Wav), Token)).ProviderTaskId);
        Assert.IsType<ProviderStatus.MadeFiles>(await PollAsync(Ops.Wav));
        Assert.Equal(2, _host.Script.Asked.Count(asked => asked.Method == "POST"));
        _host.Script.On("POST", "/api/v1/sonic/wav", Answer.Json("""{"message":"clip not found."}""", 400));
        Assert.Equal("clip not found.", Assert.IsType<ProviderStatus.Failed>(await PollAsync(Ops.Wav)).Reason);
    }

    [Fact]
    public async Task Notes_are_asked_for_until_there_is_an_address()
    {
        _host.Script.On(
            "POST", "/api/v1/sonic/midi", Answer.Json("""{"code":200,"data":{"midi_url":"Generating, 40 %"}}"""), Answer.Json("""{"code":200,"data":{"midi_url":"Failed, trying again"}}"""),
            Answer.Json("""{"code":200,"data":{"midi_url":"https://cdn.example/x.mid","instruments":[{"name":"Drums","notes":[{"pitch":73,"start":0.03,"end":0.18,"velocity":1}]}]}}"""));
        Assert.Equal(("CLIP", TimeSpan.FromSeconds(10)), Assert.IsType<SubmitAnswer.Accepted>(await _sonic.SubmitAsync(Call(Ops.Midi), Token)) is var first ? (first.ProviderTaskId, first.PollAfter) : default);
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.IsType<ProviderStatus.Working>(await PollAsync(Ops.Midi)).PollAfter);
        Assert.Equal("midi", Assert.Single(Assert.IsType<ProviderStatus.MadeFiles>(await PollAsync(Ops.Midi)).Files).Kind);
        Assert.All(_host.Script.Asked, asked => Same("""{"clip_id":"CLIP"}""", asked.Text));
    }

    [Fact]
    public async Task Timed_words_become_lines_without_markers_in_all_our_formats()
    {
        _host.Script.On("POST", "/api/v1/sonic/aligned-lyrics", Answer.Json("""{"code":200,"message":"success","data":{"alignment":[{"word":"[Verse","start_s":0.2,"end_s":0.3,"success":true},{"word":" 1]\nLast ","start_s":1.2,"end_s":1.5,"success":true,"p_align":0.9},{"word":"seat\n","start_s":1.5,"end_s":2,"success":true},{"word":"by ","success":false},{"word":"me","start_s":2.5,"end_s":3.25,"success":true}]}}"""));
        var files = Assert.IsType<SubmitAnswer.MadeFiles>(await _sonic.SubmitAsync(Call(Ops.LyricsTimeline), Token)).Files;
        Assert.Equal(["timeline", "lrc", "srt"], files.Select(file => file.Kind));
        var timeline = LyricTimeline.Read(Encoding.UTF8.GetBytes(await TextOfAsync(files[0])));
        Assert.Equal([("Last seat", 1.2, 2.0), ("by me", 2.0, 3.25)], timeline.Lines.Select(line => (line.Text, line.StartSeconds, line.EndSeconds)));
        Assert.Equal("[ti:Night Bus]\n[length:00:03.25]\n[00:01.20]<00:01.20>Last <00:01.50>seat <00:02.00>\n[00:02.00]<00:02.00>by <00:02.50>me <00:03.25>\n", await TextOfAsync(files[1]));
        Assert.Equal("1\n00:00:01,200 --> 00:00:02,000\nLast seat\n\n2\n00:00:02,000 --> 00:00:03,250\nby me\n\n", await TextOfAsync(files[2]));
    }

    [Theory]
    [InlineData("""{"code":200,"persona_id":"persona-a..."}""")]
    [InlineData("""{"code":200,"data":{"persona_id":"persona-a..."}}""")]
    public async Task A_persona_is_the_vendors_id_with_the_style_of_its_song(string answer)
    {
        _host.Script.On("POST", "/api/v1/sonic/persona", Answer.Json(answer));
        Assert.Equal(new PersonaResult("soul, r&b", "persona-a..."), Assert.IsType<SubmitAnswer.MadePersona>(await _sonic.SubmitAsync(Call(Ops.PersonaCreate), Token)).Persona);
    }

    [Theory]
    [InlineData("""{"code":200,"message":"success","results":[{"title":"Whisper","lyrics":"[Verse]\n..."},{"title":"Blue","lyrics":"[Verse]\n..."}]}""", "[Whisper]\n[Verse]\n...\n\n[Blue]\n[Verse]\n...")]
    [InlineData("""{"code":200,"data":{"title":"Whisper","lyrics":"[Verse]\n..."}}""", "[Verse]\n...")]
    [InlineData("""{"title":"Whisper","lyrics":"[Verse]\n..."}""", "[Verse]\n...")]
    public async Task Words_are_written_from_a_description(string answer, string text)
    {
        await WritesAsync(Ops.Lyrics, "/api/v1/sonic/lyrics", """{"description":"a song about the sky"}""", answer, text);
        Assert.Equal("Description", _sonic.Refuse(Ask(Ops.Lyrics) with { Description = new string('d', 120) })?.Field);
        Assert.Equal("Description", _sonic.Refuse(Ask(Ops.Lyrics) with { Description = null, Lyrics = "la" })?.Field);
    }

    [Theory]
    [InlineData("""{"code":200,"data":{"upsampled_tags":"bright pop, happy, 120 bpm"}}""")]
    [InlineData("""{"code":200,"upsampled_tags":"bright pop, happy, 120 bpm"}""")]
    public Task Style_words_are_bettered(string answer) => WritesAsync(Ops.StyleBoost, "/api/v1/sonic/upsample-tags", """{"tags":"pop, happy"}""", answer, "bright pop, happy, 120 bpm");

    private async Task WritesAsync(string op, string path, string sent, string answer, string text)
    {
        _host.Script.On("POST", path, Answer.Json(answer));
        Assert.Null(_sonic.Refuse(Ask(op)));
        Assert.Equal(text, Assert.IsType<SubmitAnswer.MadeText>(await _sonic.SubmitAsync(Call(op), Token)).Text);
        Same(sent, Assert.Single(_host.Script.Asked).Text);
        _host.Script.On("POST", path, Answer.Json("""{"message":"description is required"}""", 400));
        Assert.Equal("description is required", Assert.IsType<SubmitAnswer.Refused>(await _sonic.SubmitAsync(Call(op), Token)).Reason);
        _host.Script.On("POST", path, Answer.Json("""{"code":200,"message":"success","results":[{"title":"Whisper"}]}"""));
        await Assert.ThrowsAsync<ProviderProtocolException>(() => _sonic.SubmitAsync(Call(op), Token));
        _host.Script.On("POST", path, Answer.Refusal(504));
        await Assert.ThrowsAsync<HttpRequestException>(() => _sonic.SubmitAsync(Call(op), Token));
    }

    private void OnTask(string body) => _host.Script.On("GET", $"/api/v1/sonic/task/{TaskId}", Answer.Json(body));

    private Task<ProviderStatus> PollAsync(string op) => _sonic.PollAsync(Call(op), TaskId, Token);

    private async Task<string> SentAsync(MusicRequest request, SourceClip source, string path = Create)
    {
        _host.Script.Clear();
        _host.Script.On("POST", path, Answer.Json(Accepted));
        Assert.Null(_sonic.Refuse(request));
        await _sonic.SubmitAsync(Call(request.Op) with { Request = request, Sources = [source] }, Token);
        return Assert.Single(_host.Script.Asked).Text;
    }
}

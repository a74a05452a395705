using FakeProviders;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using static Providers.Tests.Json;
using static Providers.Tests.MusicApi.SonicCalls;

namespace Providers.Tests.MusicApi;

/// <summary>Tempo, voices, samples and mashups of Sonic, against texts copied from the documents.</summary>
public sealed class SonicFactTests : IAsyncLifetime
{
    private const string TaskId = "29906f02-2366-4218-b25a-41458e1d60e0";
    private const string Accepted = """{"message":"success","task_id":"29906f02-2366-4218-b25a-41458e1d60e0"}""";

    private FakeHost _host = null!;
    private ServiceProvider _services = null!;
    private IMusicProvider _sonic = null!;

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

    [Fact]
    public async Task The_tempo_becomes_a_file_and_a_sentence()
    {
        _host.Script.On("POST", "/api/v1/sonic/bpm", Answer.Json("""{"code":200,"data":{"avg_bpm":120,"max_bpm":124,"min_bpm":118}}"""));
        var made = Assert.IsType<SubmitAnswer.MadeFiles>(await _sonic.SubmitAsync(Call(Ops.Bpm), Token));
        Assert.Equal("120 beats a minute, between 118 and 124.", made.Note);
        Same("""{"version":1,"bpm":120,"slowestBpm":118,"fastestBpm":124}""", await TextOfAsync(Assert.Single(made.Files, file => file.Kind == "tempo-map")));
    }

    [Theory]
    [InlineData("""{"code":200,"data":{"avg_bpm":"97.5"}}""", "97.5 beats a minute.")]
    [InlineData("""{"code":200,"avg_bpm":80,"min_bpm":80,"max_bpm":80}""", "80 beats a minute.")]
    public async Task A_tempo_is_read_as_text_and_without_its_bounds(string answer, string note)
    {
        _host.Script.On("POST", "/api/v1/sonic/bpm", Answer.Json(answer));
        Assert.Equal(note, Assert.IsType<SubmitAnswer.MadeFiles>(await _sonic.SubmitAsync(Call(Ops.Bpm), Token)).Note);
    }

    [Fact]
    public async Task A_song_that_is_sent_anew_is_what_is_worked_on_and_asked_for()
    {
        _host.Script.On("POST", "/api/v1/sonic/upload", Answer.Json("""{"code":200,"message":"success","clip_id":"YOUNG"}"""));
        _host.Script.On("POST", "/api/v1/sonic/midi", Answer.Json("""{"code":200,"data":{"midi_url":"Processing"}}"""), Answer.Json("""{"code":200,"data":{"midi_url":"https://cdn.example/a.mid"}}"""));
        var call = Anew(Ops.Midi);
        var id = Assert.IsType<SubmitAnswer.Accepted>(await _sonic.SubmitAsync(call, Token)).ProviderTaskId;
        Assert.IsType<ProviderStatus.MadeFiles>(await _sonic.PollAsync(call, id, Token));
        Assert.Equal(["""{"url":"https://files.example.com/demo.mp3"}""", """{"clip_id":"YOUNG"}""", """{"clip_id":"YOUNG"}"""], _host.Script.Asked.Select(asked => asked.Text));
    }

    [Fact]
    public async Task Where_a_song_was_not_taken_anew_nothing_is_ordered()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500, "Internal Server Error"), Answer.Refusal(504), Answer.Json("""{"code":200,"clip_id":"YOUNG"}""").CutAfter(10), Answer.Json("""{"code":200}"""), Answer.Json("garbage")])
        {
            _host.Script.Clear();
            _host.Script.On("POST", "/api/v1/sonic/upload", answer);
            Assert.Contains("nothing was ordered", Assert.IsType<SubmitAnswer.Failed>(await _sonic.SubmitAsync(Anew(Ops.Remaster), Token)).Reason, StringComparison.Ordinal);
            Assert.Equal("/api/v1/sonic/upload", Assert.Single(_host.Script.Asked).Path);
        }

        _host.Script.Clear();
        _host.Script.On("POST", "/api/v1/sonic/upload", Answer.Json("""{"message":"This audio matches an existing recording."}""", 400), Answer.Refusal(429));
        Assert.Equal("This audio matches an existing recording.", Assert.IsType<SubmitAnswer.Refused>(await _sonic.SubmitAsync(Anew(Ops.Remaster), Token)).Reason);
        await Assert.ThrowsAsync<RequestNotSentException>(() => _sonic.SubmitAsync(Anew(Ops.Remaster), Token));
    }

    [Fact]
    public void Only_what_needs_young_songs_sends_them_anew_and_only_with_their_rights()
    {
        Assert.Equal("SendAnew", _sonic.Refuse(Ask(Ops.Cover) with { SendAnew = true, HasRights = true })?.Field);
        Assert.Equal("HasRights", _sonic.Refuse(Ask(Ops.Bpm) with { SendAnew = true })?.Field);
        Assert.Null(_sonic.Refuse(Ask(Ops.Bpm) with { SendAnew = true, HasRights = true }));
        using var unreachable = Build(_host, publicUrl: null);
        Assert.Equal("SendAnew", Find(unreachable).Refuse(Ask(Ops.Bpm) with { SendAnew = true, HasRights = true })?.Field);
    }

    [Theory]
    [InlineData("""{"code":200,"data":{"avg_bpm":0}}""")]
    [InlineData("""{"code":200,"data":{"avg_bpm":"fast"}}""")]
    public async Task A_tempo_that_is_none_is_not_believed(string answer)
    {
        _host.Script.On("POST", "/api/v1/sonic/bpm", Answer.Json(answer));
        await Assert.ThrowsAsync<ProviderProtocolException>(() => _sonic.SubmitAsync(Call(Ops.Bpm), Token));
    }

    [Fact]
    public async Task A_marked_voice_is_what_a_persona_of_its_song_sings_with()
    {
        _host.Script.On("POST", "/api/v1/sonic/vox", Answer.Json("""{"code":200,"data":{"vox_audio_id":"vox-1","status":"complete","source_clip_id":"CLIP","vocal_start_s":10,"vocal_end_s":35,"wave_response":{}}}"""));
        var mark = Assert.Single(Assert.IsType<SubmitAnswer.MadeFiles>(await _sonic.SubmitAsync(Call(Ops.Vox), Token)).Files);
        _host.Script.Clear();
        _host.Script.On("POST", "/api/v1/sonic/persona", Answer.Json("""{"code":200,"persona_id":"persona-a..."}"""));
        var source = Clip(styles: "soul, r&b") with { Files = [new SourceFile(mark.Kind, mark.ContentType, SizeBytes: 99, mark.OpenAsync)] };
        await _sonic.SubmitAsync(Call(Ops.PersonaCreate) with { Sources = [source] }, Token);
        Same("""{"name":"Warm alto","clip_id":"CLIP","describe":"Soulful, smooth","styles":"soul, r&b","vox_audio_id":"vox-1","vocal_start_s":10,"vocal_end_s":35}""", Assert.Single(_host.Script.Asked).Text);
    }

    [Fact]
    public void A_voice_is_marked_in_half_a_minute_at_most()
    {
        Assert.Null(_sonic.Refuse(Ask(Ops.Vox) with { RangeEndSeconds = 40 }));
        var refusal = _sonic.Refuse(Ask(Ops.Vox) with { RangeEndSeconds = 40.1 });
        Assert.Equal(("RangeEndSeconds", "Choose a stretch of at most {0} seconds."), (refusal!.Field, refusal.Text));
    }

    [Theory]
    [InlineData("""{"code":200,"message":"success","persona_id":"persona-v"}""")]
    [InlineData("""{"code":200,"message":"success","data":{"persona_id":"persona-v"}}""")]
    [InlineData("""{"code":200,"message":"success","data":[{"clip_id":"c","state":"succeeded","persona_id":"persona-v"}]}""")]
    public async Task A_voice_is_asked_for_until_its_persona_is_named(string answer)
    {
        _host.Script.On("GET", $"/api/v1/sonic/task/{TaskId}", Answer.Json("""{"type":"not_ready"}""", 202));
        Assert.IsType<ProviderStatus.Working>(await _sonic.PollAsync(Call(Ops.VoiceCreate), TaskId, Token));
        _host.Script.Clear();
        _host.Script.On("GET", $"/api/v1/sonic/task/{TaskId}", Answer.Json(answer));
        Assert.Equal("persona-v", Assert.IsType<ProviderStatus.MadePersona>(await _sonic.PollAsync(Call(Ops.VoiceCreate), TaskId, Token)).Persona.Data);
    }

    [Fact]
    public async Task A_voice_that_failed_says_why()
    {
        _host.Script.On("GET", $"/api/v1/sonic/task/{TaskId}", Answer.Json("""{"code":200,"data":[{"clip_id":"c","state":"failed","error_message":"More than one singer."}]}"""));
        Assert.Equal("More than one singer.", Assert.IsType<ProviderStatus.Failed>(await _sonic.PollAsync(Call(Ops.VoiceCreate), TaskId, Token)).Reason);
    }

    [Fact]
    public void A_voice_is_copied_only_with_its_owners_consent()
    {
        var refusal = _sonic.Refuse(Ask(Ops.VoiceCreate) with { HasRights = false });
        Assert.Equal(("HasRights", "Confirm that the voice is yours, or that its owner agreed to this."), (refusal!.Field, refusal.Text));
    }

    [Fact]
    public async Task A_mashup_without_words_sings_those_of_its_first_song()
    {
        _host.Script.On("POST", "/api/v1/sonic/mashup", Answer.Json(Accepted));
        await _sonic.SubmitAsync(Call(Ops.Mashup) with { Request = Ask(Ops.Mashup) with { Description = null } }, Token);
        Same("""{"mashup_clip_ids":["CLIP_A","CLIP_B"],"custom_mode":true,"mv":"sonic-v5","prompt":"full lyrics here"}""", Assert.Single(_host.Script.Asked).Text);
        var refusal = _sonic.Refuse(Ask(Ops.Mashup) with { SourceClipIds = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()] });
        Assert.Equal("Choose two songs.", refusal!.Text);
    }

    [Fact]
    public async Task A_song_that_could_not_be_taken_in_says_at_which_step()
    {
        _host.Script.On("POST", "/api/v1/sonic/upload-extend", Answer.Json("""{"message":"failed","steps":{"upload":{"error":"audio matches a known commercial recording"},"extend":{}}}"""));
        Assert.Equal("audio matches a known commercial recording", Assert.IsType<SubmitAnswer.Refused>(await _sonic.SubmitAsync(Call(Ops.UploadExtend), Token)).Reason);
        _host.Script.Clear();
        _host.Script.On("POST", "/api/v1/sonic/upload-extend", Answer.Json("""{"task_id":"0b6c","steps":{"upload":{"clip_id":"abc123"},"extend":{}}}"""));
        Assert.Equal("0b6c", Assert.IsType<SubmitAnswer.Accepted>(await _sonic.SubmitAsync(Call(Ops.UploadExtend), Token)).ProviderTaskId);
    }

    [Fact]
    public async Task How_far_a_remaster_goes_is_said_where_the_model_knows_it()
    {
        _host.Script.On("POST", "/api/v1/sonic/create", Answer.Json(Accepted));
        var asked = Ask(Ops.Remaster) with { Variation = "normal" };
        Assert.Null(_sonic.Refuse(asked));
        await _sonic.SubmitAsync(Call(Ops.Remaster) with { Request = asked }, Token);
        Same("""{"task_type":"remaster","continue_clip_id":"CLIP","mv":"sonic-v5","variation_category":"normal","use_suno_cdn":false}""", Assert.Single(_host.Script.Asked).Text);
        Assert.Equal("Variation", _sonic.Refuse(asked with { Model = "sonic-v4" })!.Field);
        Assert.Equal("Variation", _sonic.Refuse(asked with { Variation = "wild" })!.Field);
        Assert.Equal("Variation", _sonic.Refuse(Ask(Ops.Bpm) with { Variation = "normal" })!.Field);
    }

    private static ProviderCall Anew(string op) => Call(op) with { Request = Ask(op) with { SendAnew = true, HasRights = true } };
}

using FakeProviders;
using MusicWeb.Providers;
using static Providers.Tests.Json;

namespace Providers.Tests.VidGo;

/// <summary>Every operation in the words of the vendor's documents, which were copied and not written by the adapter.</summary>
public sealed class VidGoOrderTests : IAsyncLifetime
{
    private VidGoDesk _desk = null!;

    /// <summary>Each operation on a song of VidGo's own, with its documented body.</summary>
    public static TheoryData<string, string> Documented => new()
    {
        { Ops.Persona, """{"model":"generate-music","input":{"custom_mode":true,"instrumental":false,"prompt":"[Verse]\n...","style":"Pop","mv":"V5","persona_id":"PERSONA"}}""" },
        { Ops.Extend, """{"model":"extend-music","input":{"default_param_flag":true,"audio_id":"AUDIO","prompt":"...","style":"Pop","title":"Longer","continue_at":60,"mv":"V5"}}""" },
        { Ops.Cover, """{"model":"upload-and-cover-audio","input":{"upload_url":"https://files.example.com/a.mp3","custom_mode":true,"instrumental":false,"prompt":"...","style":"EDM","title":"Remix","mv":"V5"}}""" },
        { Ops.AddVocals, """{"model":"add-vocals","input":{"upload_url":"https://files.example.com/a.mp3","prompt":"A ballad about home","title":"Home","style":"Pop Ballad","negative_tags":"rap"}}""" },
        { Ops.AddInstrumental, """{"model":"add-instrumental","input":{"upload_url":"https://files.example.com/a.mp3","title":"Home","tags":"Soft piano","negative_tags":"drums"}}""" },
        { Ops.ReplaceSection, """{"model":"replace-section","input":{"task_id":"TASK","audio_id":"AUDIO","prompt":"New chorus words","tags":"pop","title":"Take 2","infill_start_s":30.5,"infill_end_s":45}}""" },
        { Ops.LyricsTimeline, """{"model":"get-timestamped-lyrics","input":{"task_id":"TASK","audio_id":"AUDIO"}}""" },
        { Ops.StyleBoost, """{"model":"boost-music-style","input":{"content":"Pop, Mysterious"}}""" },
        { Ops.CoverArt, """{"model":"generate-music-cover","input":{"task_id":"TASK"}}""" },
        { Ops.PersonaCreate, """{"model":"generate-persona","input":{"task_id":"TASK","audio_id":"AUDIO","name":"Warm alto","description":"Soul, smooth"}}""" },
        { Ops.Lyrics, """{"model":"generate-lyrics","input":{"prompt":"A song about growing up in a small town"}}""" },
        { Ops.Wav, """{"model":"convert-to-wav","input":{"task_id":"TASK","audio_id":"AUDIO"}}""" },
        { Ops.StemsBasic, """{"model":"separate-vocals","input":{"task_id":"TASK","audio_id":"AUDIO"}}""" },
        { Ops.StemsFull, """{"model":"stem-split","input":{"task_id":"TASK","audio_id":"AUDIO"}}""" },
        { Ops.Midi, """{"model":"generate-midi","input":{"task_id":"SEPARATION_TASK"}}""" },
        { Ops.Video, """{"model":"create-music-video","input":{"task_id":"TASK","audio_id":"AUDIO"}}""" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _desk = await VidGoDesk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory, MemberData(nameof(Documented))]
    public async Task Each_operation_is_ordered_as_the_documents_say(string op, string body) => Same(body, await _desk.SubmitAsync(VidGoDesk.Call(VidGoDesk.Ask(op))));

    [Theory, MemberData(nameof(Documented))]
    public async Task A_refusal_is_told_in_the_vendors_words_and_an_unknown_outcome_stays_unknown(string op, string body)
    {
        Assert.NotEmpty(body);
        var call = VidGoDesk.Call(VidGoDesk.Ask(op));
        _desk.Host.Script.On("POST", VidGoDesk.Submit, Answer.Json("""{"code":409,"message":"already exists"}"""));
        Assert.Equal("already exists", Assert.IsType<SubmitAnswer.Refused>(await _desk.VidGo.SubmitAsync(call, Token)).Reason);
        foreach (var answer in (Answer[])[Answer.Json("""{"code":500,"message":"oops"}"""), Answer.Refusal(504), Answer.Json(VidGoDesk.Taken).CutAfter(10)])
        {
            _desk.Host.Script.Clear();
            _desk.Host.Script.On("POST", VidGoDesk.Submit, answer);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => _desk.VidGo.SubmitAsync(call, Token));
            Assert.Single(_desk.Host.Script.Asked); // Never a second order.
        }

        // An answer that names nothing says nothing about what was done.
        _desk.Host.Script.On("POST", VidGoDesk.Submit, Answer.Json("""{"code":200,"data":{"status":"not_started"}}"""));
        await Assert.ThrowsAsync<ProviderProtocolException>(() => _desk.VidGo.SubmitAsync(call, Token));
    }

    [Fact]
    public async Task A_song_of_somebody_else_is_sent_by_a_link_instead_of_named()
    {
        Same(
            """{"model":"upload-and-extend-audio","input":{"upload_url":"https://files.example.com/a.mp3","default_param_flag":true,"continue_at":60,"instrumental":false,"prompt":"...","style":"Pop","title":"Longer","mv":"V5"}}""",
            await _desk.SubmitAsync(VidGoDesk.Call(VidGoDesk.Ask(Ops.Extend) with { HasRights = true }, VidGoDesk.Foreign())));
        _desk.Host.Script.Clear();
        Same(
            """{"model":"upload-and-separate-vocals","input":{"audio_url":"https://files.example.com/a.mp3","title":"Harbour","model_name":"base","output_type":"general"}}""",
            await _desk.SubmitAsync(VidGoDesk.Call(VidGoDesk.Ask(Ops.StemsFull) with { HasRights = true }, VidGoDesk.Foreign())));
    }

    [Fact]
    public async Task What_is_left_empty_goes_on_as_it_was()
    {
        Same(
            """{"model":"extend-music","input":{"default_param_flag":true,"audio_id":"AUDIO","prompt":"[Instrumental]","style":"pop","title":"Harbour","continue_at":61.23,"mv":"V4"}}""",
            await _desk.SubmitAsync(VidGoDesk.Call(new() { Op = Ops.Extend, Model = "V4", SourceClipId = Guid.CreateVersion7(), ContinueAtSeconds = 61.2345, Instrumental = true })));
        _desk.Host.Script.Clear();
        Same(
            """{"model":"upload-and-cover-audio","input":{"upload_url":"https://files.example.com/a.mp3","custom_mode":true,"instrumental":false,"prompt":"[Verse]\nold words","style":"EDM","title":"Harbour","mv":"V5","audio_weight":0.67}}""",
            await _desk.SubmitAsync(VidGoDesk.Call(new() { Op = Ops.Cover, Model = "V5", SourceClipId = Guid.CreateVersion7(), Styles = "EDM", AudioWeight = 2 / 3.0, HasRights = true })));
        _desk.Host.Script.Clear();
        Same(
            """{"model":"add-instrumental","input":{"upload_url":"https://files.example.com/a.mp3","title":"Harbour","tags":"soul","negative_tags":"low quality","mv":"V5"}}""",
            await _desk.SubmitAsync(VidGoDesk.Call(new() { Op = Ops.AddInstrumental, Model = "V5", SourceClipId = Guid.CreateVersion7(), Styles = "soul", HasRights = true })));
        _desk.Host.Script.Clear();
        Same(
            """{"model":"generate-persona","input":{"task_id":"TASK","audio_id":"AUDIO","name":"Warm alto","description":"pop"}}""",
            await _desk.SubmitAsync(VidGoDesk.Call(new() { Op = Ops.PersonaCreate, Model = "V5", SourceClipId = Guid.CreateVersion7(), Title = "Warm alto" })));
    }

    [Fact]
    public async Task Where_the_vendor_may_tell_of_a_change_it_is_told_where()
    {
        var hook = new HookTarget(new Uri("https://music.example.org/hooks/vidgo/0b2e/TOKEN"), "TOKEN");
        Same(
            """{"model":"generate-lyrics","callback_url":"https://music.example.org/hooks/vidgo/0b2e/TOKEN","input":{"prompt":"A song about growing up in a small town"}}""",
            await _desk.SubmitAsync(VidGoDesk.Call(VidGoDesk.Ask(Ops.Lyrics)) with { Hook = hook }));
    }

    [Fact]
    public async Task What_cannot_be_ordered_is_refused_before_anything_is_sent()
    {
        Task<string> Reason(string op, SourceClip source, MusicRequest? request = null) => Refused(VidGoDesk.Call(request ?? VidGoDesk.Ask(op), source));
        var own = VidGoDesk.Own();
        Assert.Contains("not there any more", await Reason(Ops.Wav, own with { ProviderTaskId = null }), StringComparison.Ordinal);
        Assert.Contains("no file that VidGo could fetch", await Reason(Ops.Cover, own with { Files = [] }), StringComparison.Ordinal);
        Assert.Contains("split itself", await Reason(Ops.Midi, own with { Files = [own.Files[0]] }), StringComparison.Ordinal);
        Assert.Contains("Name a style", await Reason(Ops.ReplaceSection, own with { Styles = null }, VidGoDesk.Ask(Ops.ReplaceSection) with { Styles = null }), StringComparison.Ordinal);
        Assert.Contains("too long for V4", await Reason(Ops.Cover, own with { Lyrics = new string('a', 3001) }, VidGoDesk.Ask(Ops.Cover) with { Lyrics = null, Model = "V4" }), StringComparison.Ordinal);
        Assert.Contains("persona", await Refused(VidGoDesk.Call(VidGoDesk.Ask(Ops.Persona)) with { Persona = null }), StringComparison.Ordinal);
        Assert.Empty(_desk.Host.Script.Asked);
    }

    [Theory]
    [InlineData(Ops.Cover, "Description"), InlineData(Ops.AddInstrumental, "Description"), InlineData(Ops.Persona, "Description")]
    public void A_description_that_would_be_lost_is_refused(string op, string field) => Assert.Equal(field, _desk.VidGo.Refuse(VidGoDesk.Ask(op) with { Lyrics = null, Description = "rain" })?.Field);

    [Fact]
    public void Limits_of_operations_are_the_documents()
    {
        var vidgo = _desk.VidGo;
        Assert.Null(vidgo.Refuse(VidGoDesk.Ask(Ops.Lyrics) with { Description = string.Join(' ', Enumerable.Repeat("word", 200)) }));
        Assert.Equal([201, 200], vidgo.Refuse(VidGoDesk.Ask(Ops.Lyrics) with { Description = string.Join(' ', Enumerable.Repeat("word", 201)) })!.Arguments);
        Assert.Null(vidgo.Refuse(VidGoDesk.Ask(Ops.Extend) with { Title = new string('t', 100) }));
        Assert.Equal("Title", vidgo.Refuse(VidGoDesk.Ask(Ops.Extend) with { Title = new string('t', 81), Model = "V4_5ALL" })?.Field);
        Assert.Equal("Title", vidgo.Refuse(VidGoDesk.Ask(Ops.AddVocals) with { Title = new string('t', 81) })?.Field);
        Assert.Equal("Model", vidgo.Refuse(VidGoDesk.Ask(Ops.AddVocals) with { Model = "V4" })?.Field);
        Assert.Equal("Lyrics", vidgo.Refuse(VidGoDesk.Ask(Ops.AddVocals) with { Description = null })?.Field);
        Assert.Equal("OnlyNewPart", vidgo.Refuse(VidGoDesk.Ask(Ops.Extend) with { OnlyNewPart = true })?.Field);
        Assert.Equal("HasRights", vidgo.Refuse(VidGoDesk.Ask(Ops.Cover) with { HasRights = false })?.Field);
        Assert.Null(vidgo.Refuse(VidGoDesk.Ask(Ops.Extend))); // Whether it is sent is known where the song is.
        Assert.Equal(TimeSpan.FromMinutes(1), vidgo.Manifest.FindModel("V4_5ALL")?.LongestSource);
    }

    [Fact]
    public async Task An_installation_that_nobody_can_reach_offers_what_needs_no_address_and_says_why_the_rest_is_missing()
    {
        await using var alone = await VidGoDesk.OpenAsync(publicUrl: "http://localhost:5080");
        var manifest = alone.VidGo.Manifest;
        Assert.Equal([Ops.Cover, Ops.AddVocals, Ops.AddInstrumental, Ops.StemsBasic, Ops.Lyrics], manifest.Missing.Select(missing => missing.Op));
        Assert.All(manifest.Missing, missing => Assert.Contains("address of this site", missing.Reason, StringComparison.Ordinal));
        Assert.Contains(manifest.Operations, operation => operation is { Op: Ops.Extend, SendsSource: false, SourceById: true, OwnSourceOnly: true });
        Assert.DoesNotContain(manifest.Operations, operation => operation.SendsSource);
        Assert.Equal([Ops.Wav, Ops.Midi, Ops.CoverArt], manifest.Operations.Where(operation => operation.IsExperimental).Select(operation => operation.Op));
    }

    private async Task<string> Refused(ProviderCall call) => Assert.IsType<SubmitAnswer.Refused>(await _desk.VidGo.SubmitAsync(call, Token)).Reason;
}

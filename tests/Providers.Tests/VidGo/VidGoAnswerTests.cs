using System.Text;
using FakeProviders;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Sing;
using MusicWeb.Providers;

namespace Providers.Tests.VidGo;

/// <summary>What finished tasks bring, in both spellings of the documents and with all their oddities; only addresses are ours.</summary>
public sealed class VidGoAnswerTests : IAsyncLifetime
{
    private VidGoDesk _desk = null!;

    /// <summary>The parts of a stem split, as the older document shows them: in the wrong field, with blanks in the keys, most of them blank.</summary>
    private const string OldStems = """
        [{ "vocal_removal": "{\"backing_vocals_url \": \"\", \"bass_url \" : \"https://x.example/bass.mp3\",  \"brass_url \" : \"\", \"drums_url  \" : \"https://x.example/drums.mp3\", \"fx_url\" : \" \", \"guitar_url\" : \"\", \"keyboard_url\" : \"\", \"percussion_url\" : \"\", \"strings_url\" : \"\", \"synth_url\" : \"\", \"vocal_url\" : \"https://x.example/vocal.mp3\", \"woodwinds_url\" : \"\", \"piano_url\" : \"https://x.example/piano.mp3\"}" }]
        """;

    /// <summary>Lyrics as the document shows them, with its comments and commas.</summary>
    private const string AsShown = """
        [
          {
           "title": "Peaceful Piano Meditation",  // Lyrics title
          "text": "complete lyrics", // Lyrics content, returns complete lyrics text on success

          }
        ]
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _desk = await VidGoDesk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData("""[{ "separate_vocals": "{\"vocal_url\": \"https://x.example/v.mp3\", \"instrumental_url\": \"https://x.example/i.mp3\"}" }]""")]
    [InlineData("""[{ "vocal_removal": "{\"vocal_url \": \"https://x.example/v.mp3\", \"instrumental_url\" : \"https://x.example/i.mp3\"}" }]""")]
    [InlineData("""[{ "stem_split": {"VOCAL_URL":"https://x.example/v.mp3","Instrumental_url":"https://x.example/i.mp3","origin_url":"https://x.example/song.mp3"} }]""")]
    [InlineData("""[{ "separate_vocals": "", "vocal_removal": "'vocal_url': 'https://x.example/v.mp3', 'instrumental_url': 'https://x.example/i.mp3'" }]""")]
    [InlineData("""[{ "separate_vocals": "{\"vocal_url\": \"https://x.example/v.mp3\", // the voice\n \"instrumental_url\": \"https://x.example/i.mp3\",}" }]""")]
    [InlineData("""[{ "separate_vocals": "\"{\\\"vocal_url\\\": \\\"https://x.example/v.mp3\\\", \\\"instrumental_url\\\": \\\"https://x.example/i.mp3\\\"}\"" }]""")]
    public async Task A_split_in_two_is_read_however_it_is_written(string files)
    {
        var made = Made(await _desk.FinishAsync(Ops.StemsBasic, files));
        Assert.Equal(["vocals", "instrumental"], made.Files.Select(file => file.Kind));
        Assert.Null(made.Note);
    }

    [Fact]
    public async Task Half_a_split_says_so() => Assert.Equal(
        "1 of 2 stems arrived; the price is the same.",
        Made(await _desk.FinishAsync(Ops.StemsBasic, """[{ "vocal_removal": "{\"vocal_url \": \"https://x.example/v.mp3\", \"instrumental_url\" : \" \"}" }]""")).Note);

    [Fact]
    public async Task Blank_stems_are_absent_and_unknown_ones_come_along()
    {
        Assert.Equal(["stem-bass", "stem-drums", "stem-vocals", "stem-piano"], Made(await _desk.FinishAsync(Ops.StemsFull, OldStems)).Files.Select(file => file.Kind));
        var newer = """[{ "stem_split": "{\"backing_vocals_url\":\"https://x.example/1.mp3\",\"woodwinds_url\":\"https://x.example/2.mp3\",\"lead_guitar_url\":\"https://x.example/3.mp3\"}" }]""";
        Assert.Equal(["stem-backing-vocals", "stem-woodwinds", "stem-lead-guitar"], Made(await _desk.FinishAsync(Ops.StemsFull, newer)).Files.Select(file => file.Kind));
        // What is split of a song that was sent has other names.
        var sent = """[{ "vocal_removal": "{\"bass \": \"https://x.example/b.mp3\", \"drums\" : \"\",  \"piano\" : \"\", \"guitar\" : \"\", \"vocals\" : \"https://x.example/v.mp3\", \"other\" : \"https://x.example/o.mp3\"}" }]""";
        Assert.Equal(["stem-bass", "stem-vocals", "stem-other"], Made(await _desk.FinishAsync(Ops.StemsFull, sent)).Files.Select(file => file.Kind));
    }

    [Theory]
    [InlineData("""{ "state": "complete", "instruments": """, "}")]
    [InlineData("""\"state\": \"complete\",\n      \"instruments\": """, "")]
    public async Task Notes_become_a_midi_file_with_or_without_braces_around_them(string before, string after)
    {
        var text = (before.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal) + """
            [
              { "name": "Drums", "notes": [ { "pitch": 73, "start": 0.036458333333333336, "end": 0.18229166666666666, "velocity": 1 }, { "pitch": 61, "start": 0.046875, "end": 0.19270833333333334, "velocity": 1 } ] },
              { "name": "Electric Bass (finger)", "notes": [ { "pitch": 44, "start": 7.6875, "end": 7.911458333333333, "velocity": 1 }, { "pitch": 400, "start": 1, "end": 2 }, { "pitch": 40, "start": 2, "end": 1 } ] }
            ]
            """ + after).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n");
        var file = Assert.Single(Made(await _desk.FinishAsync(Ops.Midi, $$"""[{ "midi_data": "{{text}}" }]""")).Files);
        await using var stream = await file.OpenAsync(Token);
        var song = MidiReader.Read(stream);
        Assert.Equal("midi", file.Kind);
        Assert.Equal([("Drums", 9, null), ("Electric Bass (finger)", 0, 33)], song.Tracks.Select(track => (track.Name, track.Channel, track.Program)));
        // Two beats are a second: no tempo is known.
        Assert.Equal([(73, 0.0365, 0.1458, 127), (61, 0.0469, 0.1458, 127)], song.Tracks[0].Notes.Select(note => (note.Pitch, Math.Round(note.StartBeat / 2, 4), Math.Round(note.LengthBeats / 2, 4), note.Velocity)));
        Assert.Equal(7.6875, Assert.Single(song.Tracks[1].Notes).StartBeat / 2, 4);
    }

    [Fact]
    public async Task Words_with_times_in_the_first_answer_are_the_result()
    {
        _desk.Host.Script.On("POST", VidGoDesk.Submit, Answer.Json("""{"code":200,"data":{"aligned_words":[{"word":"[Verse]\nLast ","success":true,"start_s":1.2,"end_s":1.5,"palign":0},{"word":"seat\n","success":true,"start_s":1.5,"end_s":2,"palign":0}],"waveform_data":[0,1],"hoot_cer":0.38,"is_streamed":false}}"""));
        var made = Assert.IsType<SubmitAnswer.MadeFiles>(await _desk.VidGo.SubmitAsync(VidGoDesk.Call(VidGoDesk.Ask(Ops.LyricsTimeline)), Token));
        Assert.Equal([("Last seat", 1.2, 2.0)], await LinesAsync(made.Files));
    }

    [Theory]
    [InlineData("""[{ "timestampe_lyrics" : "[00:01.20]Last seat\n[00:04.50]Home" }]""", 4.5)]
    [InlineData("""[{ "timestampe_lyrics" : "[{\"word\":\"Last seat\\n\",\"start_s\":1.2,\"end_s\":2}, {\"word\":\"Home\",\"start_s\":4.5,\"end_s\":5}]" }]""", 2)]
    [InlineData("""[{ "timestamped_lyrics" : {"aligned_words":[{"word":"Last seat\n","start_s":1.2,"end_s":2}, {"word":"Home","start_s":4.5,"end_s":5}]} }]""", 2)]
    [InlineData("""[{ "aligned_words" : [{"word":"Last seat\n","start_s":1.2,"end_s":2}, {"word":"Home","start_s":4.5,"end_s":5}] }]""", 2)]
    public async Task Words_with_times_of_a_task_are_read_under_any_name(string files, double firstEnds)
    {
        var lines = await LinesAsync(Made(await _desk.FinishAsync(Ops.LyricsTimeline, files)).Files);
        Assert.Equal([("Last seat", 1.2, firstEnds), ("Home", 4.5, lines[1].End)], lines);
    }

    [Theory]
    [InlineData("""[{ "image_url" : "https://x.example/c.jpeg" }]""")]
    [InlineData("""[{ "generate_cover" : "[{\"file_url\":\"https://x.example/c.jpeg\",\"file_type\":\"image\"},{\"file_url\":\"https://x.example/d.jpeg\",\"file_type\":\"image\"}]" }]""")]
    public async Task A_picture_is_read_in_both_spellings(string files) => Assert.Equal([ResultFile.Picture], Made(await _desk.FinishAsync(Ops.CoverArt, files)).Files.Select(file => file.Kind));

    [Fact]
    public async Task A_film_and_a_wav_are_fetched_where_the_task_says()
    {
        _desk.Host.Script.On("GET", "/film.mp4", Answer.File([1, 2, 3], "video/mp4"));
        var film = Assert.Single(Made(await _desk.FinishAsync(Ops.Video, $$"""[{ "video_url": "{{_desk.Host.Address}}film.mp4" }]""")).Files);
        await using var stream = await film.OpenAsync(Token);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Token);
        Assert.Equal(("video", 3), (film.Kind, (int)bytes.Length));
        // As the document shows it, closing comma included.
        Assert.Equal("wav", Assert.Single(Made(await _desk.FinishAsync(Ops.Wav, """[ { "wav_url": "https://x.example/a.wav", } ]""")).Files).Kind);
    }

    [Fact]
    public async Task Words_styles_and_personas_come_as_texts()
    {
        Assert.Equal("complete lyrics", Assert.IsType<ProviderStatus.MadeText>(await _desk.FinishAsync(Ops.Lyrics, AsShown)).Text);
        Assert.Equal("[One]\nfirst\n\n[2]\nsecond", Assert.IsType<ProviderStatus.MadeText>(await _desk.FinishAsync(Ops.Lyrics, """[{"title":"One","text":"first"},{"title":"","text":"second"},{"text":" "}]""")).Text);
        Assert.Equal("Pop, mysterious, airy", Assert.IsType<ProviderStatus.MadeText>(await _desk.FinishAsync(Ops.StyleBoost, """[{ "style" : "Pop, mysterious, airy" }]""")).Text);
        Assert.Equal(new PersonaResult("pop", "persona_id"), Assert.IsType<ProviderStatus.MadePersona>(await _desk.FinishAsync(Ops.PersonaCreate, """[{ "persona_id" : "persona_id" }]""")).Persona);
    }

    [Fact]
    public async Task Songs_keep_the_words_that_are_sung()
    {
        const string Files = """[{"audio_id":"a","audio_url":"https://x.example/a.mp3","title":"Home","tags":"soul","duration":90,"prompt":"PROMPT"}]""";
        async Task<string?> Lyrics(string op, string prompt) => Assert.Single(Assert.IsType<ProviderStatus.Done>(await _desk.FinishAsync(op, Files.Replace("PROMPT", prompt, StringComparison.Ordinal))).Results).Lyrics;
        Assert.Equal("new words", await Lyrics(Ops.Cover, "new words"));
        Assert.Null(await Lyrics(Ops.AddVocals, "A ballad about home")); // Its description.
        Assert.Equal("[Verse]\nold words", await Lyrics(Ops.AddInstrumental, "")); // The voice goes on.
        Assert.Null(await Lyrics(Ops.Extend, "[Instrumental]"));
    }

    [Theory]
    [InlineData(Ops.StemsBasic, """[{ "separate_vocals": "nothing of the kind" }]""", "no stems")]
    [InlineData(Ops.StemsFull, """[{ "stem_split": "{\"bass_url\":\"\"}" }]""", "no stems")]
    [InlineData(Ops.Wav, """[{ "wav_url": "" }]""", "no file")]
    [InlineData(Ops.Video, """[{ "video_url": " " }]""", "no film")]
    [InlineData(Ops.CoverArt, """[{ "generate_cover": "[]" }]""", "no picture")]
    [InlineData(Ops.Midi, """[{ "midi_data": "\"state\": \"complete\", \"instruments\": []" }]""", "no notes")]
    [InlineData(Ops.LyricsTimeline, """[{ "timestampe_lyrics": "?" }]""", "no times that can be read")]
    [InlineData(Ops.Lyrics, "[]", "no words")]
    [InlineData(Ops.StyleBoost, """[{ "style": 5 }]""", "no style words")]
    [InlineData(Ops.PersonaCreate, """[{ "persona_id": "" }]""", "no persona")]
    [InlineData(Ops.Cover, """[{ "audio_url": "ftp://x.example/a.mp3" }, 7, null]""", "no song")]
    public async Task Finished_with_nothing_is_a_failure_that_says_what_is_missing(string op, string files, string what) =>
        Assert.Equal($"VidGo called this finished and named {what}.", Assert.IsType<ProviderStatus.Failed>(await _desk.FinishAsync(op, files)).Reason);

    [Fact]
    public async Task Text_in_another_character_set_is_not_shown_and_stops_nothing()
    {
        byte[] damaged = [.. Encoding.UTF8.GetBytes("""{"code":200,"data":{"status":"finished","files":[{"audio_id":"a","audio_url":"https://x.example/a.mp3","title":""" + "\"X"), 0xBB, 0xF1, .. "\",\"tags\":\"Classical\",\"duration\":240}]}}"u8];
        _desk.Host.Script.On("GET", VidGoDesk.Detail, new Answer { Bytes = damaged });
        var song = Assert.Single(Assert.IsType<ProviderStatus.Done>(await _desk.VidGo.PollAsync(VidGoDesk.Call(VidGoDesk.Ask(Ops.Create)), VidGoDesk.TaskId, Token)).Results);
        Assert.Equal(("", "Classical"), (song.Title, song.Styles));
    }

    private static ProviderStatus.MadeFiles Made(ProviderStatus status) => Assert.IsType<ProviderStatus.MadeFiles>(status);

    private static async Task<IReadOnlyList<(string Text, double Start, double End)>> LinesAsync(IReadOnlyList<ResultFile> files)
    {
        Assert.Equal(["timeline", "lrc", "srt"], files.Select(file => file.Kind));
        await using var stream = await files[0].OpenAsync(Token);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Token);
        return [.. LyricTimeline.Read(bytes.ToArray()).Lines.Select(line => (line.Text, line.StartSeconds, line.EndSeconds))];
    }
}

using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Score;
using MusicWeb.Providers;

namespace Providers.Tests.Embedded;

public sealed class SketchEditTests
{
    private static readonly MusicRequest Song = new() { Op = Ops.Create, Model = "sketch-1", Title = "Boats", Styles = "lofi, rainy", Lyrics = "[Verse]\nPaper boats on the morning tide", DurationSeconds = 10 };
    private static readonly SemaphoreSlim _once = new(1);
    private static ProviderResult? _made;
    private static SourceClip? _source;

    /// <summary>Length of the song that <see cref="SongAsync"/> gives.</summary>
    public static double MadeSeconds => _made!.DurationSeconds;

    private static readonly Guid TaskId = new("0198a000-0000-7000-8000-000000000021");
    private static readonly MusicRequest Extending = new() { Op = Ops.Extend, Model = "sketch-1", SourceClipId = Guid.CreateVersion7(), ContinueAtSeconds = 5, Lyrics = "[Chorus]\nSail away", DurationSeconds = 10 };

    [Fact]
    public async Task An_extension_has_all_files_words_and_the_kept_sound()
    {
        using var edit = new SketchRun();
        var source = await SongAsync();
        var takes = Assert.IsType<SubmitAnswer.Done>(await edit.AskAsync(Extending, TaskId, sources: [source])).Results;

        Assert.Equal([0, 1], takes.Select(take => take.Index));
        var before = await SoundOfAsync(source);
        foreach (var take in takes)
        {
            Assert.Equal(["flac", "wav", "midi", "score", "cover", "cover-png", "timeline", "lrc", "srt"], take.Files.Select(file => file.Kind));
            Assert.Equal(("Boats", "lofi, rainy", _made!.Bpm, _made.Key), (take.Title, take.Styles, take.Bpm, take.Key));
            Assert.EndsWith("Sail away", take.Lyrics, StringComparison.Ordinal);
            var score = ScoreJson.Read(await SketchRun.BytesOfAsync(take, "score"));
            var kept = score.Stretches[1].StartFrame * 2;
            Assert.Equal(before.Samples[..kept], (await SketchRun.SoundOfAsync(take)).Samples[..kept]);
        }

        Assert.NotEqual(await SketchRun.BytesOfAsync(takes[0], "flac"), await SketchRun.BytesOfAsync(takes[1], "flac"));
        Assert.Equal(100, edit.Reports[^1].Percent);
    }

    [Fact]
    public async Task A_part_is_joined_with_its_song_and_the_whole_split_into_stems()
    {
        using var edit = new SketchRun();
        using var join = new SketchRun();
        using var split = new SketchRun();
        var song = await SongAsync();
        var part = await SourceAsync(Assert.IsType<SubmitAnswer.Done>(await edit.AskAsync(Extending with { OnlyNewPart = true }, TaskId, sources: [song])).Results[0]);
        var joining = new MusicRequest { Op = Ops.Concat, Model = "sketch-1", SourceClipIds = [song.Id, part.Id] };
        var whole = Assert.IsType<SubmitAnswer.Done>(await join.AskAsync(joining, sources: [song, part])).Results.Single();
        Assert.Equal(("Boats", "lofi, rainy"), (whole.Title, whole.Styles));
        Assert.Contains("does not go on from the song before it", Assert.IsType<SubmitAnswer.Refused>(await join.AskAsync(joining, sources: [part, song])).Reason, StringComparison.Ordinal);

        var source = await SourceAsync(whole);
        var splitting = new MusicRequest { Op = Ops.StemsFull, Model = "sketch-1", SourceClipId = source.Id };
        var files = Assert.IsType<SubmitAnswer.MadeFiles>(await split.AskAsync(splitting, sources: [source])).Files;
        var stems = new List<short[]>();
        foreach (var file in files)
        {
            Assert.StartsWith("stem-", file.Kind, StringComparison.Ordinal);
            await using var stream = await file.OpenAsync(TestContext.Current.CancellationToken);
            stems.Add(FlacDecoder.Decode(stream, TestContext.Current.CancellationToken).Samples);
        }

        var mix = (await SketchRun.SoundOfAsync(whole)).Samples;
        var worst = Enumerable.Range(0, mix.Length).Max(i => Math.Abs(mix[i] - stems.Sum(stem => i < stem.Length ? stem[i] : 0)));
        Assert.True(worst <= stems.Count, $"{worst} LSB with {stems.Count} stems");
        Assert.Equal(100, split.Reports[^1].Percent);
    }

    [Fact]
    public async Task A_song_keeps_what_its_stems_need_in_its_sound_and_an_edited_one_what_those_of_all_its_stretches_need()
    {
        using var extend = new SketchRun();
        using var replace = new SketchRun();
        var song = await SongAsync();
        var whole = await NoteOfAsync(song);
        Assert.NotEmpty(whole);
        var longer = await SourceAsync(Assert.IsType<SubmitAnswer.Done>(await extend.AskAsync(Extending, TaskId, sources: [song])).Results[0]);
        var replacing = new MusicRequest { Op = Ops.ReplaceSection, Model = "sketch-1", SourceClipId = longer.Id, RangeStartSeconds = 2, RangeEndSeconds = 5 };
        var mended = await SourceAsync(Assert.IsType<SubmitAnswer.Done>(await replace.AskAsync(replacing, TaskId, sources: [longer])).Results[0]);

        // Each is marked with the hash of its score, as it is stored.
        var note = await NoteOfAsync(mended);
        var scores = ScoreJson.Read(await BytesOfAsync(mended, "score")).Stretches.Select(stretch => stretch.Score).Distinct().ToList();
        Assert.Equal(3, scores.Count);
        Assert.All(scores, score => Assert.True(note.AsSpan().IndexOf(Convert.FromHexString(ScoreJson.Hash(score))) > 0));
        Assert.True(whole.AsSpan().IndexOf(Convert.FromHexString(ScoreJson.Hash(scores[0]))) > 0);

        // Stems of an edit whose sound has lost its note, as one of an earlier version has none, are the same.
        using var kept = new SketchRun();
        using var bare = new SketchRun();
        var splitting = new MusicRequest { Op = Ops.StemsBasic, Model = "sketch-1", SourceClipId = mended.Id };
        var stems = Assert.IsType<SubmitAnswer.MadeFiles>(await kept.AskAsync(splitting, sources: [mended])).Files;
        var wav = mended with { Files = [mended.FindFile("score")!, mended.FindFile("wav")!] };
        var found = Assert.IsType<SubmitAnswer.MadeFiles>(await bare.AskAsync(splitting, sources: [wav])).Files;
        Assert.Equal(stems.Select(file => file.Kind), found.Select(file => file.Kind));
        foreach (var (one, other) in stems.Zip(found)) Assert.Equal(await BytesOfAsync(one.OpenAsync), await BytesOfAsync(other.OpenAsync));
    }

    private static async Task<byte[]> NoteOfAsync(SourceClip clip)
    {
        using var file = new MemoryStream(await BytesOfAsync(clip, "flac"));
        return FlacDecoder.ReadNote(file);
    }

    private static Task<byte[]> BytesOfAsync(SourceClip clip, string kind) => BytesOfAsync(clip.FindFile(kind)!.OpenAsync);

    private static async Task<byte[]> BytesOfAsync(Func<CancellationToken, ValueTask<Stream>> openAsync)
    {
        await using var file = await openAsync(TestContext.Current.CancellationToken);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    [Fact]
    public async Task A_cover_keeps_the_words_and_takes_the_style_that_was_asked_for()
    {
        using var edit = new SketchRun();
        var song = await SongAsync();
        var request = new MusicRequest { Op = Ops.Cover, Model = "sketch-1", SourceClipId = song.Id, Styles = "house, 909", AudioWeight = 1 };
        var takes = Assert.IsType<SubmitAnswer.Done>(await edit.AskAsync(request, TaskId, sources: [song])).Results;
        Assert.Equal(2, takes.Count);
        Assert.Equal(("house, 909", "Boats"), (takes[0].Styles, takes[0].Title));
        Assert.Contains("Paper boats on the morning tide", takes[0].Lyrics, StringComparison.Ordinal);
        Assert.Equal("house", ScoreJson.Read(await SketchRun.BytesOfAsync(takes[0], "score")).Style);
        foreach (var (bad, sentence) in ((MusicRequest, string)[])
        [
            (request with { Styles = " " }, "Name the style it is to have."), (request with { AudioWeight = 1.1 }, "Set the audio weight between 0 and 1."),
            (request with { AudioWeight = double.NaN }, "Set the audio weight between 0 and 1."), (Extending with { AudioWeight = 1 }, "Leave the audio weight out: this does not use one."),
        ])
            Assert.Equal(sentence, await edit.RefusalOfAsync(bad, song));
    }

    [Fact]
    public async Task A_section_is_replaced_and_the_rest_stays()
    {
        using var edit = new SketchRun();
        var song = await SongAsync();
        var request = new MusicRequest { Op = Ops.ReplaceSection, Model = "sketch-1", SourceClipId = Guid.CreateVersion7(), RangeStartSeconds = 3, RangeEndSeconds = 6, Lyrics = "Silver water" };
        var takes = Assert.IsType<SubmitAnswer.Done>(await edit.AskAsync(request, TaskId, sources: [song])).Results;
        var (before, after) = ((await SoundOfAsync(song)).Samples, (await SketchRun.SoundOfAsync(takes[0])).Samples);
        var stretches = ScoreJson.Read(await SketchRun.BytesOfAsync(takes[0], "score")).Stretches;
        var (from, to) = (stretches[1].StartFrame * 2, (stretches[2].StartFrame + Stretch.FadeFrames) * 2);
        Assert.Equal(before[..from], after[..from]);
        Assert.Equal(before[to..], after[to..]);
        Assert.NotEqual(before[from..to], after[from..to]);
        Assert.Contains("Silver water", takes[0].Lyrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_edited_is_refused_in_a_sentence()
    {
        using var run = new SketchRun();
        var song = await SongAsync();

        Assert.Equal("This song is not there any more: choose another.", await run.RefusalOfAsync(Extending));
        Assert.Equal("This song was made before its score was kept, so this cannot be done with it.", await run.RefusalOfAsync(Extending, song with { Files = [.. song.Files.Where(file => file.Kind != "score")] }));
        Assert.Equal("The stored score of this song cannot be read, so this cannot be done with it.", await run.RefusalOfAsync(Extending, song with { Files = [File("score", """{"version":99}"""u8.ToArray())] }));
        Assert.Equal("The sound of this song is not there any more.", await run.RefusalOfAsync(Extending, song with { Files = [.. song.Files.Where(file => file.Kind == "score")] }));
        Assert.Equal("The sound of this song cannot be read.", await run.RefusalOfAsync(Extending, song with { Files = [.. song.Files.Where(file => file.Kind == "score"), File("flac", "fLaC"u8.ToArray())] }));
        Assert.Equal("Choose a song to start from.", await run.RefusalOfAsync(Extending with { SourceClipId = null }, song));
        foreach (var at in (double?[])[null, 0, -1, double.NaN]) Assert.Equal("Choose a moment after the song's beginning to go on from.", await run.RefusalOfAsync(Extending with { ContinueAtSeconds = at }, song));
        Assert.StartsWith("Choose a moment before the song's end at", await run.RefusalOfAsync(Extending with { ContinueAtSeconds = 99 }, song), StringComparison.Ordinal);
        var replacing = Extending with { Op = Ops.ReplaceSection, ContinueAtSeconds = null };
        Assert.Equal("Choose where the new stretch begins.", await run.RefusalOfAsync(replacing, song));
        Assert.Equal("Choose an end after the beginning.", await run.RefusalOfAsync(replacing with { RangeStartSeconds = 4, RangeEndSeconds = 4 }, song));
        Assert.Equal("Choose a stretch of at least 2 seconds.", await run.RefusalOfAsync(replacing with { RangeStartSeconds = 4, RangeEndSeconds = 5 }, song));
        Assert.Equal("Leave the range out: this does not use one.", await run.RefusalOfAsync(Extending with { RangeStartSeconds = 4 }, song));
        var joining = new MusicRequest { Op = Ops.Concat, Model = "sketch-1" };
        Assert.Equal("Choose at least two songs.", await run.RefusalOfAsync(joining with { SourceClipIds = [song.Id] }, song));
        Assert.Equal("Choose each song once.", await run.RefusalOfAsync(joining with { SourceClipIds = [song.Id, song.Id] }, song, song));
        Assert.Equal("Leave the position out: this does not use one.", await run.RefusalOfAsync(Song with { ContinueAtSeconds = 3 }));
        Assert.Equal("Leave the list of songs out: this does not use one.", await run.RefusalOfAsync(Song with { SourceClipIds = [Guid.CreateVersion7()] }));
    }

    // Rendering takes longest, so all tests start from one song.
    internal static async Task<SourceClip> SongAsync()
    {
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_source is not null) return _source;
            using var run = new SketchRun();
            _made = (await run.MakeAsync(Song))[0];
            return _source = await SourceAsync(_made);
        }
        finally
        {
            _once.Release();
        }
    }

    private static async Task<Pcm> SoundOfAsync(SourceClip clip)
    {
        await using var stream = await clip.FindFile("wav")!.OpenAsync(TestContext.Current.CancellationToken);
        return WavReader.Read(stream);
    }

    /// <summary>A finished take as the clip that it becomes.</summary>
    internal static async Task<SourceClip> SourceAsync(ProviderResult take)
    {
        var files = new List<SourceFile>();
        foreach (var file in take.Files) files.Add(File(file.Kind, await SketchRun.BytesOfAsync(take, file.Kind)));
        return new SourceClip { Id = Guid.CreateVersion7(), Provider = "sketch", Title = take.Title, Styles = take.Styles, CreatedAt = DateTime.UnixEpoch, Files = files };
    }

    internal static SourceFile File(string kind, byte[] bytes) => new(kind, "application/octet-stream", bytes.Length, _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)));
}

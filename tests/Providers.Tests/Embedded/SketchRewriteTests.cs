using System.Text.Json;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Score;
using MusicWeb.Providers;

namespace Providers.Tests.Embedded;

/// <summary>Operations that write a score from scores, and those that tell something of a song.</summary>
public sealed class SketchRewriteTests
{
    private static readonly MusicRequest Asked = new() { Op = Ops.Remaster, Model = "sketch-1", SourceClipId = Guid.CreateVersion7() };

    [Fact]
    public async Task A_remaster_keeps_length_words_and_styles_and_says_what_it_is()
    {
        using var run = new SketchRun();
        var source = await SketchEditTests.SongAsync();
        var takes = Assert.IsType<SubmitAnswer.Done>(await run.AskAsync(Asked with { Styles = "warm" }, sources: [source])).Results;
        Assert.Equal(2, takes.Count);
        Assert.All(takes, take => Assert.Equal(("Boats", "lofi, rainy", "Synthetic guide vocal; remastered"), (take.Title, take.Styles, take.Note)));
        Assert.All(takes, take => Assert.EndsWith("Paper boats on the morning tide", take.Lyrics, StringComparison.Ordinal));
        Assert.NotEqual(await SketchRun.BytesOfAsync(takes[0], "flac"), await SketchRun.BytesOfAsync(takes[1], "flac"));
    }

    [Fact]
    public async Task An_instrumental_gets_a_voice_and_both_songs_are_mashed_up_both_ways_where_both_are_sung()
    {
        using var make = new SketchRun();
        using var add = new SketchRun();
        using var mash = new SketchRun();
        var sung = await SketchEditTests.SongAsync();
        var played = await SketchEditTests.SourceAsync((await make.MakeAsync(new MusicRequest { Op = Ops.Create, Model = "sketch-1", Title = "Bed", Styles = "house", Instrumental = true, DurationSeconds = 12 }))[0]);

        var voiced = Assert.IsType<SubmitAnswer.Done>(await add.AskAsync(Asked with { Op = Ops.AddVocals, Lyrics = "Golden harbour" }, sources: [played])).Results;
        Assert.All(voiced, take => Assert.Equal(("Bed", "Golden harbour", "house", "Synthetic guide vocal"), (take.Title, take.Lyrics, take.Styles, take.Note)));
        Assert.Contains("timeline", voiced[0].Files.Select(file => file.Kind));

        var mashing = new MusicRequest { Op = Ops.Mashup, Model = "sketch-1", SourceClipIds = [sung.Id, played.Id] };
        var takes = Assert.IsType<SubmitAnswer.Done>(await mash.AskAsync(mashing, sources: [sung, played])).Results;
        var band = ScoreJson.Read(await ScoreOfAsync(played));
        Assert.Equal([band.Bpm, band.Bpm], takes.Select(take => take.Bpm!.Value));
        Assert.All(takes, take => Assert.Equal("Boats × Bed", take.Title));
        Assert.All(takes, take => Assert.Contains("Paper boats", take.Lyrics, StringComparison.Ordinal));
        Assert.NotEqual(takes[0].Key, takes[1].Key);
        Assert.Contains("needs a voice", Assert.IsType<SubmitAnswer.Refused>(await mash.AskAsync(mashing, sources: [played, sung])).Reason, StringComparison.Ordinal);
        Assert.Contains("has a voice already", await mash.RefusalOfAsync(Asked with { Op = Ops.AddVocals }, sung), StringComparison.Ordinal);
        Assert.Contains("no voice in this song", await mash.RefusalOfAsync(Asked with { Op = Ops.AddInstrumental }, played), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_song_tells_its_tempo_bars_and_chords_exactly()
    {
        using var run = new SketchRun();
        var source = await SketchEditTests.SongAsync();
        var file = Assert.IsType<SubmitAnswer.MadeFiles>(await run.AskAsync(Asked with { Op = Ops.Bpm }, sources: [source])).Files.Single();
        await using var stream = await file.OpenAsync(TestContext.Current.CancellationToken);
        using var map = await JsonDocument.ParseAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        var score = ScoreJson.Read(await ScoreOfAsync(source));
        Assert.Equal("tempo-map", file.Kind);
        Assert.Equal(score.Bpm, map.RootElement.GetProperty("bpm").GetDouble(), 0.001);
        Assert.Equal(score.Bars, map.RootElement.GetProperty("bars").GetArrayLength());
        Assert.Equal(score.Chords.Select(chord => chord.Name), map.RootElement.GetProperty("chords").EnumerateArray().Select(chord => chord.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task Words_are_written_and_style_words_enhanced_for_the_same_task_in_the_same_way()
    {
        using var run = new SketchRun();
        var writing = new MusicRequest { Op = Ops.Lyrics, Model = "sketch-1", Description = "a lighthouse in the fog" };
        var words = Assert.IsType<SubmitAnswer.MadeText>(await run.AskAsync(writing)).Text;
        Assert.StartsWith("[Verse 1]", words, StringComparison.Ordinal);
        Assert.Contains("lighthouse", words, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(words, Assert.IsType<SubmitAnswer.MadeText>(await run.AskAsync(writing)).Text);
        Assert.StartsWith("jazz, ", Assert.IsType<SubmitAnswer.MadeText>(await run.AskAsync(new MusicRequest { Op = Ops.StyleBoost, Model = "sketch-1", Styles = "jazz" })).Text, StringComparison.Ordinal);
        Assert.Equal("Say what the words are to be about.", await run.RefusalOfAsync(writing with { Description = " " }));
        Assert.Equal("Write a style word or two to begin with.", await run.RefusalOfAsync(writing with { Op = Ops.StyleBoost, Description = null }));
    }

    [Fact]
    public async Task An_older_song_gets_the_picture_that_new_ones_come_with()
    {
        using var run = new SketchRun();
        var source = await SketchEditTests.SongAsync();
        var files = Assert.IsType<SubmitAnswer.MadeFiles>(await run.AskAsync(Asked with { Op = Ops.CoverArt }, sources: [source])).Files;
        Assert.Equal(["cover", "cover-png"], files.Select(file => file.Kind));
        foreach (var file in files)
        {
            await using var made = await file.OpenAsync(TestContext.Current.CancellationToken);
            await using var own = await source.FindFile(file.Kind)!.OpenAsync(TestContext.Current.CancellationToken);
            Assert.Equal(await BytesAsync(own), await BytesAsync(made));
        }
    }

    [Fact]
    public async Task The_voice_alone_is_the_vocals_of_the_split()
    {
        using var vox = new SketchRun();
        using var split = new SketchRun();
        var source = await SketchEditTests.SongAsync();
        var voice = Assert.IsType<SubmitAnswer.MadeFiles>(await vox.AskAsync(Asked with { Op = Ops.Vox }, sources: [source])).Files.Single();
        var stems = Assert.IsType<SubmitAnswer.MadeFiles>(await split.AskAsync(Asked with { Op = Ops.StemsBasic }, sources: [source])).Files;
        Assert.Equal("vox", voice.Kind);
        Assert.Equal(await SamplesAsync(stems.Single(file => file.Kind == "vocals")), await SamplesAsync(voice));
    }

    private static async Task<byte[]> ScoreOfAsync(SourceClip clip)
    {
        await using var stream = await clip.FindFile("score")!.OpenAsync(TestContext.Current.CancellationToken);
        return await BytesAsync(stream);
    }

    private static async Task<byte[]> BytesAsync(Stream stream)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    private static async Task<short[]> SamplesAsync(ResultFile file)
    {
        await using var stream = await file.OpenAsync(TestContext.Current.CancellationToken);
        return FlacDecoder.Decode(stream, TestContext.Current.CancellationToken).Samples;
    }
}

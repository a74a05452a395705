using MusicWeb.Engine.Codec;
using MusicWeb.Providers;

namespace Providers.Tests.Embedded;

/// <summary>Songs whose sound is not what this engine would make of their score, as after a later engine's other sounds.</summary>
public sealed class SketchOldEngineTests
{
    [Fact]
    public async Task Who_splits_a_song_that_would_sound_otherwise_today_is_told()
    {
        var song = await SketchEditTests.SongAsync();
        MusicRequest Asked(string op) => new() { Op = op, Model = "sketch-1", SourceClipId = song.Id };
        using (var run = new SketchRun()) Assert.Null(Assert.IsType<SubmitAnswer.MadeFiles>(await run.AskAsync(Asked(Ops.StemsBasic), sources: [song])).Note);

        var old = song with { Files = [song.FindFile("score")!, SketchEditTests.File("flac", await OtherSoundAsync(song))] };
        using (var run = new SketchRun()) Assert.Equal("Made with an earlier engine: these stems do not add up to the song exactly", Assert.IsType<SubmitAnswer.MadeFiles>(await run.AskAsync(Asked(Ops.StemsBasic), sources: [old])).Note);
    }

    // The song with every instrument half a beat late.
    private static async Task<byte[]> OtherSoundAsync(SourceClip song)
    {
        await using var stream = await song.FindFile("wav")!.OpenAsync(TestContext.Current.CancellationToken);
        var sound = WavReader.Read(stream);
        var late = new short[sound.Samples.Length];
        sound.Samples.AsSpan(0, late.Length - 30000).CopyTo(late.AsSpan(30000));
        using var file = new MemoryStream();
        FlacEncoder.Encode(new Pcm(sound.SampleRate, late), file, ct: TestContext.Current.CancellationToken);
        return file.ToArray();
    }
}

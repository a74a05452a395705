using Engine.Tests.Compose;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;

namespace Engine.Tests.Sing;

/// <summary>The guide vocal inside finished songs.</summary>
public sealed class SungSongTests
{
    private const string Words = "[Verse]\nCity lights are fading slow\nI can hear the river flow\n[Chorus]\nCarry me home tonight\nCarry me into the light";

    [Fact]
    public void The_voice_carries_over_the_band()
    {
        var score = Songs.Compose("pop", lyrics: Words, seconds: 24);
        var sung = Render(score);
        var band = Render(score with { Parts = [.. score.Parts.Where(part => part.Role is not (PartRole.Melody or PartRole.Backing))] });
        var words = LyricTimeline.Of(score).Lines.SelectMany(line => line.Words).ToList();

        // Both are mastered to the same loudness, so what the voice adds to the words' middles it takes from the rest.
        var gain = words.Average(word => Level(sung, word) - Level(band, word));
        Assert.InRange(gain, 1.5, 12);
        Assert.InRange(sung.Loudness.TruePeakDb, -3, -1);
    }

    [Fact]
    public void A_sung_song_has_the_same_bytes_every_time()
    {
        var score = Songs.Compose("rock", lyrics: Words, seconds: 12);
        Assert.True(Render(score).Sound.Samples.AsSpan().SequenceEqual(Render(ScoreJson.Read(ScoreJson.Write(score))).Sound.Samples));
    }

    [Fact]
    public void A_song_of_the_version_without_voices_is_still_played_with_its_instrument()
    {
        var score = Songs.Compose("pop", lyrics: Words, seconds: 12);
        var earlier = ScoreJson.Read(ScoreJson.Write(score with
        {
            Version = 1,
            Engine = 1,
            Voice = null,
            Parts = [.. score.Parts.Where(part => part.Role is not PartRole.Backing)],
            Lines = [.. score.Lines.Select(line => line with { Words = [.. line.Words.Select(word => word with { Syllables = [.. word.Syllables.Select(syllable => syllable with { Sounds = "" })] })] })],
        }));
        Assert.Equal(1, earlier.Version);
        Assert.Null(earlier.Voice);
        var song = Render(earlier);
        Assert.Equal(-14, song.Loudness.IntegratedLufs, 0.3);
        Assert.False(song.Sound.Samples.AsSpan().SequenceEqual(Render(score).Sound.Samples));
    }

    private static RenderedSong Render(SongScore score) => new SongRenderer().Render(score, progress: null, TestContext.Current.CancellationToken);

    /// <summary>Level of a word where voices have their resonances, in decibels.</summary>
    private static double Level(RenderedSong song, TimedWord word)
    {
        var from = (int)(word.StartSeconds * song.Sound.SampleRate);
        var frames = Math.Min((int)((word.EndSeconds - word.StartSeconds) * song.Sound.SampleRate), (song.Sound.Samples.Length / 2) - from);
        var mono = new float[frames];
        for (var i = 0; i < frames; i++) mono[i] = (song.Sound.Samples[2 * (from + i)] + song.Sound.Samples[(2 * (from + i)) + 1]) / 65536f;
        return VoiceEar.Level(mono) + VoiceEar.Band(mono, 250, 3500);
    }
}

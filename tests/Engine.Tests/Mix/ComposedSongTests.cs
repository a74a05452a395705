using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Mix;

/// <summary>What the composer writes and the renderer plays, judged by ear substitutes that know nothing of the score.</summary>
public class ComposedSongTests
{
    private static readonly string[] Wishes = ["lofi beats for a rainy study", "upbeat summer pop", "loud rock anthem", "deep house night drive", "neon synthwave 1985", "slow ambient space"];

    [Fact]
    public void Songs_of_every_style_are_loud_clean_in_time_and_in_key()
    {
        var renderer = new SongRenderer();
        var (songs, inTime, inKey) = (0, 0, 0);
        foreach (var wish in Wishes)
        {
            for (var seed = 1; seed <= 2; seed++, songs++)
            {
                var score = Composer.Compose(new SongPlan { Description = wish, DurationSeconds = 24, Instrumental = seed == 2 }, seed * 7919);
                var song = renderer.Render(score, progress: null, TestContext.Current.CancellationToken);
                AssertClean(wish, song);
                if (TempoEstimator.Estimate(song.Sound) is { } bpm && MasterChecks.SameTempo(score.Bpm, bpm)) inTime++;
                if (MasterChecks.NearKey(score, KeyEstimator.Estimate(song.Sound))) inKey++;
            }
        }
        Assert.True(inTime >= songs - 1, $"{inTime} of {songs} in time");
        Assert.True(inKey >= songs - 1, $"{inKey} of {songs} in key");
    }

    [Fact]
    public void Two_takes_of_one_wish_sound_different()
    {
        var renderer = new SongRenderer();
        var takes = new List<double[]>();
        for (var seed = 1; seed <= 2; seed++)
        {
            var score = Composer.Compose(new SongPlan { Description = "warm folk pop", DurationSeconds = 24 }, seed);
            takes.Add(Chroma.Of(renderer.Render(score, progress: null, TestContext.Current.CancellationToken).Sound));
        }
        Assert.InRange(MasterChecks.Correlation(takes[0], takes[1]), -1, 0.98);
    }

    private static void AssertClean(string wish, RenderedSong song)
    {
        Assert.True(Math.Abs(song.Loudness.IntegratedLufs + 14) <= 0.3, $"{wish}: {song.Loudness.IntegratedLufs} LUFS");
        Assert.True(song.Loudness.TruePeakDb <= -1, $"{wish}: {song.Loudness.TruePeakDb} dBTP");
        Assert.True(MasterChecks.LongestSilenceSeconds(song.Sound) <= 2, $"{wish}: {MasterChecks.LongestSilenceSeconds(song.Sound)} s of silence");
        Assert.True(MasterChecks.Offset(song.Sound) < 0.001, $"{wish}: offset {MasterChecks.Offset(song.Sound)}");
    }
}

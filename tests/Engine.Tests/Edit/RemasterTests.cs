using Engine.Tests.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Edit;

public sealed class RemasterTests
{
    private static readonly SongRenderer _renderer = new();

    [Fact]
    public void Notes_and_words_stay_and_the_sound_is_another_within_the_bars_of_a_master()
    {
        var made = Remaster.Of(EditedSongs.Score, "bright, wide", take: 0, "");
        Assert.Equal(ScoreJson.Hash(EditedSongs.Score), ScoreJson.Hash(made with { Finish = null }));
        var song = _renderer.Render(made, progress: null, CancellationToken.None);
        Assert.Equal(-14, song.Loudness.IntegratedLufs, 0.3);
        Assert.True(song.Loudness.TruePeakDb <= -1);
        Assert.Equal(EditedSongs.Sound.Frames, song.Sound.Frames);
        Assert.True(Highs(song.Sound.Samples) > Highs(EditedSongs.Sound.Samples) + 1.5);
        Assert.True(Sides(song.Sound.Samples) > Sides(EditedSongs.Sound.Samples));
    }

    [Fact]
    public void Without_a_word_one_take_is_bright_and_the_other_warm()
    {
        var (bright, warm) = (Remaster.Of(EditedSongs.Score, null, take: 0, ""), Remaster.Of(EditedSongs.Score, "", take: 1, "Warm"));
        Assert.True(bright.Finish!.Brightness > 0 && warm.Finish!.Brightness < 0);
        Assert.Equal((EditedSongs.Score.Title, "Warm"), (bright.Title, warm.Title));
    }

    [Fact]
    public void A_finish_is_stored_in_a_version_of_its_own_and_read_again()
    {
        var made = Remaster.Of(EditedSongs.Longer.Score, "warm, punchy", take: 1, "");
        var read = ScoreJson.Read(ScoreJson.Write(made));
        Assert.Equal(SongScore.FinishVersion, read.Version);
        Assert.Equal(made.Finish, read.Finish);
        Assert.Empty(read.Stretches);
        Songs.AssertValid(read);
        var forged = System.Text.Encoding.UTF8.GetString(ScoreJson.Write(made with { Finish = made.Finish! with { Room = 2 } })).Replace("\"room\":2", "\"room\":200", StringComparison.Ordinal);
        Assert.Throws<System.Text.Json.JsonException>(() => ScoreJson.Read(System.Text.Encoding.UTF8.GetBytes(forged)));
    }

    [Fact]
    public void Its_stems_add_up_to_it()
    {
        var made = Remaster.Of(EditedSongs.Score, "dry, heavy", take: 0, "");
        var mix = _renderer.Render(made, progress: null, CancellationToken.None).Sound;
        var sum = new int[mix.Samples.Length];
        new StemRenderer(_renderer).Render(made, mix.Frames, Stems.Basic, Stems.OfBasic, mastering: default, (_, stem) => { for (var i = 0; i < sum.Length; i++) sum[i] += stem?.Samples[i] ?? 0; }, progress: null, CancellationToken.None);
        Assert.True(mix.Samples.Zip(sum).All(pair => Math.Abs(pair.First - pair.Second) <= 2));
    }

    // Energy of the differences between neighbours against that of the sound itself, in decibels.
    private static double Highs(short[] samples)
    {
        var (high, all) = (0.0, 0.0);
        for (var i = 2; i < samples.Length; i++)
        {
            high += Math.Pow(samples[i] - samples[i - 2], 2);
            all += Math.Pow(samples[i], 2);
        }

        return 10 * Math.Log10(high / all);
    }

    private static double Sides(short[] samples)
    {
        var (side, middle) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i += 2)
        {
            side += Math.Pow(samples[i] - samples[i + 1], 2);
            middle += Math.Pow(samples[i] + samples[i + 1], 2);
        }

        return side / middle;
    }
}

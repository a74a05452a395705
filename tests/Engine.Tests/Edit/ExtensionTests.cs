using Engine.Tests.Compose;
using Engine.Tests.Mix;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;

namespace Engine.Tests.Edit;

public sealed class ExtensionTests
{
    [Fact]
    public void What_was_heard_before_is_kept_sample_by_sample()
    {
        var (song, longer) = (EditedSongs.Sound, EditedSongs.Longer);
        var cut = longer.Score.Stretches[1].StartFrame;
        Assert.Equal(EditedSongs.FrameOf(EditedSongs.Score, Bar), cut);
        Assert.True(longer.Song.Sound.Frames(0, cut).SequenceEqual(song.Frames(0, cut)));
        Assert.False(longer.Song.Sound.Frames(cut, cut + 44100).SequenceEqual(song.Frames(cut, cut + 44100)));
        // Nothing clicks where the parts meet: no step is larger than those around it.
        Assert.True(LargestStep(longer.Song.Sound.Frames(cut - 50, cut + 1400)) <= 1.5 * LargestStep(longer.Song.Sound.Frames(cut - 22050, cut + 22050)));
    }

    [Fact]
    public void The_new_part_goes_on_in_tempo_and_key_with_the_new_words()
    {
        var (score, longer) = (EditedSongs.Score, EditedSongs.Longer.Score);
        Songs.AssertValid(longer);
        Assert.Equal((score.Bpm, score.KeyRoot, score.Mode, score.Title), (longer.Bpm, longer.KeyRoot, longer.Mode, longer.Title));
        Assert.Equal(longer.DurationSeconds, EditedSongs.Longer.Song.Sound.DurationSeconds, 0.001);
        Assert.InRange(longer.DurationSeconds - Seconds(Bar), 10 - Seconds(1), 10 + Seconds(1));
        Assert.Equal(["Golden harbour, take me in"], longer.Lines.Where(line => line.Words[0].Syllables[0].StartBeat >= Bar * 4).Select(line => line.Text));
        var timeline = LyricTimeline.Of(longer);
        Assert.All(timeline.Lines.Zip(timeline.Lines.Skip(1)), pair => Assert.True(pair.First.EndSeconds <= pair.Second.StartSeconds + 1e-6));
    }

    [Fact]
    public void The_whole_is_as_loud_and_clean_as_a_song_of_one_piece()
    {
        var song = EditedSongs.Longer.Song;
        Assert.Equal(-14, song.Loudness.IntegratedLufs, 1.0);
        Assert.True(song.Loudness.TruePeakDb <= -1, $"{song.Loudness.TruePeakDb} dBTP");
        Assert.InRange(MasterChecks.Offset(song.Sound), 0, 0.001);
        Assert.InRange(MasterChecks.LongestSilenceSeconds(song.Sound), 0, 2);
    }

    [Fact]
    public void An_edited_score_is_stored_with_its_version_and_can_be_extended_again()
    {
        var json = ScoreJson.Write(EditedSongs.Longer.Score);
        var read = ScoreJson.Read(json);
        Assert.Equal(json, ScoreJson.Write(read));
        Assert.Equal(SongScore.EditedVersion, read.Version);
        Assert.Equal(2, read.Stretches.Count);
        var again = EditedSongs.Extend(new SongSource(read, () => EditedSongs.Longer.Song.Sound), new ExtensionPlan { AtSeconds = 3, DurationSeconds = 10, Instrumental = true, Styles = "house" });
        Assert.Equal(2, again.Score.Stretches.Count);
        Assert.Equal(SongScore.EditedVersion, again.Score.Version);
    }

    [Fact]
    public void The_new_part_alone_is_the_end_of_the_whole()
    {
        var part = EditedSongs.Extend(new ExtensionPlan { AtSeconds = 9, Lyrics = "[Chorus]\nGolden harbour, take me in", DurationSeconds = 10, OnlyNewPart = true });
        var whole = EditedSongs.Longer;
        var cut = EditedSongs.FrameOf(EditedSongs.Score, Bar);
        Assert.True(part.Song.Sound.Samples.AsSpan().SequenceEqual(whole.Song.Sound.Frames(cut, whole.Song.Sound.Frames)));
        Songs.AssertValid(part.Score);
        Assert.Equal(new Continues(ScoreJson.Hash(EditedSongs.Score), Bar), part.Score.Continues);
        Assert.Equal(["Golden harbour, take me in"], part.Score.Lines.Select(line => line.Text));
    }

    [Theory]
    [InlineData(0, "Choose a moment after the song's beginning to go on from.")]
    [InlineData(-3, "Choose a moment after the song's beginning to go on from.")]
    [InlineData(double.NaN, "Choose a moment after the song's beginning to go on from.")]
    [InlineData(500, "Choose a moment before the song's end at")]
    public void A_moment_outside_the_song_is_refused(double atSeconds, string sentence)
    {
        var refused = Assert.Throws<EditRefusedException>(() => EditedSongs.Extend(new ExtensionPlan { AtSeconds = atSeconds }));
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_any_kind_make_a_valid_continuation()
    {
        foreach (var (style, seed) in Songs.Styles.SelectMany(style => Enumerable.Range(1, 3).Select(seed => (style, seed))))
        {
            var song = Songs.Compose(style, lyrics: seed == 2 ? null : Songs.Lyrics, seed: seed, seconds: 60, instrumental: seed == 2);
            foreach (var words in Songs.Words.Where((_, i) => i % 3 == seed - 1))
            {
                var bar = 1 + (seed * 5);
                var added = Extension.Compose(song, new ExtensionPlan { AtSeconds = 1, Lyrics = words, Styles = seed == 3 ? "ambient, piano" : null }, bar, seed, dictionary: null);
                var whole = ScoreCut.Join(ScoreCut.Before(song, bar), added);
                if (whole.Parts.Count(part => part.Role is PartRole.Melody) == 1) Songs.AssertValid(whole);
                Assert.Equal((bar + added.Bars, song.Bpm), (whole.Bars, whole.Bpm));
            }
        }
    }

    private static int Bar => (int)Math.Round(9 / Seconds(1));

    private static double Seconds(int bars) => bars * 240 / EditedSongs.Score.Bpm;

    private static int LargestStep(ReadOnlySpan<short> samples)
    {
        var largest = 0;
        for (var i = 2; i < samples.Length; i++) largest = Math.Max(largest, Math.Abs(samples[i] - samples[i - 2]));
        return largest;
    }
}

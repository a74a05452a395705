using Engine.Tests.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Edit;

public sealed class ReplacementTests
{
    private static readonly Lazy<EditedSong> _edited = new(() => Replace(new ReplacementPlan { StartSeconds = 4, EndSeconds = 10, Lyrics = "Silver water, carry me" }));

    public static EditedSong Edited => _edited.Value;

    [Fact]
    public void Outside_the_stretch_every_sample_stays()
    {
        var (from, to) = (Edited.Score.Stretches[1].StartFrame, Edited.Score.Stretches[2].StartFrame + Stretch.FadeFrames);
        var (before, after) = (EditedSongs.Sound, Edited.Song.Sound);
        Assert.Equal(before.Frames, after.Frames);
        Assert.True(after.Frames(0, from).SequenceEqual(before.Frames(0, from)));
        Assert.True(after.Frames(to, after.Frames).SequenceEqual(before.Frames(to, before.Frames)));
        Assert.False(after.Frames(from + 44100, from + 88200).SequenceEqual(before.Frames(from + 44100, from + 88200)));
        Assert.True(Edited.Song.Loudness.TruePeakDb <= -1, $"{Edited.Song.Loudness.TruePeakDb} dBTP");
        Assert.InRange((double)from / 44100, 4 - Bar, 4 + Bar);
        Assert.InRange((double)to / 44100, 10 - Bar, 10 + Bar);
    }

    [Fact]
    public void The_new_words_stand_in_the_stretch_and_the_others_where_they_were()
    {
        Songs.AssertValid(Edited.Score);
        Assert.Equal((EditedSongs.Score.Bars, EditedSongs.Score.Bpm), (Edited.Score.Bars, Edited.Score.Bpm));
        Assert.Contains("Silver water, carry me", Edited.Score.Lines.Select(line => line.Text));
        // No instrument was exchanged: each role is played as before.
        var before = EditedSongs.Score.Parts.ToLookup(part => part.Role, part => part.Patch);
        Assert.All(Edited.Score.Parts.Where(part => before.Contains(part.Role)), part => Assert.Contains(part.Patch, before[part.Role]));
    }

    [Theory]
    [InlineData(-1, 5, "Choose a stretch within the song")]
    [InlineData(5, 500, "Choose a stretch within the song")]
    [InlineData(double.NaN, 5, "Choose a stretch within the song")]
    [InlineData(5, 6, "Choose a stretch of at least 2 seconds.")]
    [InlineData(8, 3, "Choose a stretch of at least 2 seconds.")]
    [InlineData(0, 14, "This would replace the whole song")]
    public void A_range_that_does_not_fit_is_refused(double start, double end, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<EditRefusedException>(() => Replace(new ReplacementPlan { StartSeconds = start, EndSeconds = end })).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_range_of_any_style_makes_a_valid_song()
    {
        foreach (var style in Songs.Styles)
        {
            for (var seed = 1; seed <= 4; seed++)
            {
                var song = Songs.Compose(style, lyrics: seed % 2 == 0 ? null : Songs.Lyrics, seed: seed, seconds: 60, instrumental: seed % 2 == 0);
                foreach (var (first, end) in ((int, int)[])[(0, 4), (3, 4), (5, 11), (song.Bars - 3, song.Bars)])
                {
                    var whole = Replacement.Compose(song, new ReplacementPlan { StartSeconds = 0, EndSeconds = 0, Lyrics = Songs.Words[(seed * 3) % Songs.Words.Length] }, first, end, seed, dictionary: null);
                    Assert.Equal(song.Bars, whole.Bars);
                    Assert.Equal(song.Bars * 4, whole.Chords.Sum(chord => chord.LengthBeats));
                    if (whole.Parts.Count(part => part.Role is PartRole.Melody) == 1) Songs.AssertValid(whole);
                }
            }
        }
    }

    private static double Bar => 240 / EditedSongs.Score.Bpm;

    private static EditedSong Replace(ReplacementPlan plan) => Replacement.Make(new SongRenderer(), EditedSongs.Source, plan, seed: 9, dictionary: null, progress: null, CancellationToken.None);
}

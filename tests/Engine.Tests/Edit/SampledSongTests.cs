using Engine.Tests.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Edit;

public sealed class SampledSongTests
{
    private static readonly SongScore _song = Songs.Compose("synthwave", seed: 5, seconds: 60, instrumental: true);

    [Fact]
    public void The_chosen_bars_come_again_note_for_note_in_a_new_song_of_their_tempo_and_key()
    {
        const int First = 8, End = 12;
        var made = SampledSong.Compose(_song, new SamplePlan { StartSeconds = _song.SecondsAt(First * 4), EndSeconds = _song.SecondsAt(End * 4), Styles = "lofi", Lyrics = EditedSongs.Words, DurationSeconds = 40 }, seed: 6, dictionary: null);
        Songs.AssertValid(made);
        Assert.Equal((_song.Bpm, _song.KeyRoot, _song.Mode), (made.Bpm, made.KeyRoot, made.Mode));
        Assert.Equal("lofi", made.Style);
        Assert.NotEmpty(made.Lines);
        var sampled = Notes(_song, First * 4, End * 4);
        Assert.NotEmpty(sampled);
        for (var bar = 0; bar + 4 < made.Bars; bar += 4) Assert.Equal(sampled, Notes(made, bar * 4, (bar + 4) * 4));
        Assert.Equal(Chords(_song, First), Chords(made, 0));
        Assert.Equal(Chords(_song, First), Chords(made, 4));
    }

    [Theory]
    [InlineData(0, 0.5, "at least 1 second")]
    [InlineData(0, 31, "at most 30 seconds")]
    [InlineData(50, 75, "within the song")]
    [InlineData(double.NaN, 8, "within the song")]
    [InlineData(9, 4, "at least 1 second")]
    public void A_stretch_that_is_none_is_refused(double start, double end, string reason) =>
        Assert.Contains(reason, Assert.Throws<EditRefusedException>(() => SampledSong.Compose(_song, new SamplePlan { StartSeconds = start, EndSeconds = end }, seed: 1, dictionary: null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_stretch_of_any_song_makes_a_song()
    {
        foreach (var style in Songs.Styles)
        {
            var song = Songs.Compose(style, seed: style.Length, seconds: 40, instrumental: style.Length % 2 == 0);
            for (var start = 0; start < 36; start += 7)
            {
                try
                {
                    Songs.AssertValid(SampledSong.Compose(song, new SamplePlan { StartSeconds = start, EndSeconds = start + 4, DurationSeconds = 20 }, seed: start, dictionary: null));
                }
                catch (EditRefusedException refusal)
                {
                    Assert.Contains("No instrument plays", refusal.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    // Of what is sampled, from the stretch's own beginning; what rings on from before it is not part of it.
    private static List<(PartRole, double, int, int)> Notes(SongScore score, double from, double to) =>
        [.. score.Parts.Where(part => part.Role is PartRole.Chords or PartRole.Lead or PartRole.Pad).SelectMany(part => part.Notes.Where(note => note.StartBeat >= from && note.StartBeat < to).Select(note => (part.Role, Math.Round(note.StartBeat - from, 6), note.Pitch, note.Velocity))).Order()];

    private static List<string> Chords(SongScore score, int bar) => [.. score.Chords.Where(chord => chord.StartBeat >= bar * 4 && chord.StartBeat < (bar + 4) * 4).Select(chord => chord.Name)];
}

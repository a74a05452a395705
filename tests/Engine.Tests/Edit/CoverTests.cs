using Engine.Tests.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Edit;

public sealed class CoverTests
{
    [Fact]
    public void With_much_weight_melody_words_and_harmony_stay_and_the_band_is_another()
    {
        var song = Songs.Compose("lofi", lyrics: Songs.Lyrics, seed: 3, seconds: 80);
        var cover = Cover.Compose(song, new CoverPlan { Styles = "house, 909", AudioWeight = 1 }, seed: 4, dictionary: null);
        Songs.AssertValid(cover);
        Assert.Equal(("house", song.Bpm, song.KeyRoot, song.Mode, song.Bars, song.Title), (cover.Style, cover.Bpm, cover.KeyRoot, cover.Mode, cover.Bars, cover.Title));
        Assert.Equal(Melody(song).Select(note => note.Pitch), Melody(cover).Select(note => note.Pitch));
        Assert.Equal(song.Lines.Select(line => line.Text), cover.Lines.Select(line => line.Text));
        Assert.Equal(song.Chords.Select(chord => chord.Name), cover.Chords.Select(chord => chord.Name));
        Assert.NotEqual(song.Parts.First(part => part.Role is PartRole.Drums).Patch, cover.Parts.First(part => part.Role is PartRole.Drums).Patch);
        Assert.Equal(song.Voice, cover.Voice);
    }

    [Fact]
    public void With_little_weight_only_the_words_stay()
    {
        var song = Songs.Compose("lofi", lyrics: Songs.Lyrics, seed: 3, seconds: 80);
        var cover = Cover.Compose(song, new CoverPlan { Styles = "rock, 150 bpm", AudioWeight = 0 }, seed: 4, dictionary: null);
        Songs.AssertValid(cover);
        Assert.Equal(("rock", 150), (cover.Style, cover.Bpm));
        Assert.Equal(song.Lines.Select(line => line.Text), cover.Lines.Select(line => line.Text));
        Assert.NotEqual(Melody(song).Select(note => note.Pitch), Melody(cover).Select(note => note.Pitch));
    }

    [Fact]
    public void Every_style_covers_every_other()
    {
        foreach (var (from, to) in Songs.Styles.SelectMany(from => Songs.Styles.Select(to => (from, to))))
        {
            foreach (var instrumental in (bool[])[true, false])
            {
                var song = Songs.Compose(from, lyrics: instrumental ? null : Songs.Lyrics, seed: from.Length, seconds: 50, instrumental: instrumental);
                foreach (var weight in (double[])[0.2, 0.7, double.NaN]) Songs.AssertValid(Cover.Compose(song, new CoverPlan { Styles = to, AudioWeight = weight }, seed: to.Length, dictionary: null));
            }
        }
    }

    private static IReadOnlyList<Note> Melody(SongScore score) => score.Parts.First(part => part.Role is PartRole.Melody).Notes;
}

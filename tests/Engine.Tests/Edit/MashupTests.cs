using Engine.Tests.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Edit;

public sealed class MashupTests
{
    private static readonly SongScore _voice = Songs.Compose("pop", lyrics: Songs.Lyrics, seed: 3, seconds: 70);
    private static readonly SongScore _band = Songs.Compose("house", seed: 9, seconds: 70, instrumental: true);

    [Fact]
    public void The_voice_of_one_sings_over_the_band_of_the_other_in_its_tempo_and_key()
    {
        var made = Mashup.Compose(_voice, _band, "", seed: 1, keepsVoiceKey: false, dictionary: null);
        Songs.AssertValid(made);
        Assert.Equal((_band.Bpm, _band.KeyRoot, _band.Mode, _band.Style, _band.Bars), (made.Bpm, made.KeyRoot, made.Mode, made.Style, made.Bars));
        Assert.Equal($"{_voice.Title} × {_band.Title}", made.Title);
        foreach (var part in _band.Parts.Where(part => part.Role is not PartRole.Melody)) Assert.Contains(made.Parts, other => other.Role == part.Role && other.Notes.SequenceEqual(part.Notes));
        Assert.All(made.Lines, line => Assert.Contains(_voice.Lines, own => own.Text == line.Text));
        Assert.Equal(_voice.Lines[0].Text, made.Lines[0].Text);
        Assert.Equal(_voice.Voice, made.Voice);
        // On the beat it sings with the chords.
        var beats = made.Parts.Single(part => part.Role is PartRole.Melody).Notes.Where(note => note.StartBeat % 1 == 0).ToList();
        Assert.True(beats.Count(note => made.Chords.Last(chord => chord.StartBeat <= note.StartBeat).Pitches.Any(pitch => (pitch - note.Pitch) % 12 == 0)) > 0.9 * beats.Count);
    }

    [Fact]
    public void The_band_can_move_into_the_key_of_the_voice()
    {
        var made = Mashup.Compose(_voice, _band, "Both", seed: 1, keepsVoiceKey: true, dictionary: null);
        Songs.AssertValid(made);
        Assert.Equal((_voice.KeyRoot, "Both"), (made.KeyRoot, made.Title));
        var move = (_voice.KeyRoot - _band.KeyRoot + 12) % 12;
        Assert.Equal(_band.Chords.Select(chord => (chord.Root + move) % 12), made.Chords.Select(chord => chord.Root));
        Assert.Equal(_band.Parts.First(part => part.Role is PartRole.Drums).Notes, made.Parts.First(part => part.Role is PartRole.Drums).Notes);
    }

    [Fact]
    public void Every_style_meets_every_other()
    {
        foreach (var (voice, band) in Songs.Styles.SelectMany(voice => Songs.Styles.Select(band => (voice, band))))
        {
            var sung = Songs.Compose(voice, lyrics: Songs.Lyrics, seed: voice.Length, seconds: 50);
            var played = Songs.Compose(band, lyrics: band.Length % 2 == 0 ? Songs.Lyrics : null, seed: band.Length, seconds: 40, instrumental: band.Length % 2 != 0);
            foreach (var keeps in (bool[])[true, false]) Songs.AssertValid(Mashup.Compose(sung, played, "", seed: 2, keeps, dictionary: null));
        }
    }

    [Fact]
    public void Without_a_voice_there_is_no_mashup() =>
        Assert.Contains("needs a voice", Assert.Throws<EditRefusedException>(() => Mashup.Compose(_band, _voice, "", seed: 1, keepsVoiceKey: false, dictionary: null)).Message, StringComparison.Ordinal);
}

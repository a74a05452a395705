using Engine.Tests.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Edit;

public sealed class AddedBandTests
{
    [Fact]
    public void Whoever_sings_does_so_syllable_for_syllable_and_another_band_plays()
    {
        var song = Songs.Compose("lofi", lyrics: Songs.Lyrics, seed: 3, seconds: 80);
        var made = AddedBand.Compose(song, "rock, distorted guitar", null, "", seed: 8);
        Songs.AssertValid(made);
        Assert.Equal(song.Lines.SelectMany(line => line.Words).SelectMany(word => word.Syllables), made.Lines.SelectMany(line => line.Words).SelectMany(word => word.Syllables));
        foreach (var role in (PartRole[])[PartRole.Melody, PartRole.Backing]) Assert.Equal(song.Parts.Where(part => part.Role == role).SelectMany(part => part.Notes), made.Parts.Where(part => part.Role == role).SelectMany(part => part.Notes));
        Assert.Equal(("rock", song.Bpm, song.Swing, song.KeyRoot, song.Voice), (made.Style, made.Bpm, made.Swing, made.KeyRoot, made.Voice));
        Assert.NotEqual(song.Parts.First(part => part.Role is PartRole.Drums).Patch, made.Parts.First(part => part.Role is PartRole.Drums).Patch);
    }

    [Fact]
    public void A_song_without_a_voice_is_refused() =>
        Assert.Contains("no voice", Assert.Throws<EditRefusedException>(() => AddedBand.Compose(Songs.Compose("pop", seconds: 10, instrumental: true), "rock", null, "", seed: 1)).Message, StringComparison.Ordinal);
}

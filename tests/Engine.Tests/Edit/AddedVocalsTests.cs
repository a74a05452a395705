using Engine.Tests.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Edit;

public sealed class AddedVocalsTests
{
    private static readonly SongScore _song = Songs.Compose("lofi", seed: 4, seconds: 60, instrumental: true);

    [Fact]
    public void The_band_plays_note_for_note_and_the_words_are_sung_in_their_sections()
    {
        var made = AddedVocals.Compose(_song, new AddedVocalsPlan { Lyrics = EditedSongs.Words, VocalGender = "m" }, seed: 2, dictionary: null);
        Songs.AssertValid(made);
        Assert.Equal((_song.Bpm, _song.KeyRoot, _song.Mode, _song.Bars, _song.Title, SongScore.SungVersion), (made.Bpm, made.KeyRoot, made.Mode, made.Bars, made.Title, made.Version));
        foreach (var part in _song.Parts.Where(part => part.Role is not PartRole.Melody)) Assert.Contains(made.Parts, other => other.Role == part.Role && other.Patch == part.Patch && other.Notes.SequenceEqual(part.Notes));
        Assert.Equal(["Paper boats on the morning tide", "Every one with a light inside", "Sail away, sail away"], made.Lines.Take(3).Select(line => line.Text));
        Assert.Equal("verse", made.Sections[made.Lines[0].SectionIndex].Kind);
        Assert.All(made.Lines.Where(line => line.Text.StartsWith("Sail", StringComparison.Ordinal)), line => Assert.Equal("chorus", made.Sections[line.SectionIndex].Kind));
        Assert.Equal("voice-male", made.Parts.Single(part => part.Role is PartRole.Melody).Patch);
    }

    [Fact]
    public void Without_words_some_are_written_and_what_had_the_melody_rests_while_somebody_sings()
    {
        var made = AddedVocals.Compose(_song, new AddedVocalsPlan { Description = "a lighthouse in the fog" }, seed: 3, dictionary: null);
        Songs.AssertValid(made);
        Assert.Contains(made.Lines, line => line.Text.Contains("lighthouse", StringComparison.OrdinalIgnoreCase));
        var solo = _song.Parts.Single(part => part.Role is PartRole.Melody).Patch;
        var sung = made.Lines.Select(line => made.Sections[line.SectionIndex]).Distinct().ToList();
        var played = made.Parts.Where(part => part.Role is PartRole.Lead && part.Patch == solo).SelectMany(part => part.Notes).Where(note => !_song.Parts.Where(part => part.Role is PartRole.Lead).Any(part => part.Notes.Contains(note)));
        Assert.All(played, note => Assert.DoesNotContain(sung, section => note.StartBeat >= section.StartBar * 4 && note.StartBeat < (section.StartBar + section.Bars) * 4));
    }

    [Fact]
    public void A_song_with_a_voice_and_words_that_are_none_are_refused()
    {
        Assert.Contains("has a voice already", Assert.Throws<EditRefusedException>(() => AddedVocals.Compose(EditedSongs.Score, new AddedVocalsPlan(), seed: 1, dictionary: null)).Message, StringComparison.Ordinal);
        Assert.Contains("nothing to sing", Assert.Throws<EditRefusedException>(() => AddedVocals.Compose(_song, new AddedVocalsPlan { Lyrics = "[Verse]\n[Chorus]" }, seed: 1, dictionary: null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Odd_words_over_every_style_make_a_song_or_a_refusal()
    {
        foreach (var style in Songs.Styles)
        {
            var song = Songs.Compose(style, seed: style.Length, seconds: 30, instrumental: true);
            foreach (var words in Songs.Words)
            {
                try
                {
                    Songs.AssertValid(AddedVocals.Compose(song, new AddedVocalsPlan { Lyrics = words }, seed: 1, dictionary: null));
                }
                catch (EditRefusedException)
                {
                    Assert.DoesNotContain(MusicWeb.Engine.Lyrics.LyricSheet.Parse(words!, dictionary: null), section => section.Lines.Count > 0);
                }
            }
        }
    }
}

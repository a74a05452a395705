using Engine.Tests.Compose;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Codec;

public sealed class MidiTests
{
    [Fact]
    public void A_file_holds_exactly_the_stored_notes()
    {
        foreach (var style in Songs.Styles)
        {
            var score = Songs.Compose(style, lyrics: Songs.Lyrics);
            var song = RoundTrip(score);
            Assert.Equal(score.Bpm, song.Bpm, 0.01);
            Assert.Equal((score.BeatsPerBar, score.BeatUnit), (song.BeatsPerBar, song.BeatUnit));
            Assert.Equal(score.KeyRoot, song.KeyRoot);
            Assert.Equal(score.Mode, song.Mode);
            Assert.Equal(score.Parts.Select(part => part.Role.ToString()), song.Tracks.Select(track => track.Name));
            foreach (var (part, track) in score.Parts.Zip(song.Tracks)) Assert.Equal(part.Notes.OrderBy(note => note.StartBeat).ThenBy(note => note.Pitch), track.Notes);
        }
    }

    [Fact]
    public void Every_key_survives()
    {
        var score = Songs.Compose("pop", "summer rain", seconds: 10);
        for (var root = 0; root < 12; root++)
        {
            foreach (var mode in Enum.GetValues<Mode>())
            {
                var song = RoundTrip(score with { KeyRoot = root, Mode = mode });
                Assert.Equal((root, mode), (song.KeyRoot!.Value, song.Mode!.Value));
            }
        }
    }

    [Fact]
    public void Drums_are_on_channel_ten_and_nothing_else_is()
    {
        foreach (var track in RoundTrip(Songs.Compose("house", "summer rain")).Tracks)
        {
            Assert.Equal(track.Name is "Drums" or "Percussion", track.Channel == 9);
            Assert.NotNull(track.Program);
        }
    }

    [Fact]
    public void The_melody_track_carries_each_syllable_at_its_note()
    {
        var score = Songs.Compose("pop", lyrics: Songs.Lyrics);
        var melody = RoundTrip(score).Tracks.Single(track => track.Name is "Melody");
        var words = score.Lines.SelectMany(line => line.Words).ToList();
        Assert.Equal(melody.Notes.Select(note => note.StartBeat), melody.Lyrics.Select(lyric => lyric.Beat));
        Assert.Equal(string.Join(' ', words.Select(word => word.Text)) + " ", string.Concat(melody.Lyrics.Select(lyric => lyric.Text)));
    }

    [Fact]
    public void Running_status_and_velocity_zero_are_understood()
    {
        byte[] file = [.. "MThd"u8, 0, 0, 0, 6, 0, 0, 0, 1, 0, 96, .. "MTrk"u8, 0, 0, 0, 15, 0, 0x90, 60, 100, 96, 60, 0, 0, 64, 90, 48, 64, 0, 0, 0xFF, 0x2F, 0];
        file[21] = (byte)(file.Length - 22);
        var track = Assert.Single(MidiReader.Read(new MemoryStream(file)).Tracks);
        Assert.Equal([new Note(0, 1, 60, 100), new Note(1, 0.5, 64, 90)], track.Notes);
    }

    [Fact]
    public void What_is_no_midi_file_or_cut_short_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => MidiReader.Read(new MemoryStream([])));
        Assert.Throws<InvalidDataException>(() => MidiReader.Read(new MemoryStream([.. "RIFF"u8, .. new byte[40]])));
        using var stream = new MemoryStream();
        MidiWriter.Write(stream, Songs.Compose("pop", "summer rain", seconds: 10));
        Assert.Throws<InvalidDataException>(() => MidiReader.Read(new MemoryStream(stream.ToArray()[..400])));
    }

    private static MidiSong RoundTrip(SongScore score)
    {
        using var stream = new MemoryStream();
        MidiWriter.Write(stream, score);
        stream.Position = 0;
        return MidiReader.Read(stream);
    }
}

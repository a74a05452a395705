using MusicWeb.Engine.Score;

namespace Engine.Tests.Sing;

/// <summary>Songs of nothing but a voice, written note by note.</summary>
internal static class SungSongs
{
    public static SongScore Of(double bpm, params (double Beat, double Beats, int Pitch, string Sounds)[] notes) => Of(VoiceProfile.Female, bpm, notes);

    public static SongScore Of(VoiceProfile voice, double bpm, params (double Beat, double Beats, int Pitch, string Sounds)[] notes)
    {
        var melody = new Part(PartRole.Melody, "voice-female", [.. notes.Select(note => new Note(note.Beat, note.Beats, note.Pitch, 96))]);
        var bars = (int)Math.Ceiling((notes.Max(note => note.Beat + note.Beats) + 1) / 4);
        return new SongScore
        {
            Title = "Test",
            Style = "pop",
            Seed = 1,
            Bpm = bpm,
            BeatsPerBar = 4,
            KeyRoot = 0,
            Mode = Mode.Major,
            Bars = bars,
            Sections = [new Section("verse", 0, bars, 0.7)],
            Chords = [new Chord(0, bars * 4, 0, [48, 52, 55], "C")],
            Parts = [melody],
            Lines = [new LyricLine("test", 0, [.. notes.Select(note => new LyricWord(note.Sounds, [new LyricSyllable(note.Sounds, true, note.Beat, note.Beats, note.Sounds)]))])],
            Voice = voice,
        };
    }
}

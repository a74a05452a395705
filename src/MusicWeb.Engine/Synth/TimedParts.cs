using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Synth;

/// <summary>Turns beats into frames.</summary>
internal static class TimedParts
{
    private const int ShortestFrames = 400;

    /// <summary>The notes of a part in frames; melody notes with the syllables they carry.</summary>
    public static PartNotes Of(SongScore score, Part part, int index)
    {
        var syllables = part.Role == PartRole.Melody ? Syllables(score) : [];
        var notes = new List<TimedNote>(part.Notes.Count);
        foreach (var note in part.Notes.OrderBy(note => note.StartBeat))
        {
            var start = Frame(score, note.StartBeat);
            var length = Math.Max(ShortestFrames, Frame(score, note.StartBeat + note.LengthBeats) - start);
            // Without words a voice alternates between its two easiest colours.
            if (!syllables.TryGetValue(start, out var syllable)) syllable = new Syllable(notes.Count % 4 == 3 ? Vowel.Oo : Vowel.Ah, Onset.Hum);
            notes.Add(new TimedNote(start, length, note.Pitch, Math.Clamp(note.Velocity / 127f, 0.02f, 1), syllable));
        }
        return new PartNotes(notes, score.Bpm, (ulong)score.Seed * 1_000_003UL + (ulong)index);
    }

    /// <summary>The first frames of all kicks.</summary>
    public static IReadOnlyList<int> Kicks(SongScore score) =>
        [.. score.Parts.Where(part => part.Role == PartRole.Drums).SelectMany(part => part.Notes)
            .Where(note => note.Pitch is 35 or 36).Select(note => Frame(score, note.StartBeat)).Distinct().Order()];

    private static Dictionary<int, Syllable> Syllables(SongScore score)
    {
        var syllables = new Dictionary<int, Syllable>();
        foreach (var line in score.Lines)
        {
            foreach (var word in line.Words)
            {
                foreach (var syllable in word.Syllables) syllables[Frame(score, syllable.StartBeat)] = Syllable.FromLetters(syllable.Text);
            }
        }
        return syllables;
    }

    private static int Frame(SongScore score, double beat) => Math.Max(0, (int)Math.Round(score.SecondsAt(beat) * StereoBuffer.SampleRate));
}

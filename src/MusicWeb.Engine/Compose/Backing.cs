using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>Voices that sing the chorus along with the melody: a third above from the first chorus on, one below from the second.</summary>
internal static class Backing
{
    // Backing singers may leave the comfortable range a little.
    private const int ExtraRange = 4;

    /// <summary>One list of notes a voice, each note on a syllable of the melody; none for a song without a sung chorus.</summary>
    public static IReadOnlyList<IReadOnlyList<StepNote>> Write(Brief brief, Harmony harmony, IReadOnlyList<FormSection> form, IReadOnlyList<Phrase> phrases)
    {
        var sung = phrases.Where(phrase => phrase.Slot.Line is not null && form[phrase.SectionIndex].Kind is "chorus" or "hook").ToList();
        var first = sung.Count > 0 ? sung[0].SectionIndex : 0;
        return
        [
            [.. sung.SelectMany(phrase => phrase.Notes).Select(note => Beside(note, 1, harmony, brief))],
            [.. sung.Where(phrase => phrase.SectionIndex > first).SelectMany(phrase => phrase.Notes).Select(note => Beside(note, -1, harmony, brief))],
        ];
    }

    /// <summary>The third of the scale on that side; on a strong beat or a long note the nearest tone of the chord; where the range ends, its octave.</summary>
    private static StepNote Beside(StepNote note, int side, Harmony harmony, Brief brief)
    {
        var voice = brief.VoiceProfile;
        var chord = harmony.At(note.Step);
        var counts = brief.Metre.IsBeat(note.Step) || note.Steps >= Grid.StepsPerBeat;
        var pitch = Nearest(note.Pitch, side, other => counts ? chord.Contains(other) : Array.IndexOf(harmony.Scale, other % 12) >= 0);
        if (pitch > voice.HighPitch + ExtraRange) pitch -= 12;
        if (pitch < voice.LowPitch - ExtraRange) pitch += 12;
        return note with { Pitch = pitch, Velocity = note.Velocity - 10 };
    }

    private static int Nearest(int pitch, int side, Func<int, bool> fits)
    {
        for (var interval = 3; interval < 12; interval++)
        {
            if (fits(pitch + (side * interval))) return pitch + (side * interval);
        }
        return pitch + (side * 12);
    }
}

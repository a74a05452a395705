using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>A phrase of the melody.</summary>
/// <param name="SectionIndex">Index of its section.</param>
/// <param name="Slot">Its bars and words.</param>
/// <param name="Notes">One a syllable.</param>
internal sealed record Phrase(int SectionIndex, LineSlot Slot, IReadOnlyList<StepNote> Notes);

/// <summary>Writes the tune, phrase by phrase.</summary>
internal sealed class Melody
{
    private static readonly int[] VerseMotifs = [0, 0, 1, 0];
    private static readonly int[] HookMotifs = [0, 1, 0, 2];

    private readonly Brief brief;
    private readonly Harmony harmony;
    private readonly bool isSung;

    // By section kind and motif: what a later phrase of the same motif follows.
    private readonly Dictionary<(string Kind, int Motif), Dictionary<int, int>> models = [];

    private int? previous;

    private Melody(Brief brief, Harmony harmony, bool isSung) => (this.brief, this.harmony, this.isSung) = (brief, harmony, isSung);

    /// <summary>All phrases in order.</summary>
    public static IReadOnlyList<Phrase> Write(Brief brief, Harmony harmony, IReadOnlyList<FormSection> form, bool isSung)
    {
        var melody = new Melody(brief, harmony, isSung);
        return [.. form.SelectMany((section, index) => melody.Section(section, index))];
    }

    private IEnumerable<Phrase> Section(FormSection section, int index)
    {
        for (var i = 0; i < section.Lines.Count; i++)
        {
            var slot = section.Lines[i];
            var motif = MotifOf(section.Kind, i, section.Lines.Count);
            var key = Dice.Key(brief.Key, "motif " + section.Kind, motif);
            var pulses = slot.Line is { } line ? Pulses(line) : Pulses(key, slot.Bars);
            // A phrase of three beats that enters between two of them loses its sway.
            var starts = (int[])(brief.Metre != Metre.Common ? [0, 0, 4, 0] : section.Kind is "chorus" or "hook" ? [0, 0, 2] : [0, 2, 4, 0]);
            var placed = MelodyRhythm.Place(pulses, slot.Bars, brief, key, pulses.Count > slot.Bars * 6 ? 0 : starts[(int)(Dice.Noise(key, 7) * starts.Length)]);
            var (low, high, centre) = Range(section.Kind);
            models.TryGetValue((section.Kind, motif), out var model);
            var isLast = i == section.Lines.Count - 1;
            var shape = new PhraseShape(low, high, centre, key, isLast && section.Kind is not "pre-chorus" ? Cadence.Closed : Cadence.Open, previous, model);
            var step = section.StartStep + (slot.Bar * brief.Metre.StepsPerBar);
            var pitches = MelodyPitch.Choose(placed, step, harmony, shape, brief);
            if (model is null) models[(section.Kind, motif)] = placed.Select((note, n) => (note.Step, Pitch: pitches[n])).ToDictionary(note => note.Step, note => note.Pitch);
            previous = pitches[^1];

            var notes = placed.Select((note, n) => new StepNote(step + note.Step, note.Steps, pitches[n], Velocity(section.Energy, note.Step, pulses[n].Stressed)));
            yield return new Phrase(index, slot, [.. notes]);
        }
    }

    // A A' B A' in a verse, A B A C where the hook comes back in a chorus.
    private static int MotifOf(string kind, int line, int count)
    {
        if (count <= 2) return kind is "chorus" or "hook" ? 0 : line;
        return (kind is "chorus" or "hook" ? HookMotifs : VerseMotifs)[line % 4];
    }

    private static List<Pulse> Pulses(SungLine line)
    {
        var pulses = new List<Pulse>();
        for (var w = 0; w < line.Words.Count; w++)
        {
            var word = line.Words[w];
            for (var s = 0; s < word.Syllables.Count; s++) pulses.Add(new Pulse(word.Syllables[s].Stressed, s == 0, s == 0 && w > 0 && line.Words[w - 1].EndsPhrase));
        }

        return pulses;
    }

    // An instrument has no words; a motif keyed rhythm of strong and weak notes stands for them.
    private List<Pulse> Pulses(ulong key, int bars)
    {
        var wanted = brief.Profile.Melody.NotesPerPhrase * bars / 2 * brief.Metre.StepsPerBar / Metre.Common.StepsPerBar;
        var count = Math.Max(2, (int)Math.Round(wanted * (0.75 + (0.5 * Dice.Noise(key, 31)))));
        return [.. Enumerable.Range(0, count).Select(i => new Pulse(i == 0 || Dice.Noise(key, 40 + i) < 0.45, Dice.Noise(key, 80 + i) < 0.6, i > 1 && Dice.Noise(key, 120 + i) < 0.12))];
    }

    private (int Low, int High, double Centre) Range(string kind)
    {
        var lift = kind switch { "chorus" or "hook" => 4.5, "pre-chorus" => 2.5, "bridge" => 3, "intro" or "outro" => -1, _ => 0 };
        var (low, high, centre) = isSung ? (brief.VoiceProfile.LowPitch, brief.VoiceProfile.HighPitch, brief.VoiceProfile.LowPitch + 6.5) : (60, 81, 67.5);
        return (low, high, centre + lift + brief.RegisterShift);
    }

    private int Velocity(double energy, int step, bool stressed) =>
        (int)(74 + (20 * energy) + (stressed ? 8 : 0) + (brief.Metre.IsStrong(step) ? 4 : 0));
}

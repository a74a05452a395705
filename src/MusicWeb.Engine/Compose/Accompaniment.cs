using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>Rhythmic chords and sustained pads.</summary>
internal sealed class Accompaniment(Brief brief, Harmony harmony, IReadOnlyList<FormSection> form)
{
    // In sixteenths.
    private int Bar => brief.Metre.StepsPerBar;

    private int LastStep => form[^1].EndStep - Bar;

    /// <summary>Piano, guitar or keys in the style's comping patterns.</summary>
    public IReadOnlyList<StepNote> Chords()
    {
        var notes = new List<StepNote>();
        foreach (var section in form)
        {
            if (!brief.Plays("chords", section.Energy)) continue;
            var tier = StyleProfile.TierOf(section.Energy);
            var patterns = brief.Profile.Comping[tier];
            var pattern = patterns[Dice.Turn(Dice.Key(brief.PlanKey, "comping " + tier + (section.Kind is "bridge" ? "bridge" : "")), brief.Seed, patterns.Length)];
            for (var bar = 0; bar < section.Bars; bar++) AddBar(notes, section, bar, pattern);
        }

        if (notes.Count > 0) AddFinal(notes, velocity: 78);
        return StepNotes.Tidy(notes);
    }

    /// <summary>Held chords; common tones are struck again only where the harmony changes.</summary>
    public IReadOnlyList<StepNote> Pad()
    {
        var notes = new List<StepNote>();
        foreach (var section in form)
        {
            // Where nothing else plays chords the pad does, so that no section is bare.
            if (!brief.Plays("pad", section.Energy) && brief.Plays("chords", section.Energy)) continue;
            ChordSpan? held = null;
            foreach (var chord in harmony.Within(section).Append(null))
            {
                if (held is not null && chord is not null && chord.Name == held.Name)
                {
                    held = held with { Steps = held.Steps + chord.Steps };
                    continue;
                }

                if (held is not null) Hold(notes, held, section);
                held = chord;
            }
        }

        return StepNotes.Tidy(notes);
    }

    private void Hold(List<StepNote> notes, ChordSpan chord, FormSection section)
    {
        var velocity = (int)(56 + (26 * section.Energy));
        var steps = chord.EndStep > LastStep ? Math.Max(8, chord.Steps - 2) : chord.Steps;
        foreach (var pitch in chord.Voicing) notes.Add(new StepNote(chord.Step, steps, pitch, velocity));
        if (section.Energy >= 0.6) notes.Add(new StepNote(chord.Step, steps, Above(chord.Voicing), velocity - 10));
    }

    // The lowest voice an octave higher, or the next one that lies on top without grating against what is there.
    private static int Above(int[] voicing)
    {
        var open = voicing.Select(pitch => pitch + 12).Where(pitch => pitch > voicing[^1]).ToList();
        return open.Find(pitch => !voicing.Contains(pitch - 1)) is > 0 and var clear ? clear : open[0];
    }

    private void AddBar(List<StepNote> notes, FormSection section, int bar, string pattern)
    {
        var start = section.StartStep + (bar * Bar);
        if (start >= LastStep) return;
        for (var step = 0; step < Bar; step++)
        {
            var sign = pattern[step];
            if (sign is '.' or '-') continue;
            var chord = harmony.At(start + step);
            var length = 1;
            while (step + length < Bar && pattern[step + length] == '-' && start + step + length < chord.EndStep) length++;
            var touch = (int)((Dice.Noise(Dice.Key(brief.Key, "comp " + section.Kind), (bar * Bar) + step) - 0.5) * 10);
            var velocity = (int)(62 + (26 * section.Energy)) + (sign is 'X' or 'P' ? 10 : 0) + (brief.Metre.IsStrong(step) ? 4 : 0) + touch;
            foreach (var pitch in Voices(sign, chord)) notes.Add(new StepNote(start + step, length, pitch, velocity));
        }

        StrikeChange(notes, section, bar, pattern);
    }

    // A pattern without a stroke on the middle of the bar must not sleep through a chord that begins there.
    private void StrikeChange(List<StepNote> notes, FormSection section, int bar, string pattern)
    {
        var second = brief.Metre.Split(2)[0];
        var middle = section.StartStep + (bar * Bar) + second;
        var chord = harmony.At(middle);
        if (chord.Step != middle || pattern[second] is not ('-' or '.')) return;
        var length = 1;
        while (second + length < Bar && pattern[second + length] == '-') length++;
        foreach (var pitch in chord.Voicing) notes.Add(new StepNote(middle, length, pitch, (int)(62 + (26 * section.Energy))));
    }

    private static int[] Voices(char sign, ChordSpan chord)
    {
        var voicing = chord.Voicing;
        var low = 40 + ((chord.Root - 40 + 120) % 12);
        return sign switch
        {
            'l' => [low + (low < 45 ? 12 : 0)],
            'h' => voicing[1..],
            'p' or 'P' => [low, low + 7, low + 12],
            >= '1' and <= '9' => [voicing[(sign - '1') % voicing.Length] + ((sign - '1') / voicing.Length * 12)],
            _ => voicing,
        };
    }

    private void AddFinal(List<StepNote> notes, int velocity)
    {
        foreach (var pitch in harmony.At(LastStep).Voicing) notes.Add(new StepNote(LastStep, Bar - 2, pitch, velocity));
    }
}

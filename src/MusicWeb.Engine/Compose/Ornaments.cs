using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>The counter melody and the effects: what makes a change heard before it comes.</summary>
internal sealed class Ornaments(Brief brief, Harmony harmony, IReadOnlyList<FormSection> form, IReadOnlyList<Phrase> phrases)
{
    private const int Impact = 36;
    private const int Riser = 48;
    private const int Downlifter = 60;

    // In sixteenths.
    private int Bar => brief.Metre.StepsPerBar;

    private int LastStep => form[^1].EndStep - Bar;

    /// <summary>Arpeggios and answers; the hook without words in intro and break.</summary>
    public IReadOnlyList<StepNote> Lead()
    {
        var notes = new List<StepNote>();
        for (var i = 0; i < form.Count; i++)
        {
            var section = form[i];
            var hasPhrases = section.Lines.Count > 0;
            if (!hasPhrases && section.Kind is "intro" or "break" && brief.Plays("lead", 1) && section.Bars >= 2) Hook(notes, section);
            else if (brief.Plays("lead", section.Energy)) Figure(notes, section, i);
        }

        return StepNotes.Tidy(notes);
    }

    /// <summary>Risers into a lift, impacts on it, a fall where the song calms down.</summary>
    public IReadOnlyList<StepNote> Effects()
    {
        var notes = new List<StepNote>();
        for (var i = 1; i < form.Count; i++)
        {
            var (before, here) = (form[i - 1], form[i]);
            if (brief.Plays("effects", here.Energy) && here.Energy - before.Energy > 0.12)
            {
                var bars = Math.Min(before.Bars, brief.BarSeconds > 2.6 ? 1 : 2);
                notes.Add(new StepNote(here.StartStep - (bars * Bar), bars * Bar, Riser, (int)(70 + (30 * here.Energy))));
                notes.Add(new StepNote(here.StartStep, Bar, Impact, (int)(60 + (35 * here.Energy))));
            }
            else if (brief.Plays("effects", before.Energy) && before.Energy - here.Energy > 0.18)
            {
                notes.Add(new StepNote(here.StartStep, Bar, Downlifter, 80));
            }
        }

        return StepNotes.Tidy(notes);
    }

    private void Hook(List<StepNote> notes, FormSection section)
    {
        var theme = phrases.Where(phrase => form[phrase.SectionIndex].Kind is "chorus" or "hook").Take(2).ToList();
        if (theme.Count == 0) theme = [.. phrases.Take(2)];
        if (theme.Count == 0) return;
        var used = 0;
        for (var turn = 0; used < section.Bars; turn++)
        {
            var phrase = theme[turn % theme.Count];
            if (used + phrase.Slot.Bars > section.Bars) break;
            var from = form[phrase.SectionIndex].StartStep + (phrase.Slot.Bar * Bar);
            var to = section.StartStep + (used * Bar);
            foreach (var note in phrase.Notes)
            {
                // The harmony below may differ from the chorus's: notes move to the nearest tone that fits.
                var step = to + note.Step - from;
                if (step >= LastStep || (note.Step - from) % 2 == 1) continue;
                notes.Add(new StepNote(step, note.Steps, Fit(Raise(note.Pitch), step, note.Steps), (int)(62 + (24 * section.Energy))));
            }

            used += phrase.Slot.Bars;
        }
    }

    private void Figure(List<StepNote> notes, FormSection section, int index)
    {
        var tier = StyleProfile.TierOf(section.Energy);
        var figures = brief.Profile.Figures[tier];
        if (figures.Length == 0) return;
        var figure = figures[Dice.Turn(Dice.Key(brief.PlanKey, "figure " + tier), brief.Seed, figures.Length)];
        if (figure is "answer") Answer(notes, section, index);
        else Arpeggio(notes, section, figure);
    }

    private void Arpeggio(List<StepNote> notes, FormSection section, string figure)
    {
        for (var step = section.StartStep; step < Math.Min(section.EndStep, LastStep); step++)
        {
            var sign = figure[step % figure.Length];
            if (!char.IsAsciiDigit(sign)) continue;
            var chord = harmony.At(step);
            var rung = sign - '0';
            var pitch = Rung(chord.Voicing, rung);
            var length = 1;
            while (length < 6 && !char.IsAsciiDigit(figure[(step + length) % figure.Length])) length++;
            var touch = (int)((Dice.Noise(Dice.Key(brief.Key, "arp"), step % (2 * Bar)) - 0.5) * 10);
            notes.Add(new StepNote(step, length, pitch, (int)(54 + (26 * section.Energy)) + (brief.Metre.IsBeat(step) ? 8 : 0) + touch));
        }
    }

    // Where the melody rests for half a bar or more, three or four notes answer it.
    private void Answer(List<StepNote> notes, FormSection section, int index)
    {
        var own = phrases.Where(phrase => phrase.SectionIndex == index).SelectMany(phrase => phrase.Notes).ToList();
        var end = Math.Min(section.EndStep, LastStep);
        var free = section.StartStep;
        var turn = 0;
        foreach (var (start, steps) in own.Select(note => (note.Step, note.Steps)).Append((end, 0)))
        {
            var from = (free + 3) / 2 * 2;
            if (start - free >= 8 && from + 4 < start)
            {
                var key = Dice.Key(brief.Key, "answer " + section.Kind, turn++ % 2);
                var count = Math.Min(3 + (int)(Dice.Noise(key, 1) * 2), (start - from) / 2);
                var rung = 1 + (int)(Dice.Noise(key, 2) * 3);
                for (var i = 0; i < count; i++)
                {
                    var step = from + (i * 2);
                    var pitch = Rung(harmony.At(step).Voicing, rung);
                    notes.Add(new StepNote(step, i == count - 1 ? Math.Min(6, start - step) : 2, pitch, (int)(58 + (24 * section.Energy))));
                    rung = Math.Clamp(rung + (Dice.Noise(key, 10 + i) < 0.55 ? 1 : -1), 0, 5);
                }
            }

            free = Math.Max(free, start + steps);
        }
    }

    // An octave above the chord; a rung that would grate against the chord's top is left out.
    private static int Rung(int[] ladder, int rung)
    {
        int Pitch(int at) => ladder[at % ladder.Length] + (at / ladder.Length * 12) + 12;
        return ladder.Contains(Pitch(rung) - 1) ? Pitch(rung + 1) : Pitch(rung);
    }

    private static int Raise(int pitch) => pitch < 64 ? pitch + 12 : pitch;

    private int Fit(int pitch, int step, int steps)
    {
        var chord = harmony.At(step);
        var mustFit = brief.Metre.IsStrong(step) || steps >= 4;
        for (var distance = 0; distance < 7; distance++)
        {
            foreach (var candidate in (int[])[pitch - distance, pitch + distance])
            {
                if (mustFit ? chord.Contains(candidate) : Array.IndexOf(harmony.Scale, candidate % 12) >= 0) return candidate;
            }
        }

        return pitch;
    }
}

using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>Drums, percussion and bass, from one groove a tier so that they lock.</summary>
internal sealed class RhythmSection(Brief brief, Harmony harmony, IReadOnlyList<FormSection> form)
{
    private const int Kick = 36;
    private const int Crash = 49;

    private readonly Dictionary<string, Groove> grooveByTier = brief.Profile.Grooves.ToDictionary(
        tier => tier.Key,
        tier => tier.Value[Dice.Turn(Dice.Key(brief.PlanKey, "groove " + tier.Key), brief.Seed, tier.Value.Length)]);

    /// <summary>The drums: grooves, fills before changes, a crash where a section lifts off.</summary>
    public IReadOnlyList<StepNote> Drums()
    {
        var notes = new List<StepNote>();
        for (var i = 0; i < form.Count; i++)
        {
            var section = form[i];
            var bars = PlayedBars("drums", i);
            foreach (var bar in bars)
            {
                var isFill = bar == section.Bars - 1 && i + 1 < form.Count && section.Bars > 1 && section.Energy > 0.4 && bars.Count > 1;
                var grids = GrooveOf(section).Drums;
                var first = FillStart(section.Kind);
                AddGrids(notes, section, bar, grids, 0, isFill ? first : Bar);
                if (isFill) AddGrids(notes, section, bar, FillOf(section.Kind), first, Bar);
            }

            var lifts = section.Energy >= 0.55 && (i == 0 || section.Energy >= form[i - 1].Energy - 0.05);
            if (bars.Count > 0 && bars[0] == 0 && lifts) notes.Add(new StepNote(section.StartStep, 8, Crash, (int)(70 + (30 * section.Energy))));
        }

        if (notes.Count > 0)
        {
            var last = LastBarStep;
            var played = notes.Max(note => note.Step) >= last - (4 * Bar);
            if (played) notes.Add(new StepNote(last, 4, Kick, 96));
            if (played && brief.Profile.Name is not "ambient") notes.Add(new StepNote(last, 8, Crash, 74));
        }

        return StepNotes.Tidy(notes);
    }

    /// <summary>Shakers, claps and congas.</summary>
    public IReadOnlyList<StepNote> Percussion()
    {
        var notes = new List<StepNote>();
        for (var i = 0; i < form.Count; i++)
        {
            if (GrooveOf(form[i]).Percussion is not { } grids) continue;
            foreach (var bar in PlayedBars("percussion", i)) AddGrids(notes, form[i], bar, grids, 0, Bar);
        }

        return StepNotes.Tidy(notes);
    }

    /// <summary>The bass line under the chords.</summary>
    public IReadOnlyList<StepNote> Bass()
    {
        var notes = new List<StepNote>();
        var root = 36;
        for (var i = 0; i < form.Count; i++)
        {
            var section = form[i];
            if (!brief.Plays("bass", section.Energy)) continue;
            foreach (var bar in PlayedBars("bass", i)) root = AddBass(notes, section, bar, root);
        }

        if (notes.Count > 0 && brief.Plays("bass", 1)) notes.Add(new StepNote(LastBarStep, Bar - 2, Nearest(harmony.At(LastBarStep).Root, root), 84));
        return StepNotes.Tidy(notes);
    }

    // In sixteenths.
    private int Bar => brief.Metre.StepsPerBar;

    private int LastBarStep => form[^1].EndStep - Bar;

    private Groove GrooveOf(FormSection section) => grooveByTier[StyleProfile.TierOf(section.Energy)];

    // An intro builds up in its second half, a break drops out and comes back, the closing bar belongs to the last chord.
    private List<int> PlayedBars(string role, int index)
    {
        var section = form[index];
        var from = 0;
        var to = section.Bars - (index == form.Count - 1 ? 1 : 0);
        if (!brief.Plays(role, section.Energy)) return [];
        if (section.Kind is "intro" && section.Bars >= 4 && role is not "bass" && section.Energy < 0.6) from = section.Bars / 2;
        if (section.Kind is "outro" && section.Bars >= 4 && role is "percussion") to = section.Bars / 2;
        if (section.Kind is "break" && section.Bars >= 4 && role is not "bass") from = section.Bars / 2;
        return [.. Enumerable.Range(from, Math.Max(0, to - from))];
    }

    private int FillStart(string kind) => Dice.Noise(brief.Key, 61, kind.Length) < 0.5 ? brief.Metre.Half : Bar - 4;

    private Dictionary<int, string> FillOf(string kind) => Dice.For(brief.Key, "fill " + kind).Pick(brief.Profile.Fills);

    private void AddGrids(List<StepNote> notes, FormSection section, int bar, Dictionary<int, string> grids, int from, int to)
    {
        var noise = Dice.Key(brief.Key, "touch " + section.Kind);
        foreach (var (drum, grid) in grids)
        {
            var offset = bar * Bar % grid.Length;
            for (var step = from; step < to; step++)
            {
                var loudness = grid[offset + step] switch { 'X' => 112, 'x' => 94, 'o' => 58, _ => 0 };
                if (loudness == 0) continue;
                var touch = (Dice.Noise(noise, (bar * Bar) + step, drum) - 0.5) * 12;
                var accent = drum is 42 or 70 or 51 && !brief.Metre.IsBeat(step) ? -8 : 0;
                notes.Add(new StepNote(section.StartStep + (bar * Bar) + step, 1, drum, (int)((loudness * (0.8 + (0.22 * section.Energy))) + touch + accent)));
            }
        }
    }

    private int AddBass(List<StepNote> notes, FormSection section, int bar, int root)
    {
        var grid = GrooveOf(section).Bass;
        var offset = bar * Bar % grid.Length;
        var start = section.StartStep + (bar * Bar);
        for (var step = 0; step < Bar; step++)
        {
            var sign = grid[offset + step];
            if (sign is '.' or '-') continue;
            var chord = harmony.At(start + step);
            root = Nearest(chord.Root, root);
            var fifth = root + (chord.Contains(root + 7) || !chord.Contains(root + 6) ? 7 : 6);
            var pitch = sign switch
            {
                '8' => root + 12,
                '5' => fifth > 47 ? fifth - 12 : fifth,
                'a' => Approach(start + step, root),
                _ => root,
            };
            var length = 1;
            while (step + length < Bar && grid[offset + step + length] == '-') length++;
            var touch = (Dice.Noise(brief.Key, (bar * Bar) + step, 77) - 0.5) * 8;
            notes.Add(new StepNote(start + step, length, pitch, (int)(78 + (18 * section.Energy) + (brief.Metre.IsStrong(step) ? 6 : 0) + touch)));
        }

        return root;
    }

    // A scale step below or above the next root.
    private int Approach(int step, int root)
    {
        var next = Nearest(harmony.At((step / Bar * Bar) + Bar).Root, root);
        if (next == root) return root;
        var direction = next > root ? -1 : 1;
        var pitch = next + direction;
        while (Array.IndexOf(harmony.Scale, (pitch + 12) % 12) < 0) pitch += direction;
        return pitch;
    }

    // Between low E and the E flat above middle bass, as near to the last root as it goes.
    private static int Nearest(int pitchClass, int last)
    {
        var best = 0;
        for (var pitch = 29; pitch <= 46; pitch++)
        {
            if (pitch % 12 == pitchClass && (best == 0 || Math.Abs(pitch - last) + (Math.Abs(pitch - 36) * 0.3) < Math.Abs(best - last) + (Math.Abs(best - 36) * 0.3))) best = pitch;
        }

        return best;
    }
}

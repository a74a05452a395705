using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>A chord in sixteenths.</summary>
/// <param name="Step">Start from the song's start.</param>
/// <param name="Steps">Length.</param>
/// <param name="PitchClasses">Root first.</param>
/// <param name="Voicing">Pitches, low to high.</param>
/// <param name="Name">As written.</param>
internal sealed record ChordSpan(int Step, int Steps, int[] PitchClasses, int[] Voicing, string Name)
{
    public int Root => PitchClasses[0];

    public int EndStep => Step + Steps;

    public bool Contains(int pitch) => Array.IndexOf(PitchClasses, pitch % 12) >= 0;
}

/// <summary>The song's chords, found by their place.</summary>
internal sealed class Harmony
{
    // What a voice may move to avoid it, in semitones.
    private const double Grating = 7;

    private readonly ChordSpan[] chordByStep;

    private Harmony(IReadOnlyList<ChordSpan> chords, int[] scale)
    {
        Chords = chords;
        Scale = scale;
        chordByStep = [.. chords.SelectMany(chord => Enumerable.Repeat(chord, chord.Steps))];
    }

    public IReadOnlyList<ChordSpan> Chords { get; }

    /// <summary>Pitch classes of the key, tonic first.</summary>
    public int[] Scale { get; }

    public ChordSpan At(int step) => chordByStep[Math.Clamp(step, 0, chordByStep.Length - 1)];

    /// <summary>The chords that begin within a section.</summary>
    public IEnumerable<ChordSpan> Within(FormSection section) =>
        Chords.Where(chord => chord.Step >= section.StartStep && chord.Step < section.EndStep);

    /// <summary>Writes the harmony: one progression a section kind, so that sections of a kind sound alike, and the tonic at the end.</summary>
    public static Harmony Write(Brief brief, IReadOnlyList<FormSection> form)
    {
        var chords = new List<ChordSpan>();
        var lastBar = form[^1].EndBar - 1;
        foreach (var section in form)
        {
            if (brief.Piece?.ChordsOf(section.Kind) is { } known)
            {
                Repeat(chords, section, known, lastBar, brief);
                continue;
            }

            var progression = Progression(brief, section.Kind);
            int[]? previous = null;
            for (var bar = 0; bar < section.Bars; bar++)
            {
                var isLast = section.StartBar + bar == lastBar;
                var tokens = (isLast ? Tonic(brief) : progression[bar % progression.Length]).Split('+');
                var lengths = brief.Metre.Split(tokens.Length);
                for (var i = 0; i < tokens.Length; i++)
                {
                    var (classes, name) = ChordName.Read(tokens[i], brief.Root, brief.Mode);
                    previous = Voice(classes, previous);
                    chords.Add(new ChordSpan(((section.StartBar + bar) * brief.Metre.StepsPerBar) + lengths[..i].Sum(), lengths[i], classes, previous, name));
                }
            }
        }

        return new Harmony(chords, ChordName.Scale(brief.Root, brief.Mode));
    }

    /// <summary>The harmony of a song as it is.</summary>
    public static Harmony Of(SongScore song) => new(
        [.. song.Chords.Select(chord => new ChordSpan(
            (int)Math.Round(chord.StartBeat * Grid.StepsPerBeat), (int)Math.Round(chord.LengthBeats * Grid.StepsPerBeat),
            [chord.Root, .. chord.Pitches.Select(pitch => pitch % 12).Where(pitch => pitch != chord.Root).Distinct()], [.. chord.Pitches], chord.Name))],
        ChordName.Scale(song.KeyRoot, song.Mode));

    // A section of a kind that the song already has is harmonised as there.
    private static void Repeat(List<ChordSpan> chords, FormSection section, IReadOnlyList<IReadOnlyList<ChordSpan>> known, int lastBar, Brief brief)
    {
        int[]? previous = null;
        for (var bar = 0; bar < section.Bars; bar++)
        {
            var start = (section.StartBar + bar) * brief.Metre.StepsPerBar;
            var spans = known[bar % known.Count];
            if (section.StartBar + bar == lastBar)
            {
                var (classes, name) = ChordName.Read(Tonic(brief), brief.Root, brief.Mode);
                spans = [new ChordSpan(0, brief.Metre.StepsPerBar, classes, [], name)];
            }

            foreach (var span in spans)
            {
                previous = Voice(span.PitchClasses, previous);
                chords.Add(span with { Step = start + span.Step, Voicing = previous });
            }
        }
    }

    private static string Tonic(Brief brief) => brief.Mode is Mode.Major ? "I" : "i";

    private static string[] Progression(Brief brief, string kind)
    {
        // Intro, break and outro speak the song's main harmony.
        var source = kind is "intro" or "outro" or "hook" ? "chorus" : kind is "break" ? "verse" : kind;
        var bank = brief.Profile.ProgressionsFor(brief.ModeName, source);
        var choice = bank[Dice.Turn(Dice.Key(brief.PlanKey, "progression " + source), brief.Seed, brief.Typical(bank.Length))].Split(' ');
        var dice = Dice.For(brief.Key, "colour " + source);
        var daring = Math.Max(0, brief.Weirdness - 0.35) * 0.55;
        for (var i = 1; i < choice.Length; i++)
        {
            if (dice.Chance(daring)) choice[i] = Borrow(choice[i], brief.Mode, dice);
        }

        return choice;
    }

    // Chords from the parallel key and other neighbours; only plain triads and sevenths are exchanged.
    private static string Borrow(string token, Mode mode, Dice dice)
    {
        string[] choices = (mode, token) switch
        {
            (Mode.Major, "IV" or "IVmaj7" or "IVadd9") => ["iv", "ii7", "bVImaj7"],
            (Mode.Major, "V" or "V7") => ["bVII", "v7", "Vsus4"],
            (Mode.Major, "vi" or "vi7") => ["bVI", "IVmaj9", "iii7"],
            (Mode.Major, "ii" or "ii7") => ["IVmaj7", "bVII"],
            (Mode.Major, "iii" or "iii7") => ["bIIImaj7", "vi7"],
            (Mode.Minor, "VI" or "VImaj7") => ["iv9", "bIImaj7", "VImaj9"],
            (Mode.Minor, "iv" or "iv7") => ["IV", "bIImaj7", "VI"],
            (Mode.Minor, "v" or "v7" or "VII") => ["V", "VIIsus4", "IIImaj7"],
            (Mode.Minor, "III") => ["IIImaj7", "v7"],
            _ => [token],
        };
        return dice.Pick(choices);
    }

    /// <summary>The close position nearest to the chord before: common tones stay, the others step.</summary>
    private static int[] Voice(int[] classes, int[]? previous)
    {
        var upper = classes.Length > 4 ? classes[1..] : classes;
        int[]? best = null;
        var bestCost = double.MaxValue;
        for (var rotation = 0; rotation < upper.Length; rotation++)
        {
            for (var bottom = 50; bottom <= 64; bottom++)
            {
                if (bottom % 12 != upper[rotation]) continue;
                var voicing = new int[upper.Length];
                voicing[0] = bottom;
                for (var i = 1; i < upper.Length; i++)
                {
                    var pitch = voicing[i - 1] + 1;
                    while (pitch % 12 != upper[(rotation + i) % upper.Length]) pitch++;
                    voicing[i] = pitch;
                }

                var cost = Math.Abs(voicing.Average() - 61) * 0.6;
                if (previous is not null) cost += voicing.Sum(pitch => previous.Min(other => Math.Abs(other - pitch)));
                if (voicing[^1] - voicing[0] > 16) cost += 6;
                // Two instruments play this: neighbours a semitone apart would grate in both.
                for (var i = 1; i < voicing.Length; i++) cost += voicing[i] - voicing[i - 1] == 1 ? Grating : 0;
                if (cost >= bestCost) continue;
                (best, bestCost) = (voicing, cost);
            }
        }

        return best ?? [60];
    }
}

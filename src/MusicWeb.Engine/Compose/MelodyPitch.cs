using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>How a phrase ends.</summary>
internal enum Cadence
{
    /// <summary>Goes on: any chord tone.</summary>
    Open,

    /// <summary>Comes home: the tonic where the chord has it.</summary>
    Closed,
}

/// <summary>What one phrase asks of its pitches.</summary>
/// <param name="Low">Lowest pitch.</param>
/// <param name="High">Highest pitch.</param>
/// <param name="Centre">Where the phrase lies.</param>
/// <param name="Motif">Key of its contour and noise.</param>
/// <param name="Cadence">How it ends.</param>
/// <param name="Previous">The last pitch before it; null at a section's start.</param>
/// <param name="Model">Pitch by sixteenth of an earlier phrase of the same motif, to be followed; null for the first.</param>
internal sealed record PhraseShape(int Low, int High, double Centre, ulong Motif, Cadence Cadence, int? Previous, IReadOnlyDictionary<int, int>? Model);

/// <summary>Chooses a phrase's pitches by the Viterbi algorithm: chord tones where it counts, steps rather than leaps, a contour, a cadence.</summary>
internal static class MelodyPitch
{
    /// <summary>One pitch a note.</summary>
    /// <param name="notes">Onset and length in sixteenths from the phrase's start.</param>
    /// <param name="phraseStep">The phrase's start in the song.</param>
    /// <param name="harmony">The chords under it.</param>
    /// <param name="shape">Range, contour and ending.</param>
    /// <param name="brief">How far the tune may wander.</param>
    public static int[] Choose((int Step, int Steps)[] notes, int phraseStep, Harmony harmony, PhraseShape shape, Brief brief)
    {
        var ladder = Enumerable.Range(shape.Low, shape.High - shape.Low + 1).Where(pitch => Array.IndexOf(harmony.Scale, pitch % 12) >= 0).ToArray();
        var cost = new double[notes.Length, ladder.Length];
        var from = new int[notes.Length, ladder.Length];
        var span = Math.Max(1, notes[^1].Step - notes[0].Step);
        for (var i = 0; i < notes.Length; i++)
        {
            var (step, steps) = notes[i];
            var chord = harmony.At(phraseStep + step);
            var target = shape.Centre + (Contour(shape.Motif, (double)(step - notes[0].Step) / span) * 4.5);
            for (var p = 0; p < ladder.Length; p++)
            {
                var here = ToneCost(ladder[p], step, steps, chord, brief) + (Square(ladder[p] - target) * 0.035)
                    + (Dice.Noise(shape.Motif, step % (2 * brief.Metre.StepsPerBar), p) * (0.7 + brief.Weirdness)) + Follow(shape.Model, step, ladder[p]);
                if (i == notes.Length - 1) here += CadenceCost(ladder[p], shape.Cadence, chord, harmony.Scale[0]);
                if (i == 0)
                {
                    cost[i, p] = here + (shape.Previous is { } previous ? LeapCost(ladder[p] - previous, brief) * 0.4 : 0);
                    continue;
                }

                var best = double.MaxValue;
                for (var q = 0; q < ladder.Length; q++)
                {
                    var total = cost[i - 1, q] + LeapCost(ladder[p] - ladder[q], brief);
                    if (total >= best) continue;
                    (best, from[i, p]) = (total, q);
                }

                cost[i, p] = best + here;
            }
        }

        return Trace(cost, from, ladder, notes.Length);
    }

    private static double ToneCost(int pitch, int step, int steps, ChordSpan chord, Brief brief)
    {
        // A semitone above a chord tone grates when it is held.
        var grates = chord.PitchClasses.Any(tone => (pitch - tone + 120) % 12 == 1);
        if (chord.Contains(pitch)) return (pitch % 12 == chord.Root ? 0.05 : 0) + (grates && steps >= 3 ? 0.9 : 0);
        var weight = brief.Metre.IsStrong(step) ? 4.5 : brief.Metre.IsBeat(step) ? 2.2 : 0.3;
        if (steps >= 4) weight += 1.5;
        return (weight * (1.15 - (0.3 * brief.Weirdness))) + (grates ? 0.6 : 0);
    }

    private static double LeapCost(int interval, Brief brief)
    {
        var size = Math.Abs(interval);
        var cost = size switch
        {
            0 => 0.55,
            1 or 2 => 0,
            3 or 4 => 0.45,
            5 => 0.95,
            6 => 2.6,
            7 => 1.5,
            8 or 9 => 2.8,
            12 => 3.2,
            > 12 => 60,
            _ => 6,
        };
        return cost * (1.2 - (0.5 * brief.Weirdness));
    }

    // Arch, fall, rise or wave, by motif; -1 to 1 along the phrase.
    private static double Contour(ulong motif, double at)
    {
        var arch = (4 * at * (1 - at) * 1.6) - 0.8;
        return (int)(Dice.Noise(motif, 901) * 4) switch
        {
            0 => arch,
            1 => 0.8 - (1.5 * at),
            2 => at < 0.7 ? (at * 1.6) - 0.6 : 0.52 - ((at - 0.7) * 2),
            _ => at < 0.5 ? (at < 0.25 ? at * 3 : 1.5 - (at * 3)) : (at < 0.75 ? 1.5 - (at * 3) : (at * 3) - 3) * 0.8,
        };
    }

    private static double Follow(IReadOnlyDictionary<int, int>? model, int step, int pitch)
    {
        if (model is null) return 0;
        if (model.TryGetValue(step, out var same)) return Math.Min(6, Math.Abs(pitch - same)) * 0.55;
        return model.TryGetValue(step - 1, out var near) || model.TryGetValue(step + 1, out near) || model.TryGetValue(step - 2, out near) ? Math.Min(6, Math.Abs(pitch - near)) * 0.25 : 0;
    }

    private static double CadenceCost(int pitch, Cadence cadence, ChordSpan chord, int tonic)
    {
        if (!chord.Contains(pitch)) return 5;
        if (cadence is Cadence.Closed) return pitch % 12 == tonic ? -1 : chord.Contains(tonic) ? 1.6 : 0.3;
        return pitch % 12 == tonic ? 0.9 : 0;
    }

    private static int[] Trace(double[,] cost, int[,] from, int[] ladder, int count)
    {
        var best = 0;
        for (var p = 1; p < ladder.Length; p++)
        {
            if (cost[count - 1, p] < cost[count - 1, best]) best = p;
        }

        var pitches = new int[count];
        for (var i = count - 1; i >= 0; i--)
        {
            pitches[i] = ladder[best];
            best = from[i, best];
        }

        return pitches;
    }

    private static double Square(double x) => x * x;
}

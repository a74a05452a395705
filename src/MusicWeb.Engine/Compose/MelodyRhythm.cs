using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>One note to place: a syllable, or a beat of an instrumental phrase.</summary>
/// <param name="Stressed">Wants a strong beat.</param>
/// <param name="OpensWord">False inside a word, where no long gap belongs.</param>
/// <param name="AfterPause">The word before ended with punctuation.</param>
internal readonly record struct Pulse(bool Stressed, bool OpensWord, bool AfterPause);

/// <summary>Places the notes of a phrase in its bars by dynamic programming: stressed syllables on strong beats, even flow, a rest at the end.</summary>
internal static class MelodyRhythm
{
    private const int LongestGap = 12;

    /// <summary>Onsets and lengths in sixteenths from the phrase's start.</summary>
    /// <param name="pulses">Notes in order; at most 14 a bar.</param>
    /// <param name="bars">Bars of the phrase.</param>
    /// <param name="brief">Tempo and feel.</param>
    /// <param name="motif">The same motif leans to the same places, whatever the words.</param>
    /// <param name="start">The sixteenth at which the phrase likes to begin.</param>
    public static (int Step, int Steps)[] Place(IReadOnlyList<Pulse> pulses, int bars, Brief brief, ulong motif, int start)
    {
        var window = bars * brief.Metre.StepsPerBar;
        var count = pulses.Count;
        var stepSeconds = brief.BarSeconds / brief.Metre.StepsPerBar;
        var tail = Math.Clamp(window - (count * 2), 1, bars > 1 ? 6 : 3);
        var end = window - tail;
        var gap = Math.Clamp(0.78 * (end + 1) / count, 1, Math.Max(2, brief.Profile.Melody.LongestGapSeconds / stepSeconds));
        var daring = (brief.Profile.Melody.Syncopation + (0.6 * (brief.Weirdness - 0.5))) * (brief.Metre == Metre.Common ? 1 : 0.4);

        var cost = new double[count, window];
        var from = new int[count, window];
        for (var i = 0; i < count; i++)
        {
            for (var step = 0; step < window; step++)
            {
                cost[i, step] = double.MaxValue;
                if (step > end || step < i || window - step < count - i) continue;
                var here = PlaceCost(pulses[i], step, brief, motif, daring);
                if (i == 0)
                {
                    cost[i, step] = here + (Math.Abs(step - start) * 0.35);
                    continue;
                }

                for (var before = Math.Max(i - 1, step - LongestGap); before < step; before++)
                {
                    if (cost[i - 1, before] == double.MaxValue) continue;
                    var total = cost[i - 1, before] + here + GapCost(step - before, gap, stepSeconds, pulses[i]);
                    if (total >= cost[i, step]) continue;
                    (cost[i, step], from[i, step]) = (total, before);
                }
            }
        }

        return Trace(cost, from, count, window, gap, brief.Metre.StepsPerBar);
    }

    private static double PlaceCost(Pulse pulse, int step, Brief brief, ulong motif, double daring)
    {
        var strength = brief.Metre.Strength(step);
        // In four, weak syllables go around the beat; in three and six they sway with it.
        var cost = pulse.Stressed ? -strength : strength * (brief.Metre == Metre.Common ? 0.35 : -0.3);
        if (step % 2 == 1) cost += brief.Profile.Melody.Sixteenths;
        return cost + ((Dice.Noise(motif, step % (2 * brief.Metre.StepsPerBar)) - 0.5) * 2.4 * daring);
    }

    private static double GapCost(int steps, double wanted, double stepSeconds, Pulse pulse)
    {
        var off = (steps - wanted) / wanted;
        var cost = off * off * 1.1;
        var seconds = steps * stepSeconds;
        if (seconds < 0.15) cost += (0.15 - seconds) * 60;
        if (!pulse.OpensWord && seconds > 0.6) cost += (seconds - 0.6) * 3;
        if (pulse.AfterPause && steps < wanted * 1.4) cost += 0.5;
        return cost;
    }

    private static (int Step, int Steps)[] Trace(double[,] cost, int[,] from, int count, int window, double gap, int bar)
    {
        var best = 0;
        for (var step = 1; step < window; step++)
        {
            if (cost[count - 1, step] < cost[count - 1, best]) best = step;
        }

        var placed = new (int Step, int Steps)[count];
        for (var i = count - 1; i >= 0; i--)
        {
            placed[i] = (best, 0);
            best = from[i, best];
        }

        // Notes reach to the next one unless a rest is wanted; the last one is held a little.
        var longest = Math.Max(4, (int)Math.Ceiling(gap * 1.6));
        for (var i = 0; i < count; i++)
        {
            var next = i + 1 < count ? placed[i + 1].Step : Math.Max(placed[i].Step + 1, window - (window > bar ? 2 : 1));
            placed[i].Steps = Math.Min(next - placed[i].Step, longest);
        }

        return placed;
    }
}

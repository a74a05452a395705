namespace MusicWeb.Engine.Analyze;

/// <summary>The gating of ITU-R BS.1770-4: integrated loudness from the energies of 100 ms steps.</summary>
internal static class LoudnessGate
{
    private const double AbsoluteGate = -70;
    private const double RelativeGate = -10;

    /// <summary>Loudness in LUFS of consecutive 100 ms steps, each the weighted mean square summed over the channels; negative infinity for silence.</summary>
    public static double Integrate(ReadOnlySpan<double> steps)
    {
        if (steps.IsEmpty) return double.NegativeInfinity;
        // Blocks of 400 ms that overlap by 75 %; shorter sounds are one block.
        var width = Math.Min(4, steps.Length);
        var ungated = MeanAbove(steps, width, AbsoluteGate);
        return double.IsNegativeInfinity(ungated) ? ungated : MeanAbove(steps, width, Math.Max(AbsoluteGate, ungated + RelativeGate));
    }

    /// <summary>LUFS of a weighted mean square.</summary>
    public static double ToLufs(double energy) => energy <= 0 ? double.NegativeInfinity : -0.691 + 10 * Math.Log10(energy);

    private static double MeanAbove(ReadOnlySpan<double> steps, int width, double gate)
    {
        var least = Math.Pow(10, (gate + 0.691) / 10);
        var (sum, count) = (0.0, 0);
        for (var i = 0; i + width <= steps.Length; i++)
        {
            var energy = 0.0;
            for (var j = 0; j < width; j++) energy += steps[i + j];
            energy /= width;
            if (energy <= least) continue;
            sum += energy;
            count++;
        }
        return count == 0 ? double.NegativeInfinity : ToLufs(sum / count);
    }
}

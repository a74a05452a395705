using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Mix;

/// <summary>Judgements on finished sound.</summary>
internal static class MasterChecks
{
    /// <summary>Within half a percent of the truth, its half or its double.</summary>
    public static bool SameTempo(double truth, double estimate) => new[] { 0.5, 1, 2 }.Any(octave => Math.Abs(estimate / (truth * octave) - 1) < 0.005);

    /// <summary>The key itself, its relative, or a fifth away.</summary>
    public static bool NearKey(SongScore score, KeyGuess guess)
    {
        var relative = (score.KeyRoot + (score.Mode == Mode.Minor ? 3 : 9)) % 12;
        return guess.Root == score.KeyRoot || guess.Root == relative || guess.Root == (score.KeyRoot + 7) % 12 || guess.Root == (score.KeyRoot + 5) % 12;
    }

    /// <summary>The longest stretch below -60 dBFS.</summary>
    public static double LongestSilenceSeconds(Pcm pcm)
    {
        var (longest, current) = (0, 0);
        foreach (var sample in pcm.Samples)
        {
            current = Math.Abs((int)sample) < 33 ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }
        return longest / 2.0 / pcm.SampleRate;
    }

    /// <summary>Mean of all samples, as part of full scale.</summary>
    public static double Offset(Pcm pcm) => Math.Abs(pcm.Samples.Average(sample => (double)sample)) / 32768;

    /// <summary>How alike two profiles are, from -1 to 1.</summary>
    public static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var both = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return both / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}

using MusicWeb.Engine.Codec;

namespace MusicWeb.Engine.Analyze;

/// <summary>The outline that a player draws. What the server cannot decode is measured alike in the browser, by <c>js/outline.js</c>.</summary>
public static class WaveformPeaks
{
    /// <summary>Points of an outline.</summary>
    public const int Points = 800;

    /// <summary>
    /// Evenly spaced levels, 0 to 255, the loudest being 255. Half energy, half peak: energy alone hides the beat, peaks alone are
    /// one flat block in a limited master.
    /// </summary>
    public static byte[] Of(Pcm pcm)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        var levels = new double[Math.Clamp(pcm.Frames, 1, Points)];
        for (var p = 0; p < levels.Length; p++)
        {
            var from = (int)((long)pcm.Frames * p / levels.Length) * 2;
            var to = (int)((long)pcm.Frames * (p + 1) / levels.Length) * 2;
            var (sum, peak) = (0.0, 0);
            for (var i = from; i < to; i++)
            {
                int sample = pcm.Samples[i];
                sum += (double)sample * sample;
                peak = Math.Max(peak, Math.Abs(sample));
            }
            levels[p] = Level(sum, peak, to - from);
        }
        return Outline(levels);
    }

    /// <summary>How loud a stretch is drawn.</summary>
    internal static double Level(double energy, int peak, int samples) => Math.Sqrt(energy / Math.Max(1, samples)) + 0.5 * peak;

    /// <summary>Levels as they are kept.</summary>
    internal static byte[] Outline(double[] levels)
    {
        var most = levels.Max();
        var outline = new byte[levels.Length];
        if (most <= 0) return outline;
        for (var p = 0; p < levels.Length; p++) outline[p] = (byte)Math.Round(255 * levels[p] / most);
        return outline;
    }
}

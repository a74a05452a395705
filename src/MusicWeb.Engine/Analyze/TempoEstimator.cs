using MusicWeb.Engine.Codec;

namespace MusicWeb.Engine.Analyze;

/// <summary>Finds the tempo of a song with a steady beat: spectral flux, then autocorrelation at many multiples of the beat.</summary>
public static class TempoEstimator
{
    private const int Window = 1024;
    private const int Hop = 256;
    private const double LowestBpm = 55;
    private const double HighestBpm = 190;

    /// <summary>Beats per minute, usually within 0.5 % of the truth or of its half or double; null when there is no beat or less than ten seconds.</summary>
    public static double? Estimate(Pcm pcm)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        if (pcm.DurationSeconds < 10) return null;
        var flux = Flux(pcm);
        var hopsPerMinute = 60.0 * pcm.SampleRate / Hop;
        var acf = Autocorrelate(flux);
        if (acf[0] <= 0) return null;

        // Long multiples of the beat sharpen the answer: they are added in three rounds, each looking closer around the last.
        var best = Search(acf, hopsPerMinute, LowestBpm, HighestBpm, ratio: 1.002, multiples: 8, prior: true);
        best = Search(acf, hopsPerMinute, best / 1.02, best * 1.02, ratio: 1.0005, multiples: 24, prior: false);
        return Search(acf, hopsPerMinute, best / 1.004, best * 1.004, ratio: 1.0001, multiples: 64, prior: false);
    }

    /// <summary>How much new energy each hop brings over that of a moment before, less its local mean.</summary>
    private static float[] Flux(Pcm pcm)
    {
        var fft = new Fft(Window);
        var hann = Fft.Hann(Window);
        var (re, im) = (new float[Window], new float[Window]);
        var (now, before) = (new float[Window / 2], new float[Window / 2]);
        var flux = new float[Math.Max(1, (pcm.Frames - Window) / Hop)];
        for (var hop = 0; hop < flux.Length; hop++)
        {
            for (var i = 0; i < Window; i++)
            {
                var frame = hop * Hop + i;
                re[i] = hann[i] * (pcm.Samples[frame * 2] + pcm.Samples[frame * 2 + 1]) / 65536f;
                im[i] = 0;
            }
            fft.Forward(re, im);
            var sum = 0f;
            for (var bin = 1; bin < Window / 2; bin++)
            {
                now[bin] = MathF.Log(1 + 100 * MathF.Sqrt(re[bin] * re[bin] + im[bin] * im[bin]));
                sum += Math.Max(0, now[bin] - before[bin]);
            }
            flux[hop] = sum;
            (now, before) = (before, now);
        }
        return WithoutMean(flux, around: 64);
    }

    private static float[] WithoutMean(float[] flux, int around)
    {
        var sums = new double[flux.Length + 1];
        for (var i = 0; i < flux.Length; i++) sums[i + 1] = sums[i] + flux[i];
        var result = new float[flux.Length];
        for (var i = 0; i < flux.Length; i++)
        {
            var (from, to) = (Math.Max(0, i - around), Math.Min(flux.Length, i + around + 1));
            result[i] = (float)Math.Max(0, flux[i] - (sums[to] - sums[from]) / (to - from));
        }
        return result;
    }

    private static double[] Autocorrelate(float[] flux)
    {
        var size = 1;
        while (size < flux.Length * 2) size *= 2;
        var (re, im) = (new float[size], new float[size]);
        flux.CopyTo(re, 0);
        var fft = new Fft(size);
        fft.Forward(re, im);
        for (var i = 0; i < size; i++) (re[i], im[i]) = (re[i] * re[i] + im[i] * im[i], 0);
        fft.Forward(re, im);
        var acf = new double[flux.Length];
        for (var lag = 0; lag < acf.Length; lag++) acf[lag] = re[lag] / (acf.Length - lag + acf.Length / 8.0);
        return acf;
    }

    private static double Search(double[] acf, double hopsPerMinute, double low, double high, double ratio, int multiples, bool prior)
    {
        var (best, bestScore) = (low, double.MinValue);
        for (var bpm = low; bpm <= high; bpm *= ratio)
        {
            var (sum, weights) = (0.0, 0.0);
            for (var m = 1; m <= multiples; m++)
            {
                var lag = m * hopsPerMinute / bpm;
                if (lag >= acf.Length * 0.8) break;
                var weight = m % 4 == 0 ? 1.0 : m % 2 == 0 ? 0.8 : 0.6;
                sum += weight * At(acf, lag);
                weights += weight;
            }
            var score = sum / weights;
            if (prior)
            {
                var octaves = Math.Log2(bpm / 110);
                score *= Math.Exp(-0.5 * octaves * octaves / (0.8 * 0.8));
            }
            if (score > bestScore) (best, bestScore) = (bpm, score);
        }
        return best;
    }

    /// <summary>The curve between its points, through the neighbouring four.</summary>
    private static double At(double[] curve, double at)
    {
        var i = (int)at;
        if (i < 1 || i + 2 >= curve.Length) return 0;
        var t = at - i;
        var (a, b, c, d) = (curve[i - 1], curve[i], curve[i + 1], curve[i + 2]);
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }
}

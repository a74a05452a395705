using MusicWeb.Engine.Codec;

namespace MusicWeb.Engine.Analyze;

/// <summary>How much of each of the twelve pitch classes sounds.</summary>
public static class Chroma
{
    private const int Window = 8192;
    private const int LowestPitch = 40;
    private const int HighestPitch = 88;

    /// <summary>Strength per pitch class, 0 = C to 11 = B, summing to 1; all zero for silence.</summary>
    /// <param name="pcm">The sound.</param>
    /// <param name="tuningHertz">Pitch of A4.</param>
    public static double[] Of(Pcm pcm, double tuningHertz = 440)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        var total = new double[12];
        foreach (var frame in Frames(pcm, hop: Window, tuningHertz))
        {
            for (var i = 0; i < 12; i++) total[i] += frame[i];
        }
        return Normalise(total);
    }

    /// <summary>Strength per pitch class for each stretch of <paramref name="hop"/> frames; each sums to 1 or is all zero.</summary>
    public static IEnumerable<double[]> Frames(Pcm pcm, int hop, double tuningHertz = 440)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        var fft = new Fft(Window);
        var hann = Fft.Hann(Window);
        var (re, im, power) = (new float[Window], new float[Window], new double[Window / 2]);
        for (var from = 0; from + Window <= pcm.Frames; from += hop)
        {
            for (var i = 0; i < Window; i++)
            {
                re[i] = hann[i] * (pcm.Samples[(from + i) * 2] + pcm.Samples[(from + i) * 2 + 1]) / 65536f;
                im[i] = 0;
            }
            fft.Forward(re, im);
            for (var bin = 0; bin < power.Length; bin++) power[bin] = Math.Sqrt(re[bin] * re[bin] + im[bin] * im[bin]);
            yield return Normalise(Fold(power, pcm.SampleRate, tuningHertz));
        }
    }

    /// <summary>Only spectral peaks count: the noise of drums would fill every class alike.</summary>
    private static double[] Fold(double[] spectrum, int sampleRate, double tuningHertz)
    {
        var chroma = new double[12];
        var low = (int)(Hertz(LowestPitch, tuningHertz) * Window / sampleRate);
        var high = Math.Min(spectrum.Length - 2, (int)(Hertz(HighestPitch, tuningHertz) * Window / sampleRate));
        for (var bin = Math.Max(2, low); bin <= high; bin++)
        {
            var (a, b, c) = (spectrum[bin - 1], spectrum[bin], spectrum[bin + 1]);
            if (b <= a || b < c || b < 1e-4) continue;
            var offset = 0.5 * (a - c) / (a - 2 * b + c);
            var pitch = 69 + 12 * Math.Log2((bin + offset) * sampleRate / Window / tuningHertz);
            var nearest = Math.Round(pitch);
            var closeness = 1 - 2 * Math.Abs(pitch - nearest);
            chroma[(((int)nearest % 12) + 12) % 12] += Math.Sqrt(b) * Math.Max(0, closeness);
        }
        return chroma;
    }

    private static double Hertz(int pitch, double tuningHertz) => tuningHertz * Math.Pow(2, (pitch - 69) / 12.0);

    private static double[] Normalise(double[] chroma)
    {
        var sum = chroma.Sum();
        if (sum > 0)
        {
            for (var i = 0; i < chroma.Length; i++) chroma[i] /= sum;
        }
        return chroma;
    }
}

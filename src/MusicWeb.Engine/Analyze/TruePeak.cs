using System.Runtime.Intrinsics;

namespace MusicWeb.Engine.Analyze;

/// <summary>Finds peaks between the samples by four-fold oversampling, as ITU-R BS.1770-4 annex 2 asks.</summary>
internal static class TruePeak
{
    private const int Taps = 32;
    private const int Phases = 4;

    // Eight lanes are eight neighbouring frames; each phase has its own taps; the twelve of the annex would overlook peaks made of the highest sounds.
    private static readonly float[] Kernel = MakeKernel();

    /// <summary>Frames that must follow a frame before the peaks beside it are known.</summary>
    public const int LookAhead = Taps / 2;

    /// <summary>
    /// The largest magnitude around frames <paramref name="from"/> to <paramref name="to"/>, samples and points between them.
    /// Frames outside the sound count as silence.
    /// </summary>
    public static float Of(ReadOnlySpan<float> sound, int from, int to)
    {
        var first = from - (Taps / 2 - 1);
        if (first >= 0 && to + Taps / 2 + 8 <= sound.Length) return Inside(sound, from, to);
        Span<float> padded = to - from <= 1024 ? stackalloc float[to - from + Taps + 8] : new float[to - from + Taps + 8];
        padded.Clear();
        var lead = Math.Max(0, -first);
        var last = Math.Min(sound.Length, to + Taps / 2);
        if (last > first + lead) sound[(first + lead)..last].CopyTo(padded[lead..]);
        return Inside(padded, Taps / 2 - 1, Taps / 2 - 1 + to - from);
    }

    private static float Inside(ReadOnlySpan<float> sound, int from, int to)
    {
        var most = Vector256<float>.Zero;
        for (var i = from; i < to; i += Vector256<float>.Count)
        {
            var window = sound.Slice(i - (Taps / 2 - 1), Taps + 8 - 1);
            var (a, b, c) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            for (var tap = 0; tap < Taps; tap++)
            {
                var x = Vector256.Create(window[tap..]);
                a += x * Kernel[tap];
                b += x * Kernel[Taps + tap];
                c += x * Kernel[2 * Taps + tap];
            }
            var here = Vector256.Create(window[(Taps / 2 - 1)..]);
            var peak = Vector256.Max(Vector256.Max(Vector256.Abs(a), Vector256.Abs(b)), Vector256.Max(Vector256.Abs(c), Vector256.Abs(here)));
            most = Vector256.Max(most, peak);
        }
        var result = 0f;
        for (var lane = 0; lane < Vector256<float>.Count; lane++) result = Math.Max(result, most[lane]);
        return result;
    }

    private static float[] MakeKernel()
    {
        var kernel = new float[(Phases - 1) * Taps];
        Span<double> taps = stackalloc double[Taps];
        for (var phase = 1; phase < Phases; phase++)
        {
            var sum = 0.0;
            for (var tap = 0; tap < Taps; tap++)
            {
                // Distance from the point between two frames to the frame under this tap.
                var x = tap - (Taps / 2 - 1) - (double)phase / Phases;
                var window = Bessel(6 * Math.Sqrt(Math.Max(0, 1 - x * x / (Taps / 2.0 * Taps / 2.0)))) / Bessel(6);
                taps[tap] = Math.Sin(Math.PI * x) / (Math.PI * x) * window;
                sum += taps[tap];
            }
            for (var tap = 0; tap < Taps; tap++) kernel[(phase - 1) * Taps + tap] = (float)(taps[tap] / sum);
        }
        return kernel;
    }

    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; k < 30; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}

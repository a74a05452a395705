using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>The last step: multiplies by the master curve and rounds to 16 bit with triangular dither, the same for the same seed.</summary>
internal static class Dither
{
    /// <summary>Fills in the finished samples, interleaved: two for each frame of the mix.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; looked at 70 times per second of sound.</exception>
    public static void Apply(StereoBuffer mix, MasterCurve curve, ulong seed, Span<short> samples, CancellationToken ct)
    {
        var random = new Noise(seed, 7919);
        var gains = curve.Gains;
        var left = mix.Left;
        var right = mix.Right;
        const int Half = MasterCurve.BlockFrames / 2;
        for (var segment = -1; segment < gains.Length; segment++)
        {
            if (segment % 10 == 0) ct.ThrowIfCancellationRequested();
            // A segment runs from the middle of one block to the middle of the next.
            var from = segment * MasterCurve.BlockFrames + Half;
            var (gain, next) = (gains[Math.Max(0, segment)], gains[Math.Min(gains.Length - 1, segment + 1)]);
            var slope = (next - gain) / MasterCurve.BlockFrames;
            var end = Math.Min(mix.Frames, from + MasterCurve.BlockFrames);
            for (var i = Math.Max(0, from); i < end; i++)
            {
                var here = 32768 * (gain + slope * (i - from));
                samples[i * 2] = Round(here * left[i] + 0.5f * (random.Next() + random.Next()));
                samples[i * 2 + 1] = Round(here * right[i] + 0.5f * (random.Next() + random.Next()));
            }
        }
    }

    private static short Round(float value) => (short)Math.Clamp(MathF.Round(value), short.MinValue, short.MaxValue);
}

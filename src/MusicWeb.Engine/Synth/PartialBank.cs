using System.Runtime.Intrinsics;

namespace MusicWeb.Engine.Synth;

/// <summary>One ringing partial of a struck thing.</summary>
/// <param name="Hertz">Frequency.</param>
/// <param name="Level">Amplitude at the start.</param>
/// <param name="Seconds">Until it is 60 dB down.</param>
/// <param name="Turn">Phase at the start as part of a turn.</param>
internal readonly record struct Partial(float Hertz, float Level, float Seconds, float Turn = 0);

/// <summary>Adds decaying sines. Eight neighbouring frames turn together, so a partial costs half a nanosecond a frame.</summary>
internal static class PartialBank
{
    private const float Inaudible = 2e-5f;

    /// <summary>Adds a partial to a sound until it has died away.</summary>
    public static void Add(Span<float> sound, in Partial partial)
    {
        if (partial.Hertz is <= 0 or > 0.46f * StereoBuffer.SampleRate || partial.Level < Inaudible) return;
        var omega = 2 * Math.PI * partial.Hertz / StereoBuffer.SampleRate;
        var decay = Math.Exp(-6.9078 / (partial.Seconds * StereoBuffer.SampleRate));
        Span<float> firstRe = stackalloc float[8], firstIm = stackalloc float[8];
        for (var i = 0; i < 8; i++)
        {
            var level = partial.Level * Math.Pow(decay, i);
            firstRe[i] = (float)(level * Math.Cos(2 * Math.PI * partial.Turn + omega * i));
            firstIm[i] = (float)(level * Math.Sin(2 * Math.PI * partial.Turn + omega * i));
        }
        var re = Vector256.Create((ReadOnlySpan<float>)firstRe);
        var im = Vector256.Create((ReadOnlySpan<float>)firstIm);
        var eighth = Math.Pow(decay, 8);
        var turnRe = Vector256.Create((float)(eighth * Math.Cos(8 * omega)));
        var turnIm = Vector256.Create((float)(eighth * Math.Sin(8 * omega)));

        var alive = (long)(Math.Log(partial.Level / Inaudible) / -Math.Log(decay)) + 8;
        var end = (int)Math.Min(sound.Length, alive) & ~7;
        for (var i = 0; i < end; i += 8)
        {
            var frames = sound.Slice(i, 8);
            (Vector256.Create((ReadOnlySpan<float>)frames) + im).CopyTo(frames);
            var turned = re * turnRe - im * turnIm;
            im = re * turnIm + im * turnRe;
            re = turned;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MusicWeb.Engine.Synth;

/// <summary>Eight detuned band-limited saws, four to the left and four to the right: one oscillator as wide as a choir of eight.</summary>
internal struct UnisonSaw
{
    private static readonly Vector256<float> Spread = Vector256.Create(-1f, 0.42f, -0.2f, 0.75f, 1f, -0.48f, 0.14f, -0.8f);

    private Vector256<float> _phase;
    private Vector256<float> _step;
    private Vector256<float> _inverse;

    /// <summary>Saws at a frequency, spread by up to the given cents, each starting somewhere else.</summary>
    public UnisonSaw(float hertz, float cents, ref Noise random)
    {
        _phase = Vector256.Create(random.NextUnit(), random.NextUnit(), random.NextUnit(), random.NextUnit(), random.NextUnit(), random.NextUnit(), random.NextUnit(), random.NextUnit()) * 0.999f;
        Tune(hertz, cents);
    }

    /// <summary>Moves to another frequency without a click.</summary>
    public void Tune(float hertz, float cents)
    {
        _step = (Vector256.Create(1f) + Spread * (cents * 0.00057762f)) * (hertz / StereoBuffer.SampleRate);
        _inverse = Vector256<float>.One / _step;
    }

    /// <summary>The next frame of both sides, each about -1 to 1.</summary>
    public (float Left, float Right) Next()
    {
        var sides = NextSides();
        return (sides[0], sides[4]);
    }

    /// <summary>The next frame, the left in the first four lanes and the right in the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> NextSides()
    {
        var phase = _phase + _step;
        phase -= Vector256.GreaterThanOrEqual(phase, Vector256<float>.One) & Vector256<float>.One;
        _phase = phase;
        // Two parabolas round off the jump (PolyBLEP), one frame before it and one after.
        var after = Vector256.Max(Vector256<float>.Zero, Vector256<float>.One - phase * _inverse);
        var before = Vector256.Max(Vector256<float>.Zero, Vector256<float>.One - (Vector256<float>.One - phase) * _inverse);
        var saw = phase + phase - Vector256<float>.One + after * after - before * before;
        saw += Vector256.Shuffle(saw, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6));
        saw += Vector256.Shuffle(saw, Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5));
        return saw * 0.36f;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>A second-order filter for both channels of two sounds side by side; linear, so that it may be applied to each stem alone.</summary>
internal sealed class Biquad
{
    // Two lanes for the channels of a sound, two for those of another.
    private readonly Vector256<double> _b0, _b1, _b2, _a1, _a2;
    private Vector256<double> _state1, _state2;

    private Biquad(double b0, double b1, double b2, double a0, double a1, double a2) =>
        (_b0, _b1, _b2, _a1, _a2) = (Vector256.Create(b0 / a0), Vector256.Create(b1 / a0), Vector256.Create(b2 / a0), Vector256.Create(a1 / a0), Vector256.Create(a2 / a0));

    /// <summary>Cuts what is below a frequency.</summary>
    public static Biquad HighPass(double hertz)
    {
        var (cos, alpha) = At(hertz);
        return new Biquad((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Raises or lowers what is above a frequency.</summary>
    public static Biquad HighShelf(double hertz, double decibels)
    {
        var (cos, alpha) = At(hertz);
        var a = Math.Pow(10, decibels / 40);
        var root = 2 * Math.Sqrt(a) * alpha;
        return new Biquad(
            a * (a + 1 + (a - 1) * cos + root), -2 * a * (a - 1 + (a + 1) * cos), a * (a + 1 + (a - 1) * cos - root),
            a + 1 - (a - 1) * cos + root, 2 * (a - 1 - (a + 1) * cos), a + 1 - (a - 1) * cos - root);
    }

    /// <summary>Raises or lowers what is below a frequency.</summary>
    public static Biquad LowShelf(double hertz, double decibels)
    {
        var (cos, alpha) = At(hertz);
        var a = Math.Pow(10, decibels / 40);
        var root = 2 * Math.Sqrt(a) * alpha;
        return new Biquad(
            a * (a + 1 - (a - 1) * cos + root), 2 * a * (a - 1 - (a + 1) * cos), a * (a + 1 - (a - 1) * cos - root),
            a + 1 + (a - 1) * cos + root, -2 * (a - 1 + (a + 1) * cos), a + 1 + (a - 1) * cos - root);
    }

    /// <summary>
    /// Sends stretches of two sounds through filters in place, one after the other, going on from the last call. Several filters and
    /// two sounds cost little more than one of each, because none waits for itself while the others work.
    /// </summary>
    /// <param name="filters">The filters.</param>
    /// <param name="near">A stretch of one sound.</param>
    /// <param name="far">As long a stretch of another.</param>
    public static void Apply(ReadOnlySpan<Biquad> filters, in Sides near, in Sides far)
    {
        if (AreAtRest(filters) && near.AreSilent && far.AreSilent) return;
        for (; filters.Length >= 4; filters = filters[4..]) Apply(filters[0], filters[1], filters[2], filters[3], near, far);
        for (; filters.Length >= 2; filters = filters[2..]) Apply(filters[0], filters[1], near, far);
        if (filters.Length > 0) Apply(filters[0], near, far);
    }

    // Filters at rest leave silence as it is.
    private static bool AreAtRest(ReadOnlySpan<Biquad> filters)
    {
        foreach (var filter in filters)
        {
            if (filter._state1 != Vector256<double>.Zero || filter._state2 != Vector256<double>.Zero) return false;
        }
        return true;
    }

    private static void Apply(Biquad only, in Sides near, in Sides far)
    {
        Span<float> left = near.Left, right = near.Right, farLeft = far.Left, farRight = far.Right;
        var (s1, s2) = (only._state1, only._state2);
        for (var i = 0; i < left.Length; i++)
        {
            var x = Frame(left[i], right[i], farLeft[i], farRight[i]);
            var y = Rounded(only.Next(x, ref s1, ref s2));
            (left[i], right[i], farLeft[i], farRight[i]) = (y[0], y[1], y[2], y[3]);
        }
        only.Rest(s1, s2);
    }

    private static void Apply(Biquad first, Biquad second, in Sides near, in Sides far)
    {
        Span<float> left = near.Left, right = near.Right, farLeft = far.Left, farRight = far.Right;
        var (s1, s2, t1, t2) = (first._state1, first._state2, second._state1, second._state2);
        for (var i = 0; i < left.Length; i++)
        {
            var x = Frame(left[i], right[i], farLeft[i], farRight[i]);
            x = Wide(Rounded(first.Next(x, ref s1, ref s2)));
            var y = Rounded(second.Next(x, ref t1, ref t2));
            (left[i], right[i], farLeft[i], farRight[i]) = (y[0], y[1], y[2], y[3]);
        }
        first.Rest(s1, s2);
        second.Rest(t1, t2);
    }

    private static void Apply(Biquad first, Biquad second, Biquad third, Biquad fourth, in Sides near, in Sides far)
    {
        Span<float> left = near.Left, right = near.Right, farLeft = far.Left, farRight = far.Right;
        var (s1, s2, t1, t2) = (first._state1, first._state2, second._state1, second._state2);
        var (u1, u2, v1, v2) = (third._state1, third._state2, fourth._state1, fourth._state2);
        for (var i = 0; i < left.Length; i++)
        {
            var x = Frame(left[i], right[i], farLeft[i], farRight[i]);
            x = Wide(Rounded(first.Next(x, ref s1, ref s2)));
            x = Wide(Rounded(second.Next(x, ref t1, ref t2)));
            x = Wide(Rounded(third.Next(x, ref u1, ref u2)));
            var y = Rounded(fourth.Next(x, ref v1, ref v2));
            (left[i], right[i], farLeft[i], farRight[i]) = (y[0], y[1], y[2], y[3]);
        }
        first.Rest(s1, s2);
        second.Rest(t1, t2);
        third.Rest(u1, u2);
        fourth.Rest(v1, v2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Next(Vector256<double> x, ref Vector256<double> state1, ref Vector256<double> state2)
    {
        var y = _b0 * x + state1;
        state1 = _b1 * x - _a1 * y + state2;
        state2 = _b2 * x - _a2 * y;
        return y;
    }

    // Converted as a vector, because a scalar's conversion waits for whatever was in its register before: for the last filter of the last frame.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Frame(float left, float right, float farLeft, float farRight) =>
        Wide(Vector128.CreateScalar(left).WithElement(1, right).WithElement(2, farLeft).WithElement(3, farRight));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Wide(Vector128<float> x) => Vector256.WidenLower(x.ToVector256Unsafe());

    // Between two filters sound is what it is in a buffer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Rounded(Vector256<double> x) => Avx.IsSupported ? Avx.ConvertToVector128Single(x) : Vector128.Narrow(x.GetLower(), x.GetUpper());

    // Numbers too small to hear would slow the processor down.
    private void Rest(Vector256<double> state1, Vector256<double> state2) => (_state1, _state2) = (Flush(state1), Flush(state2));

    private static Vector256<double> Flush(Vector256<double> x) => Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(1e-30)), Vector256<double>.Zero, x);

    private static (double Cos, double Alpha) At(double hertz)
    {
        var omega = 2 * Math.PI * hertz / StereoBuffer.SampleRate;
        return (Math.Cos(omega), Math.Sin(omega) / Math.Sqrt(2));
    }
}

using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>A second-order filter for both channels; linear, so that it may be applied to each stem alone.</summary>
internal sealed class Biquad
{
    private readonly double _b0, _b1, _b2, _a1, _a2;
    private double _left1, _left2, _right1, _right2;

    private Biquad(double b0, double b1, double b2, double a0, double a1, double a2) =>
        (_b0, _b1, _b2, _a1, _a2) = (b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);

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

    /// <summary>Filters a sound in place, going on from the last call.</summary>
    public void Apply(Span<float> left, Span<float> right)
    {
        var (left1, left2, right1, right2) = (_left1, _left2, _right1, _right2);
        var (b0, b1, b2, a1, a2) = (_b0, _b1, _b2, _a1, _a2);
        for (var i = 0; i < left.Length; i++)
        {
            double x = left[i], z = right[i];
            var y = b0 * x + left1;
            var w = b0 * z + right1;
            left1 = b1 * x - a1 * y + left2;
            right1 = b1 * z - a1 * w + right2;
            left2 = b2 * x - a2 * y;
            right2 = b2 * z - a2 * w;
            left[i] = (float)y;
            right[i] = (float)w;
        }
        // Numbers too small to hear would slow the processor down.
        (_left1, _left2, _right1, _right2) = (Flush(left1), Flush(left2), Flush(right1), Flush(right2));
    }

    private static double Flush(double x) => Math.Abs(x) < 1e-30 ? 0 : x;

    private static (double Cos, double Alpha) At(double hertz)
    {
        var omega = 2 * Math.PI * hertz / StereoBuffer.SampleRate;
        return (Math.Cos(omega), Math.Sin(omega) / Math.Sqrt(2));
    }
}

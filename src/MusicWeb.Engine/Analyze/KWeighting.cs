using System.Runtime.Intrinsics;

namespace MusicWeb.Engine.Analyze;

/// <summary>The two filters of ITU-R BS.1770-4 that imitate how loud the head and the ear take a frequency, for two channels at any sample rate.</summary>
internal struct KWeighting
{
    private readonly Vector128<double> _b0, _b1, _b2, _a1, _a2, _h1, _h2;
    private Vector128<double> _s1, _s2, _t1, _t2;

    /// <summary>Filters at rest.</summary>
    public KWeighting(int sampleRate)
    {
        // Analogue prototypes behind the coefficients that the recommendation tabulates for 48 kHz.
        var k = Math.Tan(Math.PI * 1681.974450955533 / sampleRate);
        const double ShelfGain = 1.584864701130855, BandGain = 1.258720930232562, ShelfQ = 0.7071752369554196;
        var norm = 1 + k / ShelfQ + k * k;
        _b0 = Vector128.Create((ShelfGain + BandGain * k / ShelfQ + k * k) / norm);
        _b1 = Vector128.Create(2 * (k * k - ShelfGain) / norm);
        _b2 = Vector128.Create((ShelfGain - BandGain * k / ShelfQ + k * k) / norm);
        _a1 = Vector128.Create(2 * (k * k - 1) / norm);
        _a2 = Vector128.Create((1 - k / ShelfQ + k * k) / norm);

        var high = Math.Tan(Math.PI * 38.13547087602444 / sampleRate);
        const double HighQ = 0.5003270373238773;
        var highNorm = 1 + high / HighQ + high * high;
        _h1 = Vector128.Create(2 * (high * high - 1) / highNorm);
        _h2 = Vector128.Create((1 - high / HighQ + high * high) / highNorm);
    }

    /// <summary>Weighs a frame and gives its energy, that of both channels together.</summary>
    public double Energy(float left, float right)
    {
        // Converted as a vector, because a scalar's conversion waits for whatever was in its register before.
        var x = Vector128.WidenLower(Vector128.CreateScalar(left).WithElement(1, right));
        var shelf = _b0 * x + _s1;
        _s1 = _b1 * x - _a1 * shelf + _s2;
        _s2 = _b2 * x - _a2 * shelf;
        var y = shelf + _t1;
        _t1 = -2 * shelf - _h1 * y + _t2;
        _t2 = shelf - _h2 * y;
        var squares = y * y;
        return squares[0] + squares[1];
    }
}

using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>Brings the balance of lows, middles and highs of a mix near that of records of its kind. Linear filters only.</summary>
internal static class Tone
{
    // Differences between bands in decibels that finished records have in the mean.
    private const double HighUnderMiddle = -5.5;
    private const double AirUnderHigh = -8;
    private const double LowOverMiddle = 4;

    /// <summary>Cuts what is too deep to hear and bends lows and highs within limits.</summary>
    public static void Apply(StereoBuffer mix, double brightness, CancellationToken ct)
    {
        var balance = BandBalance.Of(mix);
        var high = Math.Clamp(HighUnderMiddle + brightness - (balance.High - balance.Middle), -4, 7);
        // The first shelf lifts the air too, so only what then is missing is added.
        var air = Math.Clamp(AirUnderHigh + 0.5 * brightness - (balance.Air - balance.High), -4, 5);
        var low = Math.Clamp(LowOverMiddle - (balance.Low - balance.Middle), -4, 3);
        SongRenderer.Sweep(Biquad.HighPass(28), mix, ct);
        SongRenderer.Sweep(Biquad.LowShelf(140, low), mix, ct);
        SongRenderer.Sweep(Biquad.HighShelf(2900, high), mix, ct);
        SongRenderer.Sweep(Biquad.HighShelf(9000, air), mix, ct);
    }
}

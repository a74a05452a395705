using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>Brings the balance of lows, middles and highs of a mix near that of records of its kind. Linear filters only, so stems that pass them add up to the mix.</summary>
/// <param name="Low">Lift of the lows in decibels.</param>
/// <param name="High">Of the highs.</param>
/// <param name="Air">Of what is above them.</param>
internal readonly record struct Tone(double Low, double High, double Air)
{
    // Differences between bands in decibels that finished records have in the mean.
    private const double HighUnderMiddle = -5.5;
    private const double AirUnderHigh = -8;
    private const double LowOverMiddle = 4;

    /// <summary>What a mix needs, within limits.</summary>
    public static Tone For(StereoBuffer mix, double brightness)
    {
        var balance = BandBalance.Of(mix);
        var high = Math.Clamp(HighUnderMiddle + brightness - (balance.High - balance.Middle), -4, 7);
        // The first shelf lifts the air too, so only what then is missing is added.
        var air = Math.Clamp(AirUnderHigh + 0.5 * brightness - (balance.Air - balance.High), -4, 5);
        var low = Math.Clamp(LowOverMiddle - (balance.Low - balance.Middle), -4, 3);
        return new Tone(low, high, air);
    }

    /// <summary>Cuts what is too deep to hear and bends lows and highs.</summary>
    public void Apply(StereoBuffer sound, CancellationToken ct)
    {
        SongRenderer.Sweep(Biquad.HighPass(28), sound, ct);
        SongRenderer.Sweep(Biquad.LowShelf(140, Low), sound, ct);
        SongRenderer.Sweep(Biquad.HighShelf(2900, High), sound, ct);
        SongRenderer.Sweep(Biquad.HighShelf(9000, Air), sound, ct);
    }
}

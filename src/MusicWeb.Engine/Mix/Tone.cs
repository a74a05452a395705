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
    private const double ShelfLoss = 1.45;

    /// <summary>What a mix needs, within limits.</summary>
    /// <param name="mix">The mix.</param>
    /// <param name="brightness">Decibels by which its style is brighter than the usual.</param>
    /// <param name="reach">Decibels by which the limits are wider than those of the first engine.</param>
    public static Tone For(StereoBuffer mix, double brightness, double reach)
    {
        var balance = BandBalance.Of(mix);
        // A shelf lifts its lower end by less than it says.
        var high = Math.Clamp((HighUnderMiddle + brightness - (balance.High - balance.Middle)) * (reach > 0 ? ShelfLoss : 1), -4, 7 + reach);
        // The first shelf lifts the air too, so only what then is missing is added.
        var air = Math.Clamp(AirUnderHigh + 0.5 * brightness - (balance.Air - balance.High), -4 - reach, 5);
        var low = Math.Clamp(LowOverMiddle - (balance.Low - balance.Middle), -4 - reach, 3);
        return new Tone(low, high, air);
    }

    /// <summary>Decibels by which the highs of a finished sound are above (or below) the curve of its style.</summary>
    public static double Distance(BandBalance balance, double brightness) => balance.High - balance.Middle - HighUnderMiddle - brightness;

    /// <summary>Cuts what is too deep to hear and bends lows and highs.</summary>
    /// <param name="equaliser">Runs the filters.</param>
    /// <param name="sound">A mix, or a part of it.</param>
    /// <param name="isExact">Whether the same bits must come out each time, whatever the hurry; a part needs to be close only.</param>
    /// <param name="ct">Cancels.</param>
    public void Apply(Equaliser equaliser, StereoBuffer sound, bool isExact, CancellationToken ct)
    {
        Biquad[] filters = [Biquad.HighPass(28), Biquad.LowShelf(140, Low), Biquad.HighShelf(2900, High), Biquad.HighShelf(9000, Air)];
        if (isExact) equaliser.Sweep(filters, sound, ct);
        else equaliser.SweepHalves(filters, sound, ct);
    }
}

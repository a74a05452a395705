using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Analyze;

/// <summary>A guess at a song's key.</summary>
/// <param name="Root">Pitch class of the tonic, 0 = C to 11 = B.</param>
/// <param name="Mode">Major or minor.</param>
/// <param name="Confidence">Lead over the next best key, 0 to 1.</param>
public readonly record struct KeyGuess(int Root, Mode Mode, double Confidence);

/// <summary>Finds the key by comparing the pitch classes of a song with the profile of every major and minor key.</summary>
public static class KeyEstimator
{
    // Weights that listeners give the degrees of a key (Temperley's revision of Krumhansl and Kessler).
    private static readonly double[] Major = [5.0, 2.0, 3.5, 2.0, 4.5, 4.0, 2.0, 4.5, 2.0, 3.5, 1.5, 4.0];
    private static readonly double[] Minor = [5.0, 2.0, 3.5, 4.5, 2.0, 4.0, 2.0, 4.5, 3.5, 2.0, 3.5, 2.0];

    /// <summary>The key that fits best.</summary>
    public static KeyGuess Estimate(Pcm pcm)
    {
        var chroma = Chroma.Of(pcm);
        var guesses = new List<(double Fit, int Root, Mode Mode)>(24);
        for (var root = 0; root < 12; root++)
        {
            guesses.Add((Fit(chroma, Major, root), root, Mode.Major));
            guesses.Add((Fit(chroma, Minor, root), root, Mode.Minor));
        }
        guesses.Sort((a, b) => b.Fit.CompareTo(a.Fit));
        return new KeyGuess(guesses[0].Root, guesses[0].Mode, Math.Clamp(guesses[0].Fit - guesses[1].Fit, 0, 1));
    }

    private static double Fit(double[] chroma, double[] profile, int root)
    {
        var (meanChroma, meanProfile) = (chroma.Average(), profile.Average());
        double both = 0, first = 0, second = 0;
        for (var i = 0; i < 12; i++)
        {
            var c = chroma[(i + root) % 12] - meanChroma;
            var p = profile[i] - meanProfile;
            both += c * p;
            first += c * c;
            second += p * p;
        }
        return first <= 0 ? 0 : both / Math.Sqrt(first * second);
    }
}

namespace MusicWeb.Core.Durable;

/// <summary>How long to wait after a failed step: 1, 2, 4 ... 60 s, each up to a quarter longer or shorter, so that what failed together does not return together.</summary>
/// <param name="random">Source of the jitter.</param>
internal sealed class Backoff(Random random)
{
    private const double MaxSeconds = 60;

    /// <summary>The wait after so many failures in a row, from 1 on.</summary>
    public TimeSpan After(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(failures);
        var seconds = Math.Min(MaxSeconds, Math.Pow(2, Math.Min(failures, 10) - 1));
        return TimeSpan.FromSeconds(seconds * (0.75 + (random.NextDouble() / 2)));
    }
}

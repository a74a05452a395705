namespace MusicWeb.Ui;

/// <summary>Makes a stored loudness outline short enough to travel with every row of a list.</summary>
public static class PeakText
{
    /// <summary>Bars that a row carries: enough for the player's full width, 270 letters.</summary>
    public const int Bars = 200;

    /// <summary>
    /// The mean of each stretch, as base64; empty when there are no peaks. A mean, because a mastered song touches the top somewhere
    /// in every stretch: only how much of it is loud tells a verse from a chorus.
    /// </summary>
    public static string Of(byte[]? peaks)
    {
        if (peaks is not { Length: > 0 }) return "";
        var count = Math.Min(Bars, peaks.Length);
        Span<byte> bars = stackalloc byte[count];
        for (var bar = 0; bar < count; bar++)
        {
            var (from, to) = ((int)((long)bar * peaks.Length / count), (int)((long)(bar + 1) * peaks.Length / count));
            var sum = 0;
            foreach (var peak in peaks.AsSpan(from..to)) sum += peak;
            bars[bar] = (byte)(sum / (to - from));
        }

        return Convert.ToBase64String(bars);
    }
}

using System.Globalization;

namespace MusicWeb.Ui;

/// <summary>Lengths of songs and files as people read them.</summary>
public static class Lengths
{
    /// <summary>Minutes and seconds, for example <c>3:07</c>.</summary>
    public static string Clock(double seconds)
    {
        var whole = (long)Math.Round(Math.Max(0, seconds));
        return string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}");
    }

    /// <summary>A file's size, for example <c>12.4 MB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e3:0} kB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e6:0.0} MB"),
    };
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;

namespace MusicWeb.Pages.Credits;

/// <summary>Credits by day: what came above the line, what went below it, in one measure. The same figures stand in a table beside it.</summary>
public sealed partial class CreditChart
{
    private const int Width = 600;
    private const int Height = 120;
    private const double Gap = 2;

    /// <summary>The days, oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<CreditDay> Days { get; set; } = [];

    private double Step => (double)Width / Math.Max(1, Days.Count);

    private long MostIn => Days.Count == 0 ? 0 : Days.Max(day => day.Received);

    private long MostOut => Days.Count == 0 ? 0 : Days.Max(day => day.Spent + day.Lost);

    private double Top => Math.Max(1, MostIn + MostOut);

    // The line stands where both sides fit; in the middle while nothing happens.
    private double Zero => MostIn + MostOut == 0 ? Height / 2.0 : Math.Clamp(Height * (MostIn / Top), 2, Height - 2);

    private List<CreditDay> Busy => [.. Days.Where(day => day.Received + day.Spent + day.Lost > 0).Reverse()];

    private string Spoken => L["Credits by day: {0} received, {1} spent, {2} lost in {3} days.", Days.Sum(day => day.Received), Days.Sum(day => day.Spent), Days.Sum(day => day.Lost), Days.Count];

    private string Words(CreditDay day) => L["{0:N0} received, {1:N0} spent, {2:N0} lost", day.Received, day.Spent, day.Lost];

    // A single credit is still to be seen.
    private static double Size(long credits, double top) => Math.Max(1.5, (Height - 4) * (credits / top));

    private static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

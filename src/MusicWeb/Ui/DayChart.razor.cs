using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>A kind of thing that a chart counts, one value for each of its days.</summary>
/// <param name="Name">What people read, translated.</param>
/// <param name="Values">Whole numbers from 0 on, in the order of the days.</param>
public sealed record DaySeries(string Name, IReadOnlyList<long> Values);

/// <summary>Bars by day, stacked where there is more than one series; the same numbers stand in a table for whoever cannot see bars.</summary>
public sealed partial class DayChart
{
    private const int Step = 10;
    private const int Height = 100;
    private const double Gap = 1.2;
    private static readonly string[] _colours = ["--chart-1", "--chart-2", "--chart-3", "--chart-4"];

    /// <summary>What is counted, translated.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The days, in UTC, oldest first, without a gap.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<DateOnly> Days { get; set; } = [];

    /// <summary>One to four; the first lies at the bottom.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<DaySeries> Series { get; set; } = [];

    private long Top => Days.Count == 0 ? 0 : Enumerable.Range(0, Days.Count).Max(SumOf);

    private string Spoken
    {
        get
        {
            if (Days.Count == 0) return Title;
            var best = Enumerable.Range(0, Days.Count).MaxBy(SumOf);
            return L["{0}, by day: {1:N0} in all from {2} to {3}, most on {4} with {5:N0}.", Title, Enumerable.Range(0, Days.Count).Sum(SumOf), DayOf(0), DayOf(Days.Count - 1), DayOf(best), SumOf(best)];
        }
    }

    private IEnumerable<(int Series, double Y, double Height)> BarsOf(int day)
    {
        if (Top == 0) yield break;
        double below = Height;
        for (var i = 0; i < Series.Count; i++)
        {
            var height = (double)Series[i].Values[day] / Top * Height;
            if (height <= 0) continue;
            below -= height;
            yield return (i, below, height);
        }
    }

    private string TitleOf(int day) => $"{DayOf(day)}: {string.Join(", ", Series.Select(series => $"{series.Name} {L["{0:N0}", series.Values[day]]}"))}";

    private string DayOf(int day) => Days[day].ToString("d MMM", CultureInfo.CurrentCulture);

    private long SumOf(int day) => Series.Sum(series => series.Values[day]);

    private static string ColourOf(int series) => $"--bar: var({_colours[series]})";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

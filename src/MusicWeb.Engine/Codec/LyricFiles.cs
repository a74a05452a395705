using System.Globalization;
using System.Text;
using MusicWeb.Engine.Sing;

namespace MusicWeb.Engine.Codec;

/// <summary>The words of a song with their times, in the formats that players read.</summary>
public static class LyricFiles
{
    /// <summary>LRC with the time of each word (the enhanced form), UTF-8.</summary>
    public static byte[] Lrc(LyricTimeline timeline, string title)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[ti:{OneLine(title)}]\n[length:{Clock(timeline.DurationSeconds)}]\n");
        foreach (var line in timeline.Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{Clock(line.StartSeconds)}]");
            foreach (var word in line.Words) text.Append(CultureInfo.InvariantCulture, $"<{Clock(word.StartSeconds)}>{OneLine(word.Text)} ");
            text.Append(CultureInfo.InvariantCulture, $"<{Clock(line.EndSeconds)}>\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>SubRip subtitles, a line each, UTF-8.</summary>
    public static byte[] Srt(LyricTimeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var text = new StringBuilder();
        for (var i = 0; i < timeline.Lines.Count; i++)
        {
            var line = timeline.Lines[i];
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}\n{LongClock(line.StartSeconds)} --> {LongClock(line.EndSeconds)}\n{OneLine(line.Text)}\n\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Clock(double seconds)
    {
        var hundredths = (long)Math.Round(Math.Max(0, seconds) * 100);
        return string.Create(CultureInfo.InvariantCulture, $"{hundredths / 6000:00}:{hundredths / 100 % 60:00}.{hundredths % 100:00}");
    }

    private static string LongClock(double seconds)
    {
        var thousandths = (long)Math.Round(Math.Max(0, seconds) * 1000);
        return string.Create(CultureInfo.InvariantCulture, $"{thousandths / 3_600_000:00}:{thousandths / 60_000 % 60:00}:{thousandths / 1000 % 60:00},{thousandths % 1000:000}");
    }
}

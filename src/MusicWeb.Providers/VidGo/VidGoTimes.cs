using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MusicWeb.Providers.Embedded;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>Reads when the words of a song are sung. The field is misspelled in the documents, and what is in it is not shown: words with times, or lines with times.</summary>
internal static partial class VidGoTimes
{
    // A last line has no next one to end with.
    private const double LastLineSeconds = 5;
    private static readonly string[] _names = ["timestampe_lyrics", "timestamp_lyrics", "timestamped_lyrics", "aligned_words"];

    /// <summary>The lines in the answer to a submit or in the file of a task; none where there are no words.</summary>
    public static IReadOnlyList<IReadOnlyList<HeardWord>> Read(JsonElement holder)
    {
        foreach (var name in _names)
        {
            var value = holder.Field(name);
            var inner = VidGoText.Open(value);
            var lines = inner.ValueKind switch
            {
                JsonValueKind.Array => AlignedWords.Read(inner),
                JsonValueKind.Object => Read(inner),
                _ => VidGoText.Words(holder, name) is { } text ? ReadLines(text) : [],
            };
            if (lines.Count > 0) return lines;
        }

        return [];
    }

    // Lyrics as players take them: [mm:ss.xx] in front of a line, which is then known as a whole.
    private static List<IReadOnlyList<HeardWord>> ReadLines(string text)
    {
        var starts = TimedLine().Matches(text).Select(line => (Start: Seconds(line), Text: line.Groups["words"].Value.Trim())).Where(line => line.Text.Length > 0).OrderBy(line => line.Start).ToList();
        return [.. starts.Select((line, index) => (IReadOnlyList<HeardWord>)[new HeardWord(line.Text, line.Start, index + 1 < starts.Count ? starts[index + 1].Start : line.Start + LastLineSeconds)])];
    }

    private static double Seconds(Match line) =>
        (int.Parse(line.Groups["minutes"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) * 60) + double.Parse(line.Groups["seconds"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*\[(?<minutes>\d{1,3}):(?<seconds>[0-5]?\d(\.\d{1,3})?)\](?<words>[^\r\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimedLine();
}

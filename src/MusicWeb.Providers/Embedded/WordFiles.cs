using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Sing;

namespace MusicWeb.Providers.Embedded;

/// <summary>A word and when it is sung.</summary>
/// <param name="Text">As written.</param>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="EndSeconds">Where it ends.</param>
internal sealed record HeardWord(string Text, double StartSeconds, double EndSeconds);

/// <summary>Writes words whose times are known into the files that our own songs have as well.</summary>
internal static class WordFiles
{
    /// <summary>The kinds of these files.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["timeline", "lrc", "srt"];

    /// <summary>The files.</summary>
    /// <param name="lines">At least one, with a word each.</param>
    /// <param name="title">What the song is called.</param>
    public static IReadOnlyList<ResultFile> Of(IReadOnlyList<IReadOnlyList<HeardWord>> lines, string title)
    {
        var timeline = new LyricTimeline { DurationSeconds = lines[^1][^1].EndSeconds, Lines = [.. lines.Select(Line)] };
        return [File("timeline", "application/json", timeline.ToJson()), File("lrc", "text/plain", LyricFiles.Lrc(timeline, title)), File("srt", "text/plain", LyricFiles.Srt(timeline))];
    }

    private static TimedLine Line(IReadOnlyList<HeardWord> words) =>
        new(string.Join(' ', words.Select(word => word.Text)), SectionIndex: 0, words[0].StartSeconds, words[^1].EndSeconds, [.. words.Select(Word)]);

    // Nothing finer than words is known.
    private static TimedWord Word(HeardWord word) => new(word.Text, word.StartSeconds, word.EndSeconds, [new TimedSyllable(word.Text, word.StartSeconds, word.EndSeconds)]);

    private static ResultFile File(string kind, string contentType, byte[] bytes) => new(kind, contentType, _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false)));
}

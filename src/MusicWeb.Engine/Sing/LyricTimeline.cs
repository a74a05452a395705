using System.Text.Json;
using System.Text.Json.Serialization;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sing;

/// <summary>When each line, word and syllable is heard, in seconds from the song's start: the singer's own times, not an estimate.</summary>
public sealed record LyricTimeline
{
    /// <summary>The format this engine writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Length of the song.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The lines in order; empty for an instrumental.</summary>
    public required IReadOnlyList<TimedLine> Lines { get; init; }

    /// <summary>
    /// The times of a song. A syllable begins with its first consonant, a little before its note, and ends with its last; a song of
    /// version 1 has the times of its notes.
    /// </summary>
    public static LyricTimeline Of(SongScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        var times = new Dictionary<long, (double Start, double End)>();
        if (score.Voice is not null && score.Parts.FirstOrDefault(part => part.Role is PartRole.Melody && VoiceProfile.Sings(part)) is { } melody)
        {
            var sung = SyllableClock.Of(score, melody).Notes;
            var notes = melody.Notes.OrderBy(note => note.StartBeat).ToList();
            for (var i = 0; i < sung.Count; i++) times[ScoreJson.Ticks(notes[i].StartBeat)] = (Seconds(sung[i].Start), Seconds(sung[i].End));
        }
        return new LyricTimeline
        {
            DurationSeconds = Math.Round(score.DurationSeconds, 6),
            Lines = [.. score.Lines.Select(line => Line(line, score, times))],
        };
    }

    /// <summary>UTF-8 JSON, fields in fixed order.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, TimelineJson.Default.LyricTimeline);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are no timeline, or one of a newer version.</exception>
    public static LyricTimeline Read(ReadOnlySpan<byte> json)
    {
        var timeline = JsonSerializer.Deserialize(json, TimelineJson.Default.LyricTimeline) ?? throw new JsonException("The stored timeline is empty.");
        return timeline.Version is CurrentVersion ? timeline : throw new JsonException($"The stored timeline has version {timeline.Version}; this engine reads {CurrentVersion}.");
    }

    private static TimedLine Line(LyricLine line, SongScore score, Dictionary<long, (double Start, double End)> times)
    {
        var words = line.Words.Select(word =>
        {
            var syllables = word.Syllables.Select(syllable =>
            {
                var (start, end) = times.TryGetValue(ScoreJson.Ticks(syllable.StartBeat), out var sung) ? sung : (score.SecondsAt(syllable.StartBeat), score.SecondsAt(syllable.StartBeat + syllable.LengthBeats));
                return new TimedSyllable(syllable.Text, Math.Round(start, 6), Math.Round(end, 6));
            }).ToList();
            return new TimedWord(word.Text, syllables[0].StartSeconds, syllables[^1].EndSeconds, syllables);
        }).ToList();
        return new TimedLine(line.Text, line.SectionIndex, words[0].StartSeconds, words[^1].EndSeconds, words);
    }

    private static double Seconds(int frame) => (double)frame / StereoBuffer.SampleRate;
}

/// <summary>A line with its times.</summary>
/// <param name="Text">As the person wrote it.</param>
/// <param name="SectionIndex">Index into the score's sections.</param>
/// <param name="StartSeconds">Start of its first word.</param>
/// <param name="EndSeconds">End of its last word.</param>
/// <param name="Words">In order, never empty.</param>
public sealed record TimedLine(string Text, int SectionIndex, double StartSeconds, double EndSeconds, IReadOnlyList<TimedWord> Words);

/// <summary>A word with its times.</summary>
/// <param name="Text">As written, punctuation included.</param>
/// <param name="StartSeconds">Where its first sound begins.</param>
/// <param name="EndSeconds">Where its last sound ends.</param>
/// <param name="Syllables">In order, never empty.</param>
public sealed record TimedWord(string Text, double StartSeconds, double EndSeconds, IReadOnlyList<TimedSyllable> Syllables);

/// <summary>A syllable with its times.</summary>
/// <param name="Text">The letters it covers.</param>
/// <param name="StartSeconds">Where its first sound begins.</param>
/// <param name="EndSeconds">Where its last sound ends.</param>
public sealed record TimedSyllable(string Text, double StartSeconds, double EndSeconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LyricTimeline))]
internal sealed partial class TimelineJson : JsonSerializerContext;

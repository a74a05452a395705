using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicWeb.Engine.Score;

/// <summary>
/// The stored form of a score. Beats are whole ticks of 1/960 beat, so the text, and with it the hash, is the same on every machine.
/// </summary>
public static class ScoreJson
{
    /// <summary>Ticks in a beat: the finest position a stored score knows.</summary>
    public const int TicksPerBeat = 960;

    /// <summary>UTF-8 JSON of a score, without blanks, fields in fixed order.</summary>
    public static byte[] Write(SongScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return JsonSerializer.SerializeToUtf8Bytes(Stored.From(score), ScoreContext.Default.Stored);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, also by an earlier version of the engine.</summary>
    /// <exception cref="JsonException">The bytes are no score, or one of a newer version.</exception>
    public static SongScore Read(ReadOnlySpan<byte> json)
    {
        var stored = JsonSerializer.Deserialize(json, ScoreContext.Default.Stored) ?? throw new JsonException("The stored score is empty.");
        if (stored.Version is < 1 or > SongScore.CurrentVersion) throw new JsonException($"The stored score has version {stored.Version}; this engine reads up to {SongScore.CurrentVersion}.");
        return stored.ToScore();
    }

    /// <summary>SHA-256 of <see cref="Write"/>, in lower-case hexadecimal: equal for equal songs, everywhere.</summary>
    public static string Hash(SongScore score) => Convert.ToHexStringLower(SHA256.HashData(Write(score)));

    internal static long Ticks(double beats) => (long)Math.Round(beats * TicksPerBeat);

    internal static double Beats(long ticks) => (double)ticks / TicksPerBeat;
}

/// <summary>The score as it is written: notes as rows of four numbers, because there are thousands of them.</summary>
internal sealed record Stored(
    int Version,
    string Title,
    string Style,
    long Seed,
    double Bpm,
    int BeatsPerBar,
    int KeyRoot,
    Mode Mode,
    double Swing,
    int Bars,
    IReadOnlyList<Section> Sections,
    IReadOnlyList<StoredChord> Chords,
    IReadOnlyList<StoredPart> Parts,
    IReadOnlyList<StoredLine> Lines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] VoiceProfile? Voice = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Continues? Continues = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Stored>? Sounds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<StoredStretch>? Stretches = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? BeatUnit = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Engine = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SoundBankMark? Bank = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Finish? Finish = null)
{
    public static Stored From(SongScore score)
    {
        var stored = Whole(score);
        if (score.Stretches.Count == 0) return stored;
        // A score that two stretches share is written once.
        var sounds = score.Stretches.Select(stretch => stretch.Score).Distinct().ToList();
        return stored with
        {
            Sounds = [.. sounds.Select(Whole)],
            Stretches = [.. score.Stretches.Select(stretch => new StoredStretch(stretch.StartFrame, stretch.SkippedFrames, Math.Round(stretch.Gain, 6), sounds.IndexOf(stretch.Score)))],
        };
    }

    public SongScore ToScore()
    {
        if (Stretches is null || Sounds is null) return Piece();
        if (Stretches.Count == 0 || Stretches[0].Start > 0 || Sounds.Any(sound => sound.Stretches is not null || sound.Version is < 1 or > SongScore.CurrentVersion)) throw new JsonException("The stretches of the stored score do not cover it.");
        for (var i = 0; i < Stretches.Count; i++)
        {
            if (Stretches[i].Sound < 0 || Stretches[i].Sound >= Sounds.Count || !double.IsFinite(Stretches[i].Gain) || (i > 0 && Stretches[i].Start < Stretches[i - 1].Start)) throw new JsonException("A stretch of the stored score does not fit.");
        }

        var pieces = Sounds.Select(sound => sound.Piece()).ToList();
        return Piece() with { Stretches = [.. Stretches.Select(stretch => new Stretch(stretch.Start, stretch.Skipped, stretch.Gain, pieces[stretch.Sound]))] };
    }

    private static Stored Whole(SongScore score) => new(
        VersionOf(score),
        score.Title,
        score.Style,
        score.Seed,
        Math.Round(score.Bpm, 3),
        score.BeatsPerBar,
        score.KeyRoot,
        score.Mode,
        Math.Round(score.Swing, 3),
        score.Bars,
        [.. score.Sections.Select(section => section with { Energy = Math.Round(section.Energy, 3) })],
        [.. score.Chords.Select(chord => new StoredChord(ScoreJson.Ticks(chord.StartBeat), ScoreJson.Ticks(chord.LengthBeats), chord.Root, chord.Pitches, chord.Name))],
        [.. score.Parts.Select(part => new StoredPart(part.Role, part.Patch, [.. part.Notes.Select(note => (long[])[ScoreJson.Ticks(note.StartBeat), ScoreJson.Ticks(note.LengthBeats), note.Pitch, note.Velocity])]))],
        [.. score.Lines.Select(line => new StoredLine(line.Text, line.SectionIndex, [.. line.Words.Select(word => new StoredWord(word.Text, [.. word.Syllables.Select(syllable => new StoredSyllable(syllable.Text, syllable.Stressed, ScoreJson.Ticks(syllable.StartBeat), ScoreJson.Ticks(syllable.LengthBeats), syllable.Sounds.Length > 0 ? syllable.Sounds : null))]))]))],
        score.Voice,
        score.Continues,
        BeatUnit: score.BeatUnit == 4 ? null : score.BeatUnit,
        Engine: score.Engine == 1 ? null : score.Engine,
        Bank: score.Bank,
        Finish: score.Finish);

    // What only a newer version knows it must be asked for, whatever else is in the score.
    private static int VersionOf(SongScore score) =>
        Math.Max(score.Version, score.Metre != Metre.Common || score.Bank is not null || score.Engine > 1 ? SongScore.MetreVersion : score.Finish is not null ? SongScore.FinishVersion : 1);

    private SongScore Piece() => new()
    {
        Version = Version,
        Title = Title,
        Style = Style,
        Seed = Seed,
        Bpm = Bpm,
        BeatsPerBar = (BeatsPerBar, BeatUnit ?? 4) is (4, 4) or (3, 4) or (3, 8) ? BeatsPerBar : throw new JsonException("The stored score has a metre that this engine does not know."),
        BeatUnit = BeatUnit ?? 4,
        KeyRoot = KeyRoot,
        Mode = Mode,
        Swing = Swing,
        Bars = Bars,
        Sections = Sections,
        Chords = [.. Chords.Select(chord => new Chord(ScoreJson.Beats(chord.Start), ScoreJson.Beats(chord.Length), chord.Root, chord.Pitches, chord.Name))],
        Parts = [.. Parts.Select(part => new Part(part.Role, part.Patch, [.. part.Notes.Select(ToNote)]))],
        Lines = [.. Lines.Select(line => new LyricLine(line.Text, line.SectionIndex, [.. line.Words.Select(word => new LyricWord(word.Text, [.. word.Syllables.Select(syllable => new LyricSyllable(syllable.Text, syllable.Stressed, ScoreJson.Beats(syllable.Start), ScoreJson.Beats(syllable.Length), syllable.Sounds ?? ""))]))]))],
        Voice = Voice,
        Continues = Continues,
        Bank = Bank,
        Engine = Engine is null or (>= 1 and <= SongScore.CurrentEngine) ? Engine ?? 1 : throw new JsonException($"The stored score is of engine {Engine}; this one is {SongScore.CurrentEngine}."),
        Finish = Finish is null || IsWithin(Finish) ? Finish : throw new JsonException("The finish of the stored score is out of range."),
    };

    // Written so that "not a number" is refused too.
    private static bool IsWithin(Finish finish) => finish is { Brightness: >= -6 and <= 6, Room: >= 0 and <= 2, Punch: >= -6 and <= 6, Width: >= 0 and <= 2 };

    private static Note ToNote(long[] row) => row.Length == 4
        ? new Note(ScoreJson.Beats(row[0]), ScoreJson.Beats(row[1]), checked((int)row[2]), checked((int)row[3]))
        : throw new JsonException("A stored note is a row of four numbers.");
}

internal sealed record StoredStretch(int Start, int Skipped, double Gain, int Sound);

internal sealed record StoredChord(long Start, long Length, int Root, IReadOnlyList<int> Pitches, string Name);

internal sealed record StoredPart(PartRole Role, string Patch, IReadOnlyList<long[]> Notes);

internal sealed record StoredLine(string Text, int SectionIndex, IReadOnlyList<StoredWord> Words);

internal sealed record StoredWord(string Text, IReadOnlyList<StoredSyllable> Syllables);

internal sealed record StoredSyllable(
    string Text,
    bool Stressed,
    long Start,
    long Length,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sounds = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Stored))]
internal sealed partial class ScoreContext : JsonSerializerContext;

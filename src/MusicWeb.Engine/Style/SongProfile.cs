using System.Text.Json;
using System.Text.Json.Serialization;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Style;

/// <summary>What makes a song recognisable apart from its notes: style, tempo, key, instruments and the register of its voice. Read from a score, so all of it is exact.</summary>
public sealed record SongProfile
{
    /// <summary>The format this engine writes. Older profiles stay readable.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format version of this profile.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Name of the style, for example <c>lofi</c>.</summary>
    public required string Style { get; init; }

    /// <summary>Its metre, for example <c>3/4</c>; null in 4/4.</summary>
    public string? Metre { get; init; }

    /// <summary>Tempo in quarter notes per minute.</summary>
    public required double Bpm { get; init; }

    /// <summary>The tonic, 0 = C to 11 = B.</summary>
    public required int KeyRoot { get; init; }

    /// <summary>Major or minor.</summary>
    public required Mode Mode { get; init; }

    /// <summary>Patch by role, for the roles that play.</summary>
    public required IReadOnlyDictionary<PartRole, string> Patches { get; init; }

    /// <summary>The melody carries words.</summary>
    public required bool IsSung { get; init; }

    /// <summary>The numbers of the voice that sang; null where an instrument carried the words or there were none.</summary>
    public VoiceProfile? Voice { get; init; }

    /// <summary>Mean pitch of the melody, weighted by length, as a MIDI pitch with fractions; null without a melody.</summary>
    public double? MelodyCentre { get; init; }

    /// <summary>The profile of a song.</summary>
    public static SongProfile Of(SongScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        var melody = score.Parts.FirstOrDefault(part => part.Role is PartRole.Melody)?.Notes ?? [];
        return new SongProfile
        {
            Style = score.Style,
            Metre = score.Metre == Score.Metre.Common ? null : score.Metre.Name,
            Bpm = Math.Round(score.Bpm, 3),
            KeyRoot = score.KeyRoot,
            Mode = score.Mode,
            Patches = score.Parts.GroupBy(part => part.Role).OrderBy(role => role.Key).ToDictionary(role => role.Key, role => role.First().Patch),
            IsSung = score.Lines.Count > 0,
            Voice = score.Voice,
            MelodyCentre = melody.Count == 0 ? null : Math.Round(melody.Sum(note => note.Pitch * note.LengthBeats) / melody.Sum(note => note.LengthBeats), 2),
        };
    }

    /// <summary>JSON of this profile, without blanks, fields in fixed order.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SongProfileJson.Default.SongProfile);

    /// <summary>Reads what <see cref="ToJson"/> wrote, also by an earlier version of the engine.</summary>
    /// <exception cref="JsonException">The text is no profile, or one of a newer version, or it names what no song has.</exception>
    public static SongProfile FromJson(string json)
    {
        var profile = JsonSerializer.Deserialize(json, SongProfileJson.Default.SongProfile) ?? throw new JsonException("The stored profile is empty.");
        if (profile.Version is < 1 or > CurrentVersion) throw new JsonException($"The stored profile has version {profile.Version}; this engine reads up to {CurrentVersion}.");
        if (profile is { KeyRoot: < 0 or > 11 } || !double.IsFinite(profile.Bpm) || profile.Bpm is < 20 or > 300 || (profile.Metre is not null && Score.Metre.Find(profile.Metre) is null) || profile.Patches.Values.Any(string.IsNullOrEmpty)) throw new JsonException("The stored profile is of no song.");
        return profile;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SongProfile))]
internal sealed partial class SongProfileJson : JsonSerializerContext;

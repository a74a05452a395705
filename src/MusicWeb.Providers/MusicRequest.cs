using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicWeb.Providers;

/// <summary>
/// What a person asks a provider for: one flat record of optional fields for all ops, in our vocabulary.
/// A provider's manifest says which an op needs and their limits.
/// </summary>
public sealed record MusicRequest
{
    /// <summary>Format version of the stored text.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The operation, a key of <see cref="Ops"/>.</summary>
    public required string Op { get; init; }

    /// <summary>The model (<c>mv</c>), a name from the provider's manifest.</summary>
    public required string Model { get; init; }

    /// <summary>Title of the song; empty lets the provider choose.</summary>
    public string? Title { get; init; }

    /// <summary>Words to sing, with section markers. Excludes <see cref="Description"/>.</summary>
    public string? Lyrics { get; init; }

    /// <summary>Free description of the song. Excludes <see cref="Lyrics"/>.</summary>
    public string? Description { get; init; }

    /// <summary>Style words, comma separated.</summary>
    public string? Styles { get; init; }

    /// <summary>Style words to avoid.</summary>
    public string? NegativeStyles { get; init; }

    /// <summary>No voice.</summary>
    public bool Instrumental { get; init; }

    /// <summary><c>f</c> or <c>m</c>; null leaves it to the provider.</summary>
    public string? VocalGender { get; init; }

    /// <summary>0 to 1: how strongly the style words bind.</summary>
    public double? StyleWeight { get; init; }

    /// <summary>0 to 1: how far the result may wander.</summary>
    public double? Weirdness { get; init; }

    /// <summary>Wanted length in seconds, where the model allows it.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>The clip the operation starts from.</summary>
    public Guid? SourceClipId { get; init; }

    /// <summary>The clips of an operation on several, in their order.</summary>
    public IReadOnlyList<Guid>? SourceClipIds { get; init; }

    /// <summary>Every clip the operation starts from, in the order in which a provider gets them.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> AllSources => SourceClipIds ?? (SourceClipId is { } one ? [one] : []);

    /// <summary>Where the new part begins, in seconds of the source.</summary>
    public double? ContinueAtSeconds { get; init; }

    /// <summary>The result is the new part alone, to be joined with its source later.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnlyNewPart { get; init; }

    /// <summary>0 to 1: how much of the source is kept in a cover.</summary>
    public double? AudioWeight { get; init; }

    /// <summary>Where the stretch that is made anew begins, in seconds of the source.</summary>
    public double? RangeStartSeconds { get; init; }

    /// <summary>Where it ends.</summary>
    public double? RangeEndSeconds { get; init; }

    /// <summary>How far a remaster may go from its song, a word of <see cref="OperationSpec.Variations"/>; null leaves it to the provider.</summary>
    public string? Variation { get; init; }

    /// <summary>Whoever asks said that the rights to the source are theirs; kept with the order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasRights { get; init; }

    /// <summary>The source is sent to its provider anew before, because the provider works on young songs only; costs what an upload costs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SendAnew { get; init; }

    /// <summary>What of the source is listened to, a word of <see cref="SourcePurposes"/>; null where nothing is to be chosen.</summary>
    public string? Purpose { get; init; }

    /// <summary>The persona that sings and plays.</summary>
    public Guid? PersonaId { get; init; }

    /// <summary>The lyric sheet the words were taken from; not for the provider, only so that its use can be told.</summary>
    public Guid? LyricSheetId { get; init; }

    /// <summary>The preset the settings were taken from; not for the provider, only so that its use can be told.</summary>
    public Guid? PresetId { get; init; }

    /// <summary>The stored and hashed text: field order is fixed, absent fields are left out, so equal requests give equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MusicRequestJson.Default.MusicRequest);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a request.</exception>
    public static MusicRequest FromJson(string json) =>
        JsonSerializer.Deserialize(json, MusicRequestJson.Default.MusicRequest) ?? throw new JsonException("A stored request is empty.");
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MusicRequest))]
internal sealed partial class MusicRequestJson : JsonSerializerContext;

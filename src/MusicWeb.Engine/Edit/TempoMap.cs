using System.Text.Json;
using System.Text.Json.Serialization;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Edit;

/// <summary>When a song beats, and to which chords: read from its score, so nothing in it is an estimate.</summary>
/// <param name="Version">Format version of the stored text.</param>
/// <param name="Bpm">Beats per minute, as a foot taps them.</param>
/// <param name="BeatsPerBar">Beats in a bar.</param>
/// <param name="Metre">For example <c>6/8</c>, which has two beats in a bar.</param>
/// <param name="KeyRoot">The tonic, 0 = C to 11 = B.</param>
/// <param name="Mode">Major or minor.</param>
/// <param name="Bars">Where each bar begins, in seconds.</param>
/// <param name="Sections">The form.</param>
/// <param name="Chords">The harmony.</param>
public sealed record TempoMap(int Version, double Bpm, int BeatsPerBar, string Metre, int KeyRoot, Mode Mode, IReadOnlyList<double> Bars, IReadOnlyList<NamedSpan> Sections, IReadOnlyList<NamedSpan> Chords)
{
    /// <summary>The map of a song.</summary>
    public static TempoMap Of(SongScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        double At(double beat) => Math.Round(score.SecondsAt(beat), 4);
        return new TempoMap(
            1, Math.Round(score.TappedBpm, 3), score.Metre.BeatsPerBar, score.Metre.Name, score.KeyRoot, score.Mode,
            [.. Enumerable.Range(0, score.Bars).Select(bar => At((double)bar * score.BeatsPerBar))],
            [.. score.Sections.Select(section => new NamedSpan(section.Kind, At((double)section.StartBar * score.BeatsPerBar), At(((double)section.StartBar + section.Bars) * score.BeatsPerBar)))],
            [.. score.Chords.Select(chord => new NamedSpan(chord.Name, At(chord.StartBeat), At(chord.StartBeat + chord.LengthBeats)))]);
    }

    /// <summary>UTF-8 JSON of it.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, TempoMapJson.Default.TempoMap);
}

/// <summary>Something that lasts, in seconds of the song.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
public sealed record NamedSpan(string Name, double Start, double End);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TempoMap))]
internal sealed partial class TempoMapJson : JsonSerializerContext;

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>A stretch of a song in which its voice was marked, as the vendor knows it.</summary>
/// <param name="Id">The vendor's id.</param>
/// <param name="StartSeconds">Where it begins; null where the vendor chose it.</param>
/// <param name="EndSeconds">Where it ends.</param>
internal sealed record SonicVoice(string Id, double? StartSeconds, double? EndSeconds);

/// <summary>What the vendor hears in a song, kept as small files beside it.</summary>
internal static class SonicFacts
{
    /// <summary>The kind of the file that holds the tempo.</summary>
    public const string TempoKind = "tempo-map";

    /// <summary>The kind of the file that holds the vendor's id of a marked voice; nobody but a persona has a use for it.</summary>
    public const string VoiceKind = "voice-mark";

    /// <summary>The tempo as a file, with a sentence for whoever asked; null when the answer has none.</summary>
    public static (ResultFile File, string Note)? ReadTempo(JsonElement body)
    {
        var data = body.Field("data") is { ValueKind: JsonValueKind.Object } inner ? inner : body;
        if (Bpm(data, "avg_bpm") is not { } average) return null;
        var (slowest, fastest) = (Bpm(data, "min_bpm") ?? average, Bpm(data, "max_bpm") ?? average);
        var map = new JsonObject { ["version"] = 1, ["bpm"] = average, ["slowestBpm"] = slowest, ["fastestBpm"] = fastest };
        var note = slowest < fastest
            ? string.Create(CultureInfo.InvariantCulture, $"{average:0.#} beats a minute, between {slowest:0.#} and {fastest:0.#}.")
            : string.Create(CultureInfo.InvariantCulture, $"{average:0.#} beats a minute.");
        return (FileOf(TempoKind, map), note);
    }

    /// <summary>The marked voice as a file; null when the answer names none.</summary>
    public static ResultFile? ReadVoice(JsonElement body)
    {
        var data = body.Field("data") is { ValueKind: JsonValueKind.Object } inner ? inner : body;
        return data.Text("vox_audio_id") is { } id ? FileOf(VoiceKind, new JsonObject { ["version"] = 1, ["id"] = id, ["startSeconds"] = data.Number("vocal_start_s"), ["endSeconds"] = data.Number("vocal_end_s") }) : null;
    }

    /// <summary>The voice that was marked in a song; null where none was.</summary>
    public static async Task<SonicVoice?> FindVoiceAsync(SourceClip source, CancellationToken ct)
    {
        if (source.FindFile(VoiceKind) is not { } file) return null;
        await using var stream = await file.OpenAsync(ct);
        using var mark = await JsonDocument.ParseAsync(stream, cancellationToken: ct);
        return mark.RootElement.Text("id") is { } id ? new SonicVoice(id, mark.RootElement.Number("startSeconds"), mark.RootElement.Number("endSeconds")) : null;
    }

    private static double? Bpm(JsonElement data, string name) => data.Number(name) is { } bpm && double.IsFinite(bpm) && bpm > 0 ? bpm : null;

    private static ResultFile FileOf(string kind, JsonObject content)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content.ToJsonString());
        return new(kind, "application/json", _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false)));
    }
}

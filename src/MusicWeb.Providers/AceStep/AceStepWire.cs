using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AceStep;

/// <summary>What the server says of itself.</summary>
/// <param name="HasLanguageModel">Whether it can write words and plan a song; null when it does not say.</param>
/// <param name="IsBase">Its model is a base model, which takes more steps.</param>
internal sealed record AceStepAbilities(bool? HasLanguageModel, bool IsBase);

/// <summary>A task as the server told it.</summary>
/// <param name="Status">0 waiting or working, 1 done, 2 failed.</param>
/// <param name="Songs">What there is of it; empty for a task that the server does not know.</param>
internal sealed record AceStepTask(int Status, IReadOnlyList<AceStepSong> Songs);

/// <summary>A song of a task.</summary>
/// <param name="File">Where it lies, below the server's address; null while there is none.</param>
/// <param name="Progress">0 to 1; null when unknown.</param>
/// <param name="Styles">The style words it was made from.</param>
/// <param name="Lyrics">Its words; null for an instrumental.</param>
/// <param name="DurationSeconds">Its length, 0 when unknown.</param>
/// <param name="Bpm">Its tempo.</param>
/// <param name="Key">Its key.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record AceStepSong(string? File, double? Progress, string? Styles, string? Lyrics, double DurationSeconds, double? Bpm, string? Key, string? Error);

/// <summary>Everything that is odd about the wire of ACE-Step stays in here (<c>providers/ace-step.md</c>).</summary>
internal static class AceStepWire
{
    /// <summary>The body of an order. A description is written out by the server's language model where it has one, and is a style otherwise.</summary>
    public static string WriteCreate(MusicRequest request, AceStepAbilities abilities)
    {
        var body = new JsonObject
        {
            ["task_type"] = "text2music",
            ["batch_size"] = AceStepManifest.Manifest.FindOperation(Ops.Create)!.Takes,
            ["audio_format"] = "flac",
            ["inference_steps"] = abilities.IsBase ? AceStepManifest.BaseSteps : AceStepManifest.TurboSteps,
        };
        var wish = string.Join(", ", new[] { request.Description, request.Styles }.Where(text => !string.IsNullOrWhiteSpace(text)));
        var isWrittenOut = abilities.HasLanguageModel is not false && !request.Instrumental && string.IsNullOrWhiteSpace(request.Lyrics);
        body[isWrittenOut ? "sample_query" : "prompt"] = wish;
        if (request.Instrumental) body["lyrics"] = AceStepManifest.Instrumental;
        else if (!isWrittenOut) body["lyrics"] = request.Lyrics ?? "";
        if (abilities.HasLanguageModel is true) body["thinking"] = true;
        if (!string.IsNullOrWhiteSpace(request.NegativeStyles)) body["lm_negative_prompt"] = request.NegativeStyles;
        if (request.DurationSeconds is { } seconds) body["audio_duration"] = seconds;
        return body.ToJsonString();
    }

    /// <summary>The body that asks for a task.</summary>
    public static string WriteQuery(string taskId) => new JsonObject { ["task_id_list"] = new JsonArray(taskId) }.ToJsonString();

    /// <summary>What the server itself says went wrong, also under HTTP 200; null when nothing did.</summary>
    public static string? ReadError(JsonElement body)
    {
        var code = body.Number("code");
        if (body.Text("detail") is { } detail) return detail;
        return code is null or 200 or 0 ? null : body.Text("error") ?? string.Create(CultureInfo.InvariantCulture, $"error {code}");
    }

    /// <summary>The id under which an order was taken.</summary>
    public static string? ReadTaskId(JsonElement body) => body.Field("data").Text("task_id");

    /// <summary>What the server has loaded; older builds do not tell.</summary>
    public static AceStepAbilities ReadAbilities(JsonElement body)
    {
        var data = body.Field("data");
        var lm = data.Field("llm_initialized").ValueKind;
        return new AceStepAbilities(
            lm is JsonValueKind.True ? true : lm is JsonValueKind.False ? false : null,
            data.Text("default_model")?.Contains("base", StringComparison.OrdinalIgnoreCase) is true);
    }

    /// <summary>A task of an answer, whose result is JSON inside a string; null when the answer does not name the task.</summary>
    /// <exception cref="JsonException">The inner text is no JSON.</exception>
    public static AceStepTask? ReadTask(JsonElement body, string taskId)
    {
        var data = body.Field("data");
        if (data.ValueKind is not JsonValueKind.Array) return null;
        foreach (var entry in data.EnumerateArray().Where(entry => entry.Text("task_id") == taskId))
        {
            var inner = entry.Text("result") is { } text ? JsonElement.Parse(text) : default;
            IReadOnlyList<AceStepSong> songs = inner.ValueKind is JsonValueKind.Array ? [.. inner.EnumerateArray().Select(ReadSong)] : [];
            return new AceStepTask((int)(entry.Number("status") ?? 0), songs);
        }

        return null;
    }

    private static AceStepSong ReadSong(JsonElement song)
    {
        var metas = song.Field("metas");
        var lyrics = song.Text("lyrics");
        return new AceStepSong(
            song.Text("file"),
            song.Number("progress"),
            song.Text("prompt"),
            lyrics is null || lyrics.Trim().Equals(AceStepManifest.Instrumental, StringComparison.OrdinalIgnoreCase) ? null : lyrics,
            metas.Number("duration") ?? 0,
            metas.Number("bpm"),
            metas.Text("keyscale"),
            song.Text("error"));
    }
}

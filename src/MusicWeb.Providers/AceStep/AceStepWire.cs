using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AceStep;

/// <summary>A no of the server.</summary>
/// <param name="Status">The HTTP status, or the code that came under HTTP 200: both mean the same.</param>
/// <param name="Text">The server's words; null when it gave none.</param>
internal sealed record AceStepFault(HttpStatusCode Status, string? Text);

/// <summary>A task as the server told it.</summary>
/// <param name="Id">The server's id of it.</param>
/// <param name="Status">0 waiting or working, 1 done, 2 failed.</param>
/// <param name="Songs">What there is of it; empty for a task that the server does not know.</param>
internal sealed record AceStepTask(string Id, int Status, IReadOnlyList<AceStepSong> Songs);

/// <summary>A song of a task, or what was heard in one.</summary>
/// <param name="File">Where it lies, below the server's address; null while there is none.</param>
/// <param name="Progress">0 to 1; null when unknown.</param>
/// <param name="Styles">The style words it was made from.</param>
/// <param name="Lyrics">Its words; null for an instrumental.</param>
/// <param name="DurationSeconds">Its length, 0 when unknown.</param>
/// <param name="Bpm">Its tempo.</param>
/// <param name="Key">Its key.</param>
/// <param name="BeatsPerBar">The beats of its bars; null when unknown.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record AceStepSong(string? File, double? Progress, string? Styles, string? Lyrics, double DurationSeconds, double? Bpm, string? Key, int? BeatsPerBar, string? Error);

/// <summary>Everything that is odd about the answers of ACE-Step stays in here (<c>providers/ace-step.md</c>).</summary>
internal static class AceStepWire
{
    /// <summary>The body that asks for tasks.</summary>
    public static string WriteQuery(IEnumerable<string> taskIds) => new JsonObject { ["task_id_list"] = new JsonArray([.. taskIds.Select(id => JsonValue.Create(id))]) }.ToJsonString();

    /// <summary>The body that has words written or style words bettered.</summary>
    public static string WriteFormat(string prompt) => new JsonObject { ["prompt"] = prompt, ["lyrics"] = "", ["temperature"] = AceStepManifest.Temperature, ["param_obj"] = "{}" }.ToJsonString();

    /// <summary>What the server says went wrong, also under HTTP 200; null when nothing did.</summary>
    public static AceStepFault? ReadFault(VendorReply reply)
    {
        var (code, text) = (reply.Body.Number("code"), reply.Body.Text("detail") ?? reply.Body.Text("error"));
        if ((int)reply.Status >= 400) return new AceStepFault(reply.Status, text);
        if (code is null or 0 or 200) return reply.Body.Text("detail") is { } detail ? new AceStepFault(HttpStatusCode.BadRequest, detail) : null;
        var status = code is >= 400 and < 600 ? (HttpStatusCode)(int)code : HttpStatusCode.BadRequest;
        return new AceStepFault(status, text ?? string.Create(CultureInfo.InvariantCulture, $"error {code}"));
    }

    /// <summary>The id under which an order was taken.</summary>
    public static string? ReadTaskId(JsonElement body) => body.Field("data").Text("task_id");

    /// <summary>Words of an answer: its lyrics, or its style words.</summary>
    public static string? ReadFormatted(JsonElement body, string name) => Words(body.Field("data").Text(name));

    /// <summary>The tasks of an answer, whose results are JSON inside strings.</summary>
    /// <exception cref="ProviderProtocolException">An inner text is no JSON.</exception>
    public static IReadOnlyList<AceStepTask> ReadTasks(JsonElement body)
    {
        if (body.Field("data") is not { ValueKind: JsonValueKind.Array } data) return [];
        try
        {
            return [.. data.EnumerateArray().Where(entry => entry.Text("task_id") is not null).Select(ReadTask)];
        }
        catch (JsonException fault)
        {
            throw new ProviderProtocolException("The result of the ACE-Step server is no JSON.", fault);
        }
    }

    private static AceStepTask ReadTask(JsonElement entry)
    {
        var inner = entry.Text("result") is { } text ? JsonElement.Parse(text) : default;
        IReadOnlyList<AceStepSong> songs = inner.ValueKind switch
        {
            JsonValueKind.Array => [.. inner.EnumerateArray().Select(ReadSong)],
            // What was heard in a song comes alone.
            JsonValueKind.Object => [ReadSong(inner)],
            _ => [],
        };
        return new AceStepTask(entry.Text("task_id")!, (int)(entry.Number("status") ?? 0), songs);
    }

    // What was heard in a song has at the top what a new song has among its data.
    private static AceStepSong ReadSong(JsonElement song)
    {
        var metas = song.Field("metas") is { ValueKind: JsonValueKind.Object } own ? own : song;
        return new AceStepSong(
            song.Text("file"), song.Number("progress"), song.Text("prompt"), Words(song.Text("lyrics")), Positive(metas.Number("duration")) ?? 0, Positive(metas.Number("bpm")), metas.Text("keyscale"),
            Positive(metas.Number("timesignature")) is { } beats and <= 16 ? (int)beats : null, song.Text("error"));
    }

    private static double? Positive(double? number) => number is { } value && double.IsFinite(value) && value > 0 ? value : null;

    private static string? Words(string? lyrics) => lyrics is null || lyrics.Trim().Equals(AceStepManifest.Instrumental, StringComparison.OrdinalIgnoreCase) ? null : lyrics;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>A Nuro task as the vendor told it.</summary>
/// <param name="State">The vendor's word in lower case.</param>
/// <param name="Percent">How far it is; null when it does not say.</param>
/// <param name="Audio">Where the finished file is.</param>
/// <param name="Lyrics">Its words; null when there are none.</param>
/// <param name="Styles">What it was called.</param>
/// <param name="DurationSeconds">Its length, 0 when unknown.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record NuroTask(string State, int? Percent, Uri? Audio, string? Lyrics, string? Styles, double DurationSeconds, string? Error);

/// <summary>Everything that is odd about the wire of Nuro stays in here (<c>providers/musicapi-nuro.md</c>).</summary>
internal static class NuroWire
{
    private static readonly string[] _words = ["genre", "mood", "timbre"];

    /// <summary>The body of an order. Genre and mood are a text for a song and a list for an instrumental, with words of their own.</summary>
    public static string WriteCreate(MusicRequest request, HookTarget? hook)
    {
        var body = request.Model == NuroManifest.Sung ? WriteSung(request) : WritePlayed(request);
        if (request.DurationSeconds is { } seconds) body["duration"] = seconds;
        if (hook is not null)
        {
            body["webhook_url"] = hook.Address.AbsoluteUri;
            // Without one the vendor signs with a secret that nobody else knows.
            body["webhook_secret"] = hook.Secret;
        }

        return body.ToJsonString();
    }

    /// <summary>The id under which an order was taken; also found one level down.</summary>
    public static string? ReadTaskId(JsonElement body) => body.Text("task_id") ?? body.Field("data").Text("task_id");

    /// <summary>The task of an answer, which stands at the top, as nowhere else at this vendor; null when there is none.</summary>
    public static NuroTask? ReadTask(JsonElement body)
    {
        var task = body.Field("data") is { ValueKind: JsonValueKind.Object } data ? data : body;
        if ((task.Text("status") ?? task.Text("state")) is not { } state) return null;
        var styles = _words.Select(name => NuroWords.Shown(WordsOf(task.Field(name)))).Where(words => words is not null);
        return new NuroTask(
            state.ToLowerInvariant(),
            task.Number("progress") is { } progress ? (int)Math.Clamp(Math.Round(progress), 0, 100) : null,
            task.Address("audio_url"),
            task.Text("lyrics"),
            string.Join(", ", styles) is { Length: > 0 } text ? text : null,
            task.Number("duration") is { } seconds && double.IsFinite(seconds) && seconds > 0 ? seconds : 0,
            task.Text("error_message") ?? task.Text("message") ?? task.Text("detail"));
    }

    private static JsonObject WriteSung(MusicRequest request)
    {
        var body = new JsonObject { ["type"] = "vocal", ["lyrics"] = request.Lyrics };
        if (request.VocalGender is { } gender) body["gender"] = gender is "f" ? "Female" : "Male";
        foreach (var list in NuroWords.Sung)
        {
            if (list.Find(request.Styles) is [var word, ..]) body[list.Name.ToLowerInvariant()] = NuroWords.Sent(word);
        }

        return body;
    }

    // Words without a list are told in the description, which is required.
    private static JsonObject WritePlayed(MusicRequest request)
    {
        var description = string.Join(". ", new[] { request.Description, request.Styles }.Where(text => !string.IsNullOrWhiteSpace(text)));
        var isListed = request.Model == NuroManifest.PlayedV1;
        var body = new JsonObject { ["type"] = "bgm", ["version"] = isListed ? "v1.0" : "v2.0", ["description"] = description };
        if (!isListed) return body;
        foreach (var list in NuroWords.Played)
        {
            if (list.Find(request.Styles) is { Count: > 0 } words) body[list.Name.ToLowerInvariant()] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
        }

        return body;
    }

    private static string? WordsOf(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.String when field.GetString()?.Trim() is { Length: > 0 } word => word,
        JsonValueKind.Array when field.EnumerateArray().Where(word => word.ValueKind is JsonValueKind.String).Select(word => word.GetString()).ToList() is { Count: > 0 } words => string.Join(", ", words),
        _ => null,
    };
}

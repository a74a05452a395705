using System.Text.Json;
using System.Text.Json.Nodes;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>A task as the vendor told it.</summary>
/// <param name="Status">The vendor's word in lower case.</param>
/// <param name="Songs">Its files; empty until it is finished.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record VidGoTask(string Status, IReadOnlyList<VidGoSong> Songs, string? Error);

/// <summary>A song of a task.</summary>
/// <param name="Audio">Where its file is; null when the vendor names none that can be fetched.</param>
/// <param name="Title">As the vendor named it; empty when it did not.</param>
/// <param name="Styles">The tags it came back with.</param>
/// <param name="Lyrics">What it was made from; null when nothing.</param>
/// <param name="DurationSeconds">Its length, 0 when unknown.</param>
internal sealed record VidGoSong(Uri? Audio, string Title, string? Styles, string? Lyrics, double DurationSeconds);

/// <summary>Everything that is odd about the wire of VidGo stays in here (<c>providers/vidgo.md</c>).</summary>
internal static class VidGoWire
{
    /// <summary>The body of an order for a song: simple mode for a description, custom mode for own words, style or title.</summary>
    public static string WriteCreate(MusicRequest request)
    {
        var isSimple = !string.IsNullOrWhiteSpace(request.Description);
        var input = new JsonObject
        {
            ["custom_mode"] = !isSimple,
            ["instrumental"] = request.Instrumental,
            ["mv"] = request.Model,
        };
        if (isSimple) input["prompt"] = request.Description;
        else
        {
            if (!request.Instrumental) Add(input, "prompt", request.Lyrics);
            Add(input, "style", request.Styles);
            Add(input, "title", request.Title);
            Add(input, "vocal_gender", request.VocalGender);
        }

        Add(input, "negative_tags", request.NegativeStyles);
        Add(input, "style_weight", request.StyleWeight);
        Add(input, "weirdness_constraint", request.Weirdness);
        return new JsonObject { ["model"] = VidGoManifest.GenerateMusic, ["input"] = input }.ToJsonString();
    }

    /// <summary>The id under which an order was taken.</summary>
    public static string? ReadTaskId(JsonElement body) => body.Field("data").Text("task_id");

    /// <summary>The number in the envelope, which outranks the HTTP status.</summary>
    public static int? ReadCode(JsonElement body) => body.Number("code") is { } code ? (int)code : null;

    /// <summary>What an envelope says beside its number.</summary>
    public static string? ReadMessage(JsonElement body) =>
        body.Text("message") ?? body.Text("msg") ?? body.Text("error_message") ?? body.Text("detail") ?? body.Text("error") ?? body.Field("data").Text("error_message");

    /// <summary>The task of an answer; null when there is none.</summary>
    public static VidGoTask? ReadTask(JsonElement body)
    {
        var data = body.Field("data");
        if (data.Text("status") is not { } status) return null;
        var files = data.Field("files");
        IReadOnlyList<VidGoSong> songs = files.ValueKind is JsonValueKind.Array ? [.. files.EnumerateArray().Where(file => file.ValueKind is JsonValueKind.Object).Select(ReadSong)] : [];
        return new VidGoTask(status.ToLowerInvariant(), songs, data.Text("error_message"));
    }

    private static VidGoSong ReadSong(JsonElement file) => new(
        file.Address("audio_url"),
        file.Text("title") ?? "",
        file.Text("tags"),
        file.Text("prompt"),
        file.Number("duration") ?? 0);

    private static void Add(JsonObject body, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) body[name] = value;
    }

    // Two decimals are taken.
    private static void Add(JsonObject body, string name, double? value)
    {
        if (value is { } number) body[name] = Math.Round(number, 2);
    }
}

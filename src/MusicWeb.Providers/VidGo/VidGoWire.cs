using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

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
    public static string? ReadTaskId(JsonElement body) => Text(Child(body, "data"), "task_id");

    /// <summary>The number in the envelope, which outranks the HTTP status.</summary>
    public static int? ReadCode(JsonElement body) => Number(Child(body, "code")) is { } code ? (int)code : null;

    /// <summary>What an envelope says beside its number.</summary>
    public static string? ReadMessage(JsonElement body) =>
        Text(body, "message") ?? Text(body, "msg") ?? Text(body, "error_message") ?? Text(body, "detail") ?? Text(body, "error") ?? Text(Child(body, "data"), "error_message");

    /// <summary>The task of an answer; null when there is none.</summary>
    public static VidGoTask? ReadTask(JsonElement body)
    {
        var data = Child(body, "data");
        if (Text(data, "status") is not { } status) return null;
        var files = Child(data, "files");
        IReadOnlyList<VidGoSong> songs = files.ValueKind is JsonValueKind.Array ? [.. files.EnumerateArray().Where(file => file.ValueKind is JsonValueKind.Object).Select(ReadSong)] : [];
        return new VidGoTask(status.ToLowerInvariant(), songs, Text(data, "error_message"));
    }

    private static VidGoSong ReadSong(JsonElement file) => new(
        Uri.TryCreate(Text(file, "audio_url"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null,
        Text(file, "title") ?? "",
        Text(file, "tags"),
        Text(file, "prompt"),
        Number(Child(file, "duration")) ?? 0);

    private static void Add(JsonObject body, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) body[name] = value;
    }

    // Two decimals are taken.
    private static void Add(JsonObject body, string name, double? value)
    {
        if (value is { } number) body[name] = Math.Round(number, 2);
    }

    // Keys come with stray blanks around them.
    private static JsonElement Child(JsonElement parent, string name)
    {
        if (parent.ValueKind is not JsonValueKind.Object) return default;
        foreach (var property in parent.EnumerateObject())
        {
            if (property.Name.AsSpan().Trim().Equals(name, StringComparison.Ordinal)) return property.Value;
        }

        return default;
    }

    private static string? Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } child && child.GetString()?.Trim() is { Length: > 0 } text ? text : null;

    private static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };
}

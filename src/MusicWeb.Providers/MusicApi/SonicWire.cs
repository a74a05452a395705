using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>A clip of a Sonic task.</summary>
/// <param name="State">The vendor's word in lower case.</param>
/// <param name="Title">As the vendor named it; empty when it did not.</param>
/// <param name="Styles">The tags it came back with.</param>
/// <param name="Lyrics">Its words; null when they are absent or only a marker.</param>
/// <param name="Audio">Where the finished file is.</param>
/// <param name="DurationSeconds">Its length, 0 when unknown.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record SonicClip(string State, string Title, string? Styles, string? Lyrics, Uri? Audio, double DurationSeconds, string? Error)
{
    public bool IsFailed => State is "failed";

    // A clip that calls itself done without a file is not.
    public bool IsDone => State is "succeeded" && Audio is not null;
}

/// <summary>Everything that is odd about the wire of Sonic stays in here (<c>providers/musicapi-sonic.md</c>).</summary>
internal static class SonicWire
{
    /// <summary>The body of an order.</summary>
    /// <remarks>
    /// Lyrics go as <c>prompt</c> in custom mode. A description alone goes in description mode, which takes neither title nor tags; with
    /// one of them it goes as the brief of <c>auto_lyrics</c>, which keeps both. An instrumental with a style only is custom mode without
    /// a prompt.
    /// </remarks>
    public static string WriteCreate(MusicRequest request, HookTarget? hook)
    {
        var (hasLyrics, hasDescription) = (!string.IsNullOrWhiteSpace(request.Lyrics), !string.IsNullOrWhiteSpace(request.Description));
        var isNamed = !string.IsNullOrWhiteSpace(request.Title) || !string.IsNullOrWhiteSpace(request.Styles);
        var isCustom = hasLyrics || !hasDescription || (isNamed && !request.Instrumental);
        var body = new JsonObject
        {
            ["task_type"] = "create_music",
            ["custom_mode"] = isCustom,
            ["mv"] = request.Model,
        };
        if (!isCustom) body["gpt_description_prompt"] = request.Description;
        else if (hasLyrics && !request.Instrumental) body["prompt"] = request.Lyrics;
        else if (hasDescription)
        {
            body["auto_lyrics"] = true;
            body["prompt"] = request.Description;
        }

        if (isCustom)
        {
            Add(body, "title", request.Title);
            Add(body, "tags", request.Styles);
        }

        Add(body, "negative_tags", request.NegativeStyles);
        if (request.Instrumental) body["make_instrumental"] = true;
        Add(body, "vocal_gender", request.VocalGender);
        if (request.StyleWeight is { } weight) body["style_weight"] = weight;
        if (request.Weirdness is { } weirdness) body["weirdness_constraint"] = weirdness;
        // Documented as required in one place; live calls and a sister host accept it always.
        body["use_suno_cdn"] = false;
        if (hook is not null)
        {
            body["webhook_url"] = hook.Address.AbsoluteUri;
            // Without one the vendor signs with a secret that nobody else knows.
            body["webhook_secret"] = hook.Secret;
        }

        return body.ToJsonString();
    }

    /// <summary>The id under which an order was taken; also found one level down.</summary>
    public static string? ReadTaskId(JsonElement body) => Text(body, "task_id") ?? Text(Child(body, "data"), "task_id");

    /// <summary>Whether the task is still being made ready and there is nothing to read yet.</summary>
    public static bool IsNotReady(VendorReply reply) =>
        reply.Status is System.Net.HttpStatusCode.Accepted || Text(reply.Body, "type") is "not_ready" || Child(reply.Body, "data").ValueKind is not JsonValueKind.Array;

    /// <summary>The clips of a task; pairs of a part and the merged whole count as the whole.</summary>
    public static IReadOnlyList<SonicClip> ReadClips(JsonElement body)
    {
        var clips = new List<SonicClip>();
        foreach (var entry in Child(body, "data").EnumerateArray())
        {
            if (entry.ValueKind is not JsonValueKind.Object) continue;
            if (entry.TryGetProperty("full", out var full) && !entry.TryGetProperty("state", out _))
            {
                clips.Add(full.ValueKind is JsonValueKind.Object ? ReadClip(full) : new SonicClip("running", "", Styles: null, Lyrics: null, Audio: null, DurationSeconds: 0, Error: null));
                continue;
            }

            clips.Add(ReadClip(entry));
        }

        return clips;
    }

    private static SonicClip ReadClip(JsonElement clip) => new(
        Text(clip, "state")?.ToLowerInvariant() ?? "",
        Text(clip, "title") ?? "",
        Text(clip, "tags"),
        Words(Text(clip, "lyrics")),
        Uri.TryCreate(Text(clip, "audio_url"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null,
        Number(clip, "duration"),
        Text(clip, "error_message"));

    // An instrumental can carry a marker such as [Instrumental] and nothing else.
    private static string? Words(string? lyrics) => lyrics is null || (lyrics.StartsWith('[') && lyrics.IndexOf(']') == lyrics.Length - 1) ? null : lyrics;

    private static void Add(JsonObject body, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) body[name] = value;
    }

    private static JsonElement Child(JsonElement body, string name) => body.ValueKind is JsonValueKind.Object && body.TryGetProperty(name, out var child) ? child : default;

    private static string? Text(JsonElement body, string name) =>
        Child(body, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    // Documented as a number, sent as decimal text.
    private static double Number(JsonElement body, string name)
    {
        var child = Child(body, name);
        var value = child.ValueKind switch
        {
            JsonValueKind.Number => child.GetDouble(),
            JsonValueKind.String when double.TryParse(child.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => 0,
        };
        return double.IsFinite(value) && value > 0 ? value : 0;
    }
}

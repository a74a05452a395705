using System.Text.Json;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>A clip of a Sonic task.</summary>
/// <param name="Id">The vendor's id of it; null when it names none.</param>
/// <param name="State">The vendor's word in lower case.</param>
/// <param name="Title">As the vendor named it; empty when it did not.</param>
/// <param name="Styles">The tags it came back with.</param>
/// <param name="Lyrics">Its words; null when they are absent or only a marker.</param>
/// <param name="Audio">Where the finished file is.</param>
/// <param name="DurationSeconds">Its length, 0 when unknown.</param>
/// <param name="Stem">Which part of a song it is, in the vendor's words; null when it does not say.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record SonicClip(string? Id, string State, string Title, string? Styles, string? Lyrics, Uri? Audio, double DurationSeconds, string? Stem, string? Error)
{
    public bool IsFailed => State is "failed";

    // A clip that calls itself done without a file is not.
    public bool IsDone => State is "succeeded" && Audio is not null;
}

/// <summary>Everything that is odd about the answers of Sonic stays in here (<c>providers/musicapi-sonic.md</c>).</summary>
internal static class SonicWire
{
    /// <summary>The id under which an order was taken; also found one level down.</summary>
    public static string? ReadTaskId(JsonElement body) => body.Text("task_id") ?? body.Field("data").Text("task_id");

    /// <summary>Why one of several steps was not taken: an answer that names a task has none.</summary>
    public static string? ReadFailedStep(JsonElement body) =>
        ReadTaskId(body) is null && body.Field("steps") is { ValueKind: JsonValueKind.Object } steps
            ? steps.EnumerateObject().Select(step => step.Value.Text("error") ?? step.Value.Field("error").Text("message")).FirstOrDefault(error => error is not null)
            : null;

    /// <summary>The id of a song that was taken in; also found one level down.</summary>
    public static string? ReadClipId(JsonElement body) => body.Text("clip_id") ?? body.Field("data").Text("clip_id");

    /// <summary>
    /// Words that were written: a list of two in one place of the documents, one pair in another. Of several each begins with its title
    /// as a section marker, which nobody sings. Null when there are none.
    /// </summary>
    public static string? ReadLyrics(JsonElement body)
    {
        var list = body.Field("results") is { ValueKind: JsonValueKind.Array } results ? results : body.Field("data");
        IEnumerable<JsonElement> entries = list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [list, body];
        var written = entries.Select(entry => (Title: entry.Text("title"), Lyrics: entry.Text("lyrics"))).Where(entry => entry.Lyrics is not null).ToList();
        return written.Count switch
        {
            0 => null,
            1 => written[0].Lyrics,
            _ => string.Join("\n\n", written.Select((entry, index) => $"[{entry.Title ?? $"{index + 1}"}]\n{entry.Lyrics}")),
        };
    }

    /// <summary>Better style words; also found one level up.</summary>
    public static string? ReadTags(JsonElement body) => body.Field("data").Text("upsampled_tags") ?? body.Text("upsampled_tags");

    /// <summary>The id of a persona; also found one level down, or in the clip of a task.</summary>
    public static string? ReadPersonaId(JsonElement body)
    {
        var data = body.Field("data");
        var clips = data.ValueKind is JsonValueKind.Array ? data.EnumerateArray().Select(clip => clip.Text("persona_id")) : [];
        return body.Text("persona_id") ?? data.Text("persona_id") ?? clips.FirstOrDefault(id => id is not null);
    }

    /// <summary>Where a file is that was asked for; also found one level down. Before it is ready, words on its progress stand there.</summary>
    public static Uri? ReadFile(JsonElement body, string name) => body.Address(name) ?? body.Field("data").Address(name);

    /// <summary>When the words of a song are sung, word by word.</summary>
    public static JsonElement ReadTimes(JsonElement body) => body.Field("data").Field("alignment") is { ValueKind: JsonValueKind.Array } alignment ? alignment : body.Field("data").Field("aligned_words");

    /// <summary>Whether something is still being made ready and there is nothing to read yet.</summary>
    public static bool IsNotReady(VendorReply reply) => reply.Status is System.Net.HttpStatusCode.Accepted || reply.Body.Text("type") is "not_ready";

    /// <summary>The same for a task, which is ready when it has clips.</summary>
    public static bool HasNoClips(VendorReply reply) => IsNotReady(reply) || reply.Body.Field("data").ValueKind is not JsonValueKind.Array;

    /// <summary>The clips of a task; pairs of a part and the merged whole count as the whole.</summary>
    public static IReadOnlyList<SonicClip> ReadClips(JsonElement body)
    {
        var clips = new List<SonicClip>();
        foreach (var entry in body.Field("data").EnumerateArray())
        {
            if (entry.ValueKind is not JsonValueKind.Object) continue;
            clips.Add(entry.TryGetProperty("full", out var full) && !entry.TryGetProperty("state", out _) ? ReadPair(entry, full) : ReadClip(entry));
        }

        return clips;
    }

    // The merged whole is the result. While it is made there is none; once its part failed there never will be.
    private static SonicClip ReadPair(JsonElement pair, JsonElement full)
    {
        if (full.ValueKind is JsonValueKind.Object) return ReadClip(full);
        var part = pair.Field("extended") is { ValueKind: JsonValueKind.Object } extended ? extended : pair.Field("replaced");
        var clip = ReadClip(part);
        return clip.IsFailed ? clip : clip with { State = "running" };
    }

    private static SonicClip ReadClip(JsonElement clip) => new(
        clip.Text("clip_id"),
        clip.Text("state")?.ToLowerInvariant() ?? "",
        clip.Text("title") ?? "",
        clip.Text("tags"),
        Words(clip.Text("lyrics")),
        clip.Address("audio_url"),
        // Documented as a number, sent as decimal text.
        clip.Number("duration") is { } seconds && double.IsFinite(seconds) && seconds > 0 ? seconds : 0,
        clip.Text("stem_type"),
        clip.Text("error_message"));

    // An instrumental can carry a marker such as [Instrumental] and nothing else.
    private static string? Words(string? lyrics) => lyrics is null || (lyrics.StartsWith('[') && lyrics.IndexOf(']') == lyrics.Length - 1) ? null : lyrics;
}

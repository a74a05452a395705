using System.Text.Json;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>A clip of a Producer task.</summary>
/// <param name="Id">The vendor's id of it; null when it names none.</param>
/// <param name="Title">As the vendor named it; empty when it did not.</param>
/// <param name="Styles">The sound it came back with.</param>
/// <param name="Lyrics">Its words; null when there are none.</param>
/// <param name="Audio">Where its file is; null when it has none.</param>
/// <param name="DurationSeconds">Its length, 0 when unknown.</param>
internal sealed record ProducerClip(string? Id, string Title, string? Styles, string? Lyrics, Uri? Audio, double DurationSeconds);

/// <summary>A task as Producer told it.</summary>
/// <param name="State">The vendor's word in lower case; empty when it says none.</param>
/// <param name="Message">Its words on it; null when there are none.</param>
/// <param name="Clips">What there is of it.</param>
internal sealed record ProducerTask(string State, string? Message, IReadOnlyList<ProducerClip> Clips)
{
    public bool IsFailed => State is "failed" or "error";

    public bool IsDone => State is "success" or "succeeded" or "completed";

    public bool IsKnown => IsFailed || IsDone || State is "" or "pending" or "running" or "queued" or "processing" or "streaming";
}

/// <summary>Everything that is odd about the answers of Producer stays in here. How a poll is answered is known from a sister host only.</summary>
internal static class ProducerWire
{
    /// <summary>The task of an answer: its state and clips at the top, or both one level down.</summary>
    public static ProducerTask ReadTask(JsonElement body)
    {
        var data = body.Field("data");
        var isWrapped = data.ValueKind is JsonValueKind.Object && State(data) is not null;
        var task = isWrapped ? data : body;
        return new ProducerTask(State(task)?.ToLowerInvariant() ?? "", task.Text("message") ?? body.Text("message"), ReadClips(isWrapped ? data.Field("data") is { ValueKind: not JsonValueKind.Undefined } inner ? inner : data : data));
    }

    /// <summary>The state of a task, under either of its names.</summary>
    private static string? State(JsonElement task) => task.Text("status") ?? task.Text("state");

    private static List<ProducerClip> ReadClips(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Array => [.. data.EnumerateArray().Where(clip => clip.ValueKind is JsonValueKind.Object).Select(ReadClip)],
        JsonValueKind.Object => [ReadClip(data)],
        _ => [],
    };

    private static ProducerClip ReadClip(JsonElement clip) => new(
        clip.Text("clip_id"),
        clip.Text("title") ?? "",
        clip.Text("sound"),
        clip.Text("lyrics") ?? clip.Text("lyric"),
        clip.Address("audio_url") ?? clip.Address("wav_url"),
        clip.Number("duration") is { } seconds && double.IsFinite(seconds) && seconds > 0 ? seconds : 0);
}

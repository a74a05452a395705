using System.Text.Json;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>A task as the vendor told it.</summary>
/// <param name="Status">The vendor's word in lower case.</param>
/// <param name="Files">What came of it, an object each; empty until it is finished.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record VidGoTask(string Status, IReadOnlyList<JsonElement> Files, string? Error);

/// <summary>A song of a task.</summary>
/// <param name="Id">The vendor's id of it; null when it names none.</param>
/// <param name="Audio">Where its file is; null when the vendor names none that can be fetched.</param>
/// <param name="Picture">Where its picture is; null when it has none.</param>
/// <param name="Title">As the vendor named it; empty when it did not.</param>
/// <param name="Styles">The tags it came back with.</param>
/// <param name="Lyrics">What it was made from; null when nothing, or only a marker.</param>
/// <param name="DurationSeconds">Its length, 0 when unknown.</param>
internal sealed record VidGoSong(string? Id, Uri? Audio, Uri? Picture, string Title, string? Styles, string? Lyrics, double DurationSeconds);

/// <summary>Everything that is odd about the answers of VidGo stays in here (<c>providers/vidgo.md</c>).</summary>
internal static class VidGoWire
{
    // The document does not name the field of an envelope's error; this is the order in which the sisters use them.
    private static readonly string[] _errorNames = ["message", "msg", "error", "error_message", "detail"];

    /// <summary>The id under which an order was taken.</summary>
    public static string? ReadTaskId(JsonElement body) => body.Field("data").Text("task_id");

    /// <summary>The number in the envelope, which outranks the HTTP status.</summary>
    public static int? ReadCode(JsonElement body) => body.Number("code") is { } code ? (int)code : null;

    /// <summary>What an envelope says beside its number.</summary>
    public static string? ReadMessage(JsonElement body) =>
        _errorNames.Select(name => body.Text(name)).FirstOrDefault(text => text is not null) ?? body.Field("data").Text("error_message");

    /// <summary>The task of an answer; null when there is none.</summary>
    public static VidGoTask? ReadTask(JsonElement body)
    {
        var data = body.Field("data");
        if (data.Text("status") is not { } status) return null;
        var files = data.Field("files");
        return new VidGoTask(
            status.ToLowerInvariant(),
            files.ValueKind is JsonValueKind.Array ? [.. files.EnumerateArray().Where(file => file.ValueKind is JsonValueKind.Object)] : [],
            VidGoText.Words(data, "error_message"));
    }

    /// <summary>The song in a file.</summary>
    public static VidGoSong ReadSong(JsonElement file) => new(
        file.Text("audio_id"),
        file.Address("audio_url"),
        file.Address("image_url"),
        VidGoText.Words(file, "title") ?? "",
        VidGoText.Words(file, "tags"),
        VidGoText.Words(file, "prompt") is { } words && !IsMarker(words) ? words : null,
        file.Number("duration") is { } seconds && double.IsFinite(seconds) && seconds > 0 ? seconds : 0);

    /// <summary>Words that were written, of several files each under its title as a section marker, which nobody sings; null when there are none.</summary>
    public static string? ReadLyrics(IReadOnlyList<JsonElement> files)
    {
        var written = files.Select(file => (Title: VidGoText.Words(file, "title"), Text: VidGoText.Words(file, "text"))).Where(entry => entry.Text is not null).ToList();
        return written.Count switch
        {
            0 => null,
            1 => written[0].Text,
            _ => string.Join("\n\n", written.Select((entry, index) => $"[{entry.Title ?? $"{index + 1}"}]\n{entry.Text}")),
        };
    }

    /// <summary>The pictures of a song, which the documents name in two ways: one address, or a text with a list.</summary>
    public static IReadOnlyList<Uri> ReadPictures(IReadOnlyList<JsonElement> files)
    {
        var pictures = new List<Uri>();
        foreach (var file in files)
        {
            if (file.Address("image_url") is { } picture) pictures.Add(picture);
            var list = VidGoText.Open(file.Field("generate_cover"));
            IEnumerable<JsonElement> entries = list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [list];
            pictures.AddRange(entries.Select(entry => entry.Address("file_url")).OfType<Uri>());
        }

        return pictures;
    }

    private static bool IsMarker(string words) => words.StartsWith('[') && words.IndexOf(']') == words.Length - 1;
}

using System.Text.Json;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>Opens texts that hold JSON, as the vendor's documents show them: without braces, with comments, closing commas or single quotes.</summary>
internal static class VidGoText
{
    // A text in a text in a text is still one.
    private const int MostWrappings = 3;
    private const char Damaged = '\uFFFD';
    private static readonly JsonDocumentOptions _lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>What is in a value: itself where it is an object or a list, what its text holds where it is a text; undefined when that is neither.</summary>
    public static JsonElement Open(JsonElement value)
    {
        for (var wrapping = 0; wrapping < MostWrappings && value.ValueKind is JsonValueKind.String; wrapping++)
        {
            var text = value.GetString()!.Trim();
            // Single quotes last: they may as well be apostrophes.
            value = Parse(text) ?? Parse($"{{{text}}}") ?? Parse(text.Replace('\'', '"')) ?? Parse($"{{{text.Replace('\'', '"')}}}") ?? default;
        }

        return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value : default;
    }

    /// <summary>The address in a value; null for a blank one, or one that cannot be fetched.</summary>
    public static Uri? Address(JsonElement value) =>
        value.ValueKind is JsonValueKind.String && Uri.TryCreate(value.GetString()!.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    /// <summary>The words of a field; null for blank ones, and for those that a wrong character set destroyed.</summary>
    public static string? Words(JsonElement file, string name) => file.Text(name) is { } text && !text.Contains(Damaged, StringComparison.Ordinal) ? text : null;

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text, _lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

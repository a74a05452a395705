using System.Text.Json;

namespace MusicWeb.Engine.Style;

/// <summary>Chinese style words in English: written without spaces, they are found inside the text, the longest first.</summary>
internal static class ChineseTags
{
    private static readonly (string Chinese, string English)[] _words = Load();

    /// <summary>The text with the known words in English; as it is where there is no Chinese in it.</summary>
    public static string Translate(string text)
    {
        if (!text.Any(sign => sign is >= '\u4E00' and <= '\u9FFF')) return text;
        foreach (var (chinese, english) in _words) text = text.Replace(chinese, $" {english} ", StringComparison.Ordinal);
        return text;
    }

    private static (string, string)[] Load()
    {
        using var stream = typeof(ChineseTags).Assembly.GetManifestResourceStream("style/chinese.json") ?? throw new InvalidOperationException("The Chinese style words are missing from the assembly.");
        var words = JsonSerializer.Deserialize(stream, StyleJson.Default.DictionaryStringString) ?? throw new InvalidOperationException("The Chinese style words are empty.");
        return [.. words.OrderByDescending(word => word.Key.Length).ThenBy(word => word.Key, StringComparer.Ordinal).Select(word => (word.Key, word.Value))];
    }
}

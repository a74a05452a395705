using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicWeb.Engine.Style;

/// <summary>The style profiles that come with the engine.</summary>
internal static class StyleLibrary
{
    // Nobody gets metal unasked.
    private const int EverydayStyles = 6;

    /// <summary>All profiles, pop first.</summary>
    public static IReadOnlyList<StyleProfile> All { get; } = [.. Load()];

    /// <summary>Those that serve where no style is asked for, pop first.</summary>
    public static IReadOnlyList<StyleProfile> Everyday { get; } = [.. All.Take(EverydayStyles)];

    private static IEnumerable<StyleProfile> Load()
    {
        foreach (var name in (string[])["pop", "rock", "lofi", "ambient", "synthwave", "house", "techno", "trap", "hiphop", "rnb", "jazz", "folk", "classical", "orchestral", "reggae", "metal"])
        {
            using var stream = typeof(StyleLibrary).Assembly.GetManifestResourceStream($"style/{name}.json")
                ?? throw new InvalidOperationException($"The style {name} is missing from the assembly.");
            yield return JsonSerializer.Deserialize(stream, StyleJson.Default.StyleProfile)
                ?? throw new InvalidOperationException($"The style {name} is empty.");
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StyleProfile))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, MetreGrids>>))]
internal sealed partial class StyleJson : JsonSerializerContext;

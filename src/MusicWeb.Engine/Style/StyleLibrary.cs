using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicWeb.Engine.Style;

/// <summary>The style profiles that come with the engine.</summary>
internal static class StyleLibrary
{
    /// <summary>All profiles, pop first: it serves where nothing else is asked for.</summary>
    public static IReadOnlyList<StyleProfile> All { get; } = [.. Load()];

    private static IEnumerable<StyleProfile> Load()
    {
        foreach (var name in (string[])["pop", "rock", "lofi", "ambient", "synthwave", "house"])
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
internal sealed partial class StyleJson : JsonSerializerContext;

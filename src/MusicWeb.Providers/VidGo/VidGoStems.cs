using System.Text.Json;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>Which file of a song a separated part becomes. The documents disagree on the field and on the names in it, and the names carry stray blanks.</summary>
internal static class VidGoStems
{
    private const string Prefix = "stem-";
    private const string AddressSuffix = "_url";
    private const int KindLimit = 40;

    /// <summary>The kinds of files of a split in two.</summary>
    public static IReadOnlyList<string> Basic { get; } = ["vocals", "instrumental"];

    /// <summary>The kinds of files of a split in all that is heard; what is not named here comes along too.</summary>
    public static IReadOnlyList<string> Full { get; } =
    [
        "stem-vocals", "stem-backing-vocals", "stem-drums", "stem-bass", "stem-guitar", "stem-keyboard", "stem-piano", "stem-percussion", "stem-strings", "stem-synth", "stem-fx", "stem-brass",
        "stem-woodwinds", "stem-other",
    ];

    /// <summary>The parts of a finished task that can be fetched, each with the kind of its file.</summary>
    public static IReadOnlyList<(string Kind, Uri Address)> Read(JsonElement file, bool isFull)
    {
        foreach (var name in isFull ? (ReadOnlySpan<string>)["stem_split", "vocal_removal", "separate_vocals"] : ["separate_vocals", "vocal_removal", "stem_split"])
        {
            var parts = VidGoText.Open(file.Field(name));
            if (parts.ValueKind is JsonValueKind.Object && ReadParts(parts, isFull) is { Count: > 0 } read) return read;
        }

        return [];
    }

    private static List<(string Kind, Uri Address)> ReadParts(JsonElement parts, bool isFull)
    {
        var read = new List<(string Kind, Uri Address)>();
        foreach (var part in parts.EnumerateObject())
        {
            // A blank address means that nothing of the kind is heard. A sister repeats the song itself here.
            if (VidGoText.Address(part.Value) is not { } address || KindOf(part.Name, isFull) is not { } kind || read.Any(other => other.Kind == kind)) continue;
            read.Add((kind, address));
        }

        return read;
    }

    private static string? KindOf(string name, bool isFull)
    {
        var word = name.Trim().ToLowerInvariant();
        if (word.EndsWith(AddressSuffix, StringComparison.Ordinal)) word = word[..^AddressSuffix.Length];
        var slug = string.Join('-', string.Concat(word.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (slug is "" or "origin") return null;
        if (slug is "vocal") slug = "vocals";
        var kind = !isFull && Basic.Contains(slug) ? slug : Prefix + slug;
        return kind.Length <= KindLimit ? kind : kind[..KindLimit].TrimEnd('-');
    }
}

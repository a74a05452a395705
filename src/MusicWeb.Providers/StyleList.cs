namespace MusicWeb.Providers;

/// <summary>Words of one kind that a model knows.</summary>
/// <param name="Name">What they say, English; also the key of its translation.</param>
/// <param name="Most">How many of them a request may have.</param>
/// <param name="Words">The words.</param>
public sealed record StyleList(string Name, int Most, IReadOnlyList<string> Words)
{
    /// <summary>The words of this list in a style text, as the list writes them and in its order.</summary>
    public IReadOnlyList<string> Find(string? styles)
    {
        var asked = Split(styles);
        return [.. Words.Where(word => asked.Contains(word, StringComparer.OrdinalIgnoreCase))];
    }

    /// <summary>The words of a style text, which are separated by commas.</summary>
    public static IReadOnlyList<string> Split(string? styles) => (styles ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

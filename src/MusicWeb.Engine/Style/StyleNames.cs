namespace MusicWeb.Engine.Style;

/// <summary>What the engine's styles are called.</summary>
public static class StyleNames
{
    /// <summary>The names of all styles, for example <c>lofi</c>; also the words a person may use to ask for one.</summary>
    public static IReadOnlyList<string> All { get; } = [.. StyleLibrary.All.Select(profile => profile.Name)];
}

namespace MusicWeb.Core;

/// <summary>Some rows of a list that is read page by page.</summary>
/// <param name="Items">The rows, newest first.</param>
/// <param name="Next">Where the next page starts; null when this is the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, Cursor? Next);

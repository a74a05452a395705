namespace MusicWeb.Providers;

/// <summary>Keys of the operations that providers offer; text, because they are data in requests, prices and filters.</summary>
public static class Ops
{
    /// <summary>A new song from lyrics or a description.</summary>
    public const string Create = "create";
}

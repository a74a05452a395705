namespace MusicWeb.Providers.Embedded;

/// <summary>Settings of the embedded engine, section <c>Engine</c>.</summary>
public sealed class EngineOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Engine";

    /// <summary>Most songs that may be rendered at once.</summary>
    public const int MaxThreads = 4;

    /// <summary>How many songs are rendered at once, 1 to <see cref="MaxThreads"/>; each takes a core and 55 MB of memory per minute of song.</summary>
    public int Threads { get; set; } = 1;
}

namespace MusicWeb.Providers.Embedded;

/// <summary>Settings of the embedded engine, section <c>Engine</c>.</summary>
public sealed class EngineOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Engine";

    /// <summary>Most songs that may be rendered at once.</summary>
    public const int MaxThreads = 4;

    /// <summary>What <see cref="SoundBank"/> says where every instrument is to be synthesized.</summary>
    public const string NoSoundBank = "none";

    /// <summary>How many songs are rendered at once, 1 to <see cref="MaxThreads"/>; each takes a core and 55 MB of memory per minute of song.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>A SoundFont 2 file whose pianos, guitars, strings, basses, flutes and kits are played; empty for the system's FluidR3 where that is installed.</summary>
    public string? SoundBank { get; set; }
}

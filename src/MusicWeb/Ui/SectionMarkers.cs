namespace MusicWeb.Ui;

/// <summary>The sections that a marker in brackets can begin.</summary>
internal static class SectionMarkers
{
    /// <summary>In the order people reach for them.</summary>
    public static readonly string[] All = ["Verse", "Chorus", "Pre-Chorus", "Bridge", "Intro", "Outro", "Hook", "Break"];
}

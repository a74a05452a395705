using MusicWeb.Engine.Score;

namespace MusicWeb.Providers.Embedded;

/// <summary>Keys as musicians write them.</summary>
internal static class KeyNames
{
    private static readonly string[] MajorNames = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
    private static readonly string[] MinorNames = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"];

    /// <summary>For example "A minor".</summary>
    /// <param name="root">The tonic, 0 = C to 11 = B.</param>
    /// <param name="mode">Major or minor.</param>
    public static string Of(int root, Mode mode) => mode is Mode.Major ? $"{MajorNames[root]} major" : $"{MinorNames[root]} minor";
}

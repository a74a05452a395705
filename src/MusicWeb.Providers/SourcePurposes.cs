namespace MusicWeb.Providers;

/// <summary>What of a song a persona is made from; text, because it is data in requests.</summary>
public static class SourcePurposes
{
    /// <summary>A voice and what plays to it.</summary>
    public const string Song = "song";

    /// <summary>A voice alone.</summary>
    public const string Voice = "voice";

    /// <summary>What plays, without a voice.</summary>
    public const string Instrumental = "instrumental";

    /// <summary>All of them, the usual one first.</summary>
    public static IReadOnlyList<string> All { get; } = [Song, Voice, Instrumental];
}

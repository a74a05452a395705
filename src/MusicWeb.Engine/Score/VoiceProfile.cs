namespace MusicWeb.Engine.Score;

/// <summary>
/// What a guide vocal sounds like: a handful of numbers, not a person. It is stored with the song, so that the song sounds the same
/// when the built-in profiles change.
/// </summary>
/// <param name="Name">For people, for example <c>guide-female</c>.</param>
/// <param name="LowPitch">Lowest comfortable MIDI pitch.</param>
/// <param name="HighPitch">Highest comfortable MIDI pitch.</param>
/// <param name="FormantScale">Resonances against those of a long (male) vocal tract: 1 is that tract, 1.2 a short one. 0.7 to 1.5.</param>
/// <param name="Breath">Share of breath in the tone, 0 to 1.</param>
/// <param name="VibratoHertz">Speed of the vibrato.</param>
/// <param name="VibratoCents">Its depth on a held note, to each side.</param>
public sealed record VoiceProfile(string Name, int LowPitch, int HighPitch, double FormantScale, double Breath, double VibratoHertz, double VibratoCents)
{
    /// <summary>Whether a part is sung in a song with a voice; an edited song may also have a melody that an instrument plays.</summary>
    public static bool Sings(Part part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Role is PartRole.Melody or PartRole.Backing && part.Patch.StartsWith("voice-", StringComparison.Ordinal);
    }

    /// <summary>The built-in high voice.</summary>
    public static VoiceProfile Female { get; } = new("guide-female", LowPitch: 57, HighPitch: 77, FormantScale: 1.17, Breath: 0.35, VibratoHertz: 5.6, VibratoCents: 32);

    /// <summary>The built-in low voice.</summary>
    public static VoiceProfile Male { get; } = new("guide-male", LowPitch: 47, HighPitch: 66, FormantScale: 1, Breath: 0.22, VibratoHertz: 5.1, VibratoCents: 26);
}

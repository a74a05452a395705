using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Style;

/// <summary>What a new song takes over from the song it is to be a sibling of.</summary>
internal sealed class Sibling(SongProfile profile)
{
    /// <summary>Points from which words ask for a style of their own; one style word gives more, a mood less.</summary>
    public const double StyleAskedFor = 3;

    /// <summary>How far the tempo may lie from the sibling's, as a share of it.</summary>
    public const double TempoShare = 0.04;

    // Further away a voice would leave the range in which it is a voice.
    private const double WidestShift = 4;

    /// <summary>The style's profile; null for a style that this engine does not know.</summary>
    public StyleProfile? Style { get; } = StyleLibrary.All.FirstOrDefault(style => style.Name == profile.Style);

    public Metre Metre { get; } = Metre.Find(profile.Metre) ?? Metre.Common;

    public double Bpm => Math.Clamp(profile.Bpm, 40, 220);

    /// <summary><c>f</c> or <c>m</c>; null when nobody sang.</summary>
    public string? Voice => !profile.IsSung || profile.Patches.GetValueOrDefault(PartRole.Melody) is not { } patch ? null
        : patch.EndsWith("-male", StringComparison.Ordinal) ? "m"
        : patch.EndsWith("-female", StringComparison.Ordinal) ? "f" : null;

    /// <summary>The numbers of the voice that sang; null for another kind of voice, and for songs whose melody was not sung.</summary>
    public VoiceProfile? VoiceFor(string voice) => voice == Voice ? profile.Voice : null;

    /// <summary>Its own key for the first take and a close one for the second; words about the mood may turn the mode.</summary>
    public (int Root, Mode Mode) KeyFor(double major, long seed)
    {
        var mode = major > 1 ? Mode.Major : major < -1 ? Mode.Minor : profile.Mode;
        return ((profile.KeyRoot + (seed % 2 == 0 ? 0 : 7)) % 12, mode);
    }

    /// <summary>The sibling's instrument for a role of the style profiles; null where it had none.</summary>
    public string? PatchFor(string role) => role switch
    {
        "solo" => profile.IsSung ? null : profile.Patches.GetValueOrDefault(PartRole.Melody),
        "female" => Voice is "f" ? profile.Patches[PartRole.Melody] : null,
        "male" => Voice is "m" ? profile.Patches[PartRole.Melody] : null,
        "chords" => profile.Patches.GetValueOrDefault(PartRole.Chords),
        "pad" => profile.Patches.GetValueOrDefault(PartRole.Pad),
        "bass" => profile.Patches.GetValueOrDefault(PartRole.Bass),
        "lead" => profile.Patches.GetValueOrDefault(PartRole.Lead),
        "drums" => profile.Patches.GetValueOrDefault(PartRole.Drums),
        _ => null,
    };

    /// <summary>How far the sibling's melody lay from where its voice or instrument usually is, in semitones.</summary>
    public double RegisterShift(string voice)
    {
        // Another voice than the sibling's has a register of its own.
        if (profile.MelodyCentre is not { } centre || (profile.IsSung && Voice is { } own && own != voice)) return 0;
        var usual = !profile.IsSung ? 69.0 : voice is "m" ? 55.0 : 65.0;
        return Math.Clamp(centre - usual, -WidestShift, WidestShift);
    }
}

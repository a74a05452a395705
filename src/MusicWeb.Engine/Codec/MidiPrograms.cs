using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Codec;

/// <summary>The General MIDI sounds nearest to our patches.</summary>
internal static class MidiPrograms
{
    private static readonly Dictionary<string, int> ByPatch = new(StringComparer.Ordinal)
    {
        ["voice-female"] = 53,
        ["voice-male"] = 52,
        ["lead-flute"] = 73,
        ["lead-soft"] = 80,
        ["lead-saw"] = 81,
        ["lead-bell"] = 10,
        ["piano"] = 0,
        ["e-piano"] = 4,
        ["guitar-clean"] = 27,
        ["guitar-drive"] = 30,
        ["stab-house"] = 62,
        ["pluck"] = 45,
        ["pad-warm"] = 89,
        ["pad-strings"] = 48,
        ["pad-glass"] = 92,
        ["pad-saw"] = 90,
        ["bass-finger"] = 33,
        ["bass-pick"] = 34,
        ["bass-sub"] = 39,
        ["bass-synth"] = 38,
        ["arp-saw"] = 81,
        ["bell"] = 14,
        ["vibes"] = 11,
        ["fx"] = 97,
        ["kit-acoustic"] = 0,
        ["kit-rock"] = 16,
        ["kit-lofi"] = 8,
        ["kit-808"] = 25,
        ["kit-909"] = 24,
        ["kit-soft"] = 40,
        ["perc"] = 0,
    };

    private static readonly Dictionary<PartRole, int> ByRole = new()
    {
        [PartRole.Melody] = 53,
        [PartRole.Backing] = 52,
        [PartRole.Bass] = 33,
        [PartRole.Chords] = 0,
        [PartRole.Pad] = 89,
        [PartRole.Lead] = 80,
        [PartRole.Effects] = 97,
        [PartRole.Drums] = 0,
        [PartRole.Percussion] = 0,
    };

    /// <summary>The program of a part; a patch we do not know is played as its role.</summary>
    public static int For(Part part) => ByPatch.TryGetValue(part.Patch, out var program) ? program : ByRole[part.Role];
}

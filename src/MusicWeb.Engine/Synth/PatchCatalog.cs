using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Synth;

/// <summary>The instruments by name.</summary>
internal static class PatchCatalog
{
    private static readonly Dictionary<string, Func<Patch>> Makers = new(StringComparer.Ordinal)
    {
        ["voice-female"] = () => new VoicePatch(VoiceKind.Female),
        ["voice-male"] = () => new VoicePatch(VoiceKind.Male),
        ["lead-flute"] = () => new WindPatch(new([1, 0.34f, 0.2f, 0.06f, 0.03f], 0.35f, new(0.05f, 0.3f, 0.85f, 0.14f), 16, 0.012f, 0.14f)),
        ["lead-soft"] = () => new WindPatch(new([1, 0.12f, 0.24f, 0.05f, 0.11f, 0.02f, 0.06f], 0.03f, new(0.02f, 0.5f, 0.7f, 0.18f), 14, 0.03f, 0.22f)),
        ["bass-sub"] = () => new WindPatch(new([1, 0.22f, 0.1f, 0.03f], 0, new(0.006f, 0.8f, 0.8f, 0.08f), 0, 0.02f, 0)),

        ["piano"] = () => new StruckPatch(new() { Partials = StruckSounds.Piano, Loudness = new(0.0015f, 1, 1, 0.28f), Knock = 0.16f }),
        ["e-piano"] = () => new StruckPatch(new() { Partials = StruckSounds.ElectricPiano, Loudness = new(0.002f, 1, 1, 0.22f), Knock = 0.03f, SwayHertz = 4.6f, SwayDepth = 0.16f, Chorus = 0.35f, Warmth = 1.6f }),
        ["vibes"] = () => new StruckPatch(new() { Partials = StruckSounds.Vibraphone, Loudness = new(0.002f, 1, 1, 0.7f), Knock = 0.03f, SwayHertz = 5.2f, SwayDepth = 0.14f, EchoBeats = 0.75, EchoLevel = 0.18f }),
        ["bell"] = () => new StruckPatch(new() { Partials = StruckSounds.Bell, Loudness = new(0.002f, 1, 1, 0.9f), Chorus = 0.25f, EchoBeats = 0.75, EchoLevel = 0.25f }),
        ["lead-bell"] = () => new StruckPatch(new() { Partials = StruckSounds.Bell, Loudness = new(0.004f, 1, 1, 0.5f), Spread = 0.1f, Chorus = 0.3f, EchoBeats = 0.75, EchoLevel = 0.16f }),
        ["pad-glass"] = () => new StruckPatch(new() { Partials = StruckSounds.Glass, Loudness = new(0.7f, 1, 1, 1.4f), Spread = 0.5f, Chorus = 0.5f }),

        ["guitar-clean"] = () => new StringPatch(new() { Ring = 4.2f, Softness = 0.22f, Attack = 0.75f, Doubled = true, Strum = 0.011f, Chorus = 0.3f }),
        ["guitar-drive"] = () => new StringPatch(new() { Ring = 6, Softness = 0.3f, Attack = 0.6f, PluckAt = 0.1f, Doubled = true, Strum = 0.004f, Drive = 14 }),
        ["bass-finger"] = () => new StringPatch(new() { Ring = 5, Softness = 0.42f, Attack = 0.22f, PluckAt = 0.2f, Body = 0.3f }),
        ["bass-pick"] = () => new StringPatch(new() { Ring = 5, Softness = 0.22f, Attack = 0.6f, PluckAt = 0.09f, Body = 0.22f }),

        ["stab-house"] = () => new SawPatch(new() { Detune = 11, Cutoff = 900, Sweep = 2.4f, Quality = 1.2f, Loudness = new(0.003f, 0.16f, 0.12f, 0.16f), Filter = new(0.002f, 0.11f, 0, 0.1f), EchoBeats = 0.75, EchoLevel = 0.16f }),
        ["pluck"] = () => new SawPatch(new() { Detune = 6, Cutoff = 700, Sweep = 3, Quality = 1.5f, Loudness = new(0.002f, 0.22f, 0, 0.2f), Filter = new(0.001f, 0.09f, 0, 0.1f), EchoBeats = 0.75, EchoLevel = 0.28f }),
        ["pad-warm"] = () => new SawPatch(new() { Detune = 13, Cutoff = 900, Sweep = 0.7f, Tracking = 0.5f, Loudness = new(0.45f, 1, 0.9f, 0.9f), Filter = new(0.9f, 2, 0.6f, 1), Chorus = 0.5f }),
        ["pad-strings"] = () => new SawPatch(new() { Detune = 10, Cutoff = 2300, Sweep = 0.5f, Tracking = 0.6f, Vibrato = 6, Loudness = new(0.22f, 1, 0.9f, 0.5f), Filter = new(0.4f, 1, 0.8f, 0.8f), Chorus = 0.4f }),
        ["pad-saw"] = () => new SawPatch(new() { Detune = 19, Cutoff = 1700, Sweep = 1.1f, Tracking = 0.4f, Loudness = new(0.12f, 1, 0.9f, 0.6f), Filter = new(0.6f, 2, 0.5f, 0.8f) }),
        ["lead-saw"] = () => new SawPatch(new() { Detune = 9, Cutoff = 2400, Sweep = 1.2f, Quality = 1.1f, Vibrato = 14, Width = 0.7f, Loudness = new(0.008f, 0.4f, 0.75f, 0.16f), Filter = new(0.004f, 0.25f, 0.3f, 0.2f), EchoBeats = 0.75, EchoLevel = 0.2f }),
        ["arp-saw"] = () => new SawPatch(new() { Detune = 8, Cutoff = 1300, Sweep = 2, Quality = 1.6f, Loudness = new(0.002f, 0.18f, 0.2f, 0.14f), Filter = new(0.001f, 0.1f, 0.1f, 0.1f), EchoBeats = 0.75, EchoLevel = 0.3f }),
        ["bass-synth"] = () => new SawPatch(new() { Detune = 5, Cutoff = 340, Tracking = 0.6f, Sweep = 2.6f, Quality = 1.7f, Sub = 0.5f, Width = 0.12f, Loudness = new(0.003f, 0.3f, 0.7f, 0.07f), Filter = new(0.002f, 0.13f, 0.12f, 0.1f) }),

        ["kit-acoustic"] = () => new KitPatch(new()),
        ["kit-rock"] = () => new KitPatch(new() { KickHertz = 54, KickSweep = 130, KickClick = 0.6f, SnareHertz = 205, SnareTone = 0.7f, SnareSeconds = 0.42f, SnareColour = 3000, OpenHatSeconds = 0.7f, MetalFrom = 5600, MetalNoise = 0.7f, Warmth = 2.2f }),
        ["kit-lofi"] = () => new KitPatch(new() { KickHertz = 52, KickSweep = 70, KickSeconds = 0.34f, KickClick = 0.15f, SnareHertz = 170, SnareSeconds = 0.22f, SnareColour = 1700, HatSeconds = 0.06f, MetalFrom = 5200, MetalLevel = 0.8f, Ceiling = 9500, Warmth = 2.4f, Crackle = 0.05f }),
        ["kit-808"] = () => new KitPatch(new() { KickHertz = 46, KickSweep = 70, KickSeconds = 0.95f, KickClick = 0.12f, SnareHertz = 180, SnareTone = 0.6f, SnareSeconds = 0.2f, SnareColour = 3800, HatSeconds = 0.07f, OpenHatSeconds = 0.42f, MetalFrom = 7600, MetalNoise = 0.15f, TomTune = 0.9f, Warmth = 1.6f }),
        ["kit-909"] = () => new KitPatch(new() { KickHertz = 49, KickSweep = 190, KickSeconds = 0.5f, KickClick = 0.5f, SnareHertz = 195, SnareTone = 0.5f, SnareSeconds = 0.28f, SnareColour = 3300, HatSeconds = 0.085f, OpenHatSeconds = 0.4f, MetalFrom = 7000, MetalNoise = 0.45f, Warmth = 1.7f }),
        ["kit-soft"] = () => new KitPatch(new() { KickHertz = 48, KickSweep = 55, KickSeconds = 0.4f, KickClick = 0.1f, SnareHertz = 175, SnareTone = 0.3f, SnareSeconds = 0.4f, SnareColour = 3600, HatSeconds = 0.1f, MetalFrom = 6000, MetalNoise = 0.8f, MetalLevel = 0.7f, Warmth = 1 }),
        ["perc"] = () => new KitPatch(new() { MetalFrom = 6000 }),
        ["fx"] = () => new EffectsPatch(),
    };

    /// <summary>All names, in no particular order.</summary>
    public static IReadOnlyCollection<string> Names => Makers.Keys;

    /// <summary>A fresh instrument of that name; for an unknown name, the usual one of the role.</summary>
    public static Patch Create(string name, PartRole role) => (Makers.GetValueOrDefault(name) ?? Makers[DefaultOf(role)])();

    private static string DefaultOf(PartRole role) => role switch
    {
        PartRole.Melody or PartRole.Backing => "voice-female",
        PartRole.Drums => "kit-acoustic",
        PartRole.Percussion => "perc",
        PartRole.Bass => "bass-finger",
        PartRole.Chords => "piano",
        PartRole.Pad => "pad-warm",
        PartRole.Lead => "lead-soft",
        _ => "fx",
    };
}

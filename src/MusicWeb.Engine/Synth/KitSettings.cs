namespace MusicWeb.Engine.Synth;

/// <summary>What makes one drum kit differ from another.</summary>
internal sealed record KitSettings
{
    /// <summary>Frequency the kick settles at, in hertz.</summary>
    public float KickHertz { get; init; } = 50;

    /// <summary>How far above it the kick starts, in hertz.</summary>
    public float KickSweep { get; init; } = 110;

    /// <summary>Seconds until the kick is 60 dB down.</summary>
    public float KickSeconds { get; init; } = 0.45f;

    /// <summary>Level of the kick's beater.</summary>
    public float KickClick { get; init; } = 0.35f;

    /// <summary>Tone of the snare's skin in hertz.</summary>
    public float SnareHertz { get; init; } = 185;

    /// <summary>Level of the skin.</summary>
    public float SnareTone { get; init; } = 0.55f;

    /// <summary>Seconds of the snare's wires.</summary>
    public float SnareSeconds { get; init; } = 0.32f;

    /// <summary>Frequency where the wires are strongest, in hertz.</summary>
    public float SnareColour { get; init; } = 2600;

    /// <summary>Seconds of a closed hat.</summary>
    public float HatSeconds { get; init; } = 0.09f;

    /// <summary>Seconds of an open hat.</summary>
    public float OpenHatSeconds { get; init; } = 0.55f;

    /// <summary>Frequency below which hats and cymbals are cut, in hertz.</summary>
    public float MetalFrom { get; init; } = 6500;

    /// <summary>Share of noise in the metal, 0 (machine) to 1 (real).</summary>
    public float MetalNoise { get; init; } = 0.6f;

    /// <summary>Level of hats and cymbals.</summary>
    public float MetalLevel { get; init; } = 1;

    /// <summary>Pitch of toms against the usual.</summary>
    public float TomTune { get; init; } = 1;

    /// <summary>Everything above is rolled off, in hertz.</summary>
    public float Ceiling { get; init; } = 20000;

    /// <summary>Gain into a soft limit.</summary>
    public float Warmth { get; init; } = 1.2f;

    /// <summary>Level of crackle as of an old record, 0 for none.</summary>
    public float Crackle { get; init; }
}

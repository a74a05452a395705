using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Mix;

/// <summary>Where a role stands in the mix.</summary>
/// <param name="Lufs">Loudness its parts are brought to before mastering.</param>
/// <param name="Pan">-1 (left) to 1 (right).</param>
/// <param name="Send">How much of it reaches the hall.</param>
/// <param name="LowCutHertz">Below this it leaves room for the bass; 0 for none.</param>
/// <param name="Presence">Lift of its highs in decibels.</param>
internal readonly record struct RoleMix(double Lufs, float Pan, float Send, double LowCutHertz, double Presence);

/// <summary>The room and the balance of a style.</summary>
internal sealed record MixProfile
{
    private static readonly Dictionary<string, MixProfile> Styles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lofi"] = new() { HallSeconds = 1.3, HallDamping = 0.5f, Brightness = -4, Duck = 0.25f, Lift = { [PartRole.Chords] = 3, [PartRole.Melody] = -1 } },
        ["ambient"] = new() { Reach = 8, HallSeconds = 4.2, HallDamping = 0.35f, HallLevel = 1.7f, Brightness = -3.5, Lift = { [PartRole.Pad] = 6, [PartRole.Drums] = -5, [PartRole.Melody] = -2, [PartRole.Lead] = 2 } },
        ["rock"] = new() { HallSeconds = 1.4, HallDamping = 0.4f, HallLevel = 0.8f, Brightness = 1, Lift = { [PartRole.Chords] = 3.5, [PartRole.Lead] = 2, [PartRole.Drums] = 1 } },
        ["house"] = new() { Reach = 4, HallSeconds = 1.6, Duck = 0.72f, Lift = { [PartRole.Drums] = 2, [PartRole.Bass] = 1, [PartRole.Chords] = 1 } },
        ["synthwave"] = new() { HallSeconds = 2.4, HallLevel = 1.2f, Duck = 0.5f, Lift = { [PartRole.Pad] = 2, [PartRole.Lead] = 2, [PartRole.Drums] = 1 } },
        ["techno"] = new() { Reach = 4, HallSeconds = 1.9, Duck = 0.7f, Lift = { [PartRole.Drums] = 2.5, [PartRole.Bass] = 1.5, [PartRole.Pad] = -2 } },
        ["trap"] = new() { Reach = 4, HallSeconds = 1.8, Brightness = -1, Duck = 0.3f, Lift = { [PartRole.Bass] = 2, [PartRole.Drums] = 1 } },
        ["hiphop"] = new() { HallSeconds = 1.2, HallLevel = 0.8f, Brightness = -1.5, Duck = 0.2f, Lift = { [PartRole.Drums] = 2, [PartRole.Bass] = 1 } },
        ["rnb"] = new() { Reach = 3, HallSeconds = 1.9, Brightness = -1, Duck = 0.2f, Lift = { [PartRole.Chords] = 1.5, [PartRole.Bass] = 1 } },
        ["jazz"] = new() { HallSeconds = 1.3, HallDamping = 0.45f, Brightness = -1.5, Lift = { [PartRole.Chords] = 2.5, [PartRole.Bass] = 1.5, [PartRole.Drums] = -3 } },
        ["folk"] = new() { HallSeconds = 1.5, HallDamping = 0.4f, Lift = { [PartRole.Chords] = 4, [PartRole.Drums] = -4, [PartRole.Lead] = 1 } },
        ["classical"] = new() { Reach = 2.5, HallSeconds = 2.6, HallLevel = 1.3f, Brightness = -2.5, Lift = { [PartRole.Chords] = 6, [PartRole.Melody] = -1, [PartRole.Bass] = -3 } },
        ["orchestral"] = new() { Reach = 2.5, HallSeconds = 3.4, HallLevel = 1.6f, Brightness = -1.5, Lift = { [PartRole.Pad] = 6, [PartRole.Chords] = 3, [PartRole.Lead] = 2, [PartRole.Drums] = -1 } },
        ["reggae"] = new() { HallSeconds = 1.8, HallLevel = 1.2f, Brightness = -1.5, Lift = { [PartRole.Bass] = 3, [PartRole.Chords] = 1 } },
        ["metal"] = new() { HallSeconds = 1.2, HallDamping = 0.4f, HallLevel = 0.7f, Brightness = 1.5, Lift = { [PartRole.Chords] = 4.5, [PartRole.Lead] = 2, [PartRole.Drums] = 1.5 } },
        ["pop"] = new() { Reach = 4, HallSeconds = 1.7, Duck = 0.12f },
    };

    /// <summary>Decay of the hall.</summary>
    public double HallSeconds { get; init; } = 1.8;

    /// <summary>Loss of highs in the hall, 0 to 0.9.</summary>
    public float HallDamping { get; init; } = 0.3f;

    /// <summary>Level of the hall against the usual.</summary>
    public float HallLevel { get; init; } = 1;

    /// <summary>Decibels by which the style is brighter or darker than the usual.</summary>
    public double Brightness { get; init; }

    /// <summary>Decibels by which the master may bend lows and highs further than the first engine did.</summary>
    public double Reach { get; init; }

    /// <summary>How far the kick pushes the sustained parts down, 0 to 1.</summary>
    public float Duck { get; init; }

    /// <summary>Decibels by which a role is louder than usual in this style.</summary>
    public Dictionary<PartRole, double> Lift { get; } = [];

    /// <summary>Decibels by which drums and bass stand out.</summary>
    public double Punch { get; init; }

    /// <summary>How far apart instruments stand against the usual.</summary>
    public float Width { get; init; } = 1;

    /// <summary>The profile of a song: its style's, a sensible one for a style that has none of its own, changed by the song's own finish.</summary>
    public static MixProfile Of(SongScore score)
    {
        var style = Styles.GetValueOrDefault(score.Style) ?? new MixProfile();
        if (score.Engine < 2) style = style with { Reach = 0 };
        return score.Finish is not { } finish ? style : style with
        {
            Brightness = style.Brightness + finish.Brightness,
            HallLevel = style.HallLevel * (float)finish.Room,
            Punch = finish.Punch,
            Width = (float)finish.Width,
        };
    }

    /// <summary>Where the parts of a role stand.</summary>
    /// <param name="role">The role.</param>
    /// <param name="index">Number of the part among those of its role, from 0.</param>
    /// <param name="count">How many there are.</param>
    public RoleMix For(PartRole role, int index, int count)
    {
        var mix = role switch
        {
            PartRole.Melody => new RoleMix(-18, 0, 0.16f, 120, 2),
            PartRole.Backing => new RoleMix(-23, 0.45f, 0.24f, 180, 2),
            PartRole.Drums => new RoleMix(-18.5, 0, 0.06f, 0, 2),
            PartRole.Percussion => new RoleMix(-29, 0.15f, 0.12f, 150, 1),
            PartRole.Bass => new RoleMix(-20.5, 0, 0, 0, 0),
            PartRole.Chords => new RoleMix(-23, -0.22f, 0.13f, 110, 2),
            PartRole.Pad => new RoleMix(-26, 0, 0.22f, 150, 1),
            PartRole.Lead => new RoleMix(-24, 0.28f, 0.2f, 150, 1.5),
            _ => new RoleMix(-27, 0, 0.25f, 0, 0),
        };
        // Parts that share a role share its loudness and stand on opposite sides.
        var lufs = mix.Lufs + Lift.GetValueOrDefault(role) - 10 * Math.Log10(count);
        if (role is PartRole.Drums or PartRole.Bass) lufs += Punch;
        var pan = Math.Clamp(mix.Pan * Width, -1, 1);
        return mix with { Lufs = lufs, Pan = index % 2 == 0 ? pan : -pan, Send = mix.Send * HallLevel };
    }

    /// <summary>Whether the kick pushes this role down.</summary>
    public static bool Ducks(PartRole role) => role is PartRole.Pad or PartRole.Chords or PartRole.Bass or PartRole.Lead;
}

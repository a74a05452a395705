namespace MusicWeb.Engine.Sing;

/// <summary>Resonances of a mouth, in hertz for a long vocal tract, and how damped they are.</summary>
/// <param name="F1">First formant: how open the jaw is.</param>
/// <param name="F2">Second formant: where the tongue lies.</param>
/// <param name="F3">Third formant: the tongue's tip and the lips.</param>
/// <param name="B1">Bandwidth of the first formant.</param>
/// <param name="B2">Bandwidth of the second.</param>
/// <param name="B3">Bandwidth of the third.</param>
internal readonly record struct MouthShape(float F1, float F2, float F3, float B1 = 75, float B2 = 95, float B3 = 140)
{
    /// <summary>A shape on the way from one to another, 0 to 1.</summary>
    public static MouthShape Between(in MouthShape a, in MouthShape b, float at) => new(
        a.F1 + (at * (b.F1 - a.F1)), a.F2 + (at * (b.F2 - a.F2)), a.F3 + (at * (b.F3 - a.F3)), a.B1 + (at * (b.B1 - a.B1)), a.B2 + (at * (b.B2 - a.B2)), a.B3 + (at * (b.B3 - a.B3)));
}

/// <summary>The shapes of the sounds: vowels after the classic measurements of speakers, consonants as the places their vowels' formants point to.</summary>
internal static class MouthShapes
{
    /// <summary>A vowel's shape, and for a diphthong the one it moves to.</summary>
    public static (MouthShape From, MouthShape To) Vowel(Phone phone)
    {
        MouthShape from = phone switch
        {
            Phone.AA => new(720, 1130, 2500, 90, 90),
            Phone.AE => new(670, 1720, 2430, 80, 110),
            Phone.AH => new(630, 1210, 2480, 80, 90),
            Phone.AO => new(580, 870, 2500, 85, 85),
            Phone.AW => new(720, 1230, 2480, 85, 90),
            Phone.AY => new(710, 1180, 2500, 85, 90),
            Phone.EH => new(540, 1800, 2500),
            Phone.ER => new(470, 1300, 1680, 75, 80, 110),
            Phone.EY => new(480, 1950, 2550),
            Phone.IH => new(400, 1950, 2570, 65),
            Phone.IY => new(290, 2270, 3000, 60, 110, 200),
            Phone.OW => new(510, 960, 2420, 75, 85),
            Phone.OY => new(540, 880, 2450, 80, 85),
            Phone.UH => new(440, 1060, 2280, 70),
            _ => new(320, 930, 2250, 65, 90),
        };
        MouthShape to = phone switch
        {
            Phone.AW => new(440, 940, 2380),
            Phone.AY => new(400, 2000, 2620),
            Phone.EY => new(340, 2200, 2780),
            Phone.OW => new(370, 830, 2340),
            Phone.OY => new(390, 2000, 2580),
            _ => from,
        };
        return (from, to);
    }

    /// <summary>A consonant's shape beside a vowel: it meets the vowel part of the way.</summary>
    public static MouthShape Consonant(Phone phone, in MouthShape vowel)
    {
        var isFront = vowel.F2 > 1500;
        var (place, lean) = phone switch
        {
            Phone.P or Phone.B => (new MouthShape(260, 850, 2150, 90, 110, 160), 0.5f),
            Phone.T or Phone.D => (new(250, 1750, 2650, 90, 120, 180), 0.3f),
            Phone.K or Phone.G => (isFront ? new(250, 2250, 2700, 90, 120, 180) : new(250, 1350, 2250, 90, 120, 180), 0.45f),
            Phone.CH or Phone.JH => (new(270, 1850, 2750, 90, 120, 200), 0.2f),
            Phone.F or Phone.V => (new(300, 1050, 2100, 100, 120, 160), 0.4f),
            Phone.TH or Phone.DH => (new(300, 1350, 2560, 100, 120, 160), 0.3f),
            Phone.S or Phone.Z => (new(300, 1500, 2580, 100, 120, 160), 0.25f),
            Phone.SH or Phone.ZH => (new(300, 1850, 2720, 100, 120, 160), 0.2f),
            Phone.M => (new(280, 950, 2150, 80, 200, 200), 0.4f),
            Phone.N => (new(280, 1620, 2600, 80, 220, 220), 0.3f),
            Phone.NG => (isFront ? new(280, 2150, 2750, 80, 220, 220) : new(280, 1350, 2350, 80, 220, 220), 0.4f),
            Phone.L => (new(340, 1080, 2880, 70, 110, 240), 0.2f),
            Phone.R => (new(330, 1120, 1450, 80, 110, 120), 0.2f),
            Phone.W => (new(300, 640, 2180, 65, 90, 140), 0.15f),
            Phone.Y => (new(270, 2230, 3020, 60, 110, 250), 0.1f),
            _ => (vowel, 1f),
        };
        return phone is Phone.HH ? vowel with { B1 = vowel.B1 * 2 } : MouthShape.Between(place, vowel with { B1 = place.B1, B2 = place.B2, B3 = place.B3 }, lean);
    }

    /// <summary>Seconds that a vowel takes to leave a neighbour's shape behind.</summary>
    public static float TransitionSeconds(Phone neighbour) => neighbour switch
    {
        _ when neighbour.IsVowel() => 0.06f,
        Phone.L or Phone.R or Phone.W or Phone.Y => 0.075f,
        _ when neighbour.IsNasal() => 0.045f,
        _ when neighbour.IsStop() => 0.045f,
        _ => 0.05f,
    };
}

namespace MusicWeb.Engine.Sing;

/// <summary>How strong the sources of a sound are: folds, breath and hiss, 1 being the folds of an open vowel; and how far the nose is open.</summary>
internal readonly record struct Loudnesses(float Folds, float Breath, float Hiss, float Nose)
{
    /// <summary>The sources of a sound; the hiss of a stop is its burst, which dies away by itself.</summary>
    public static Loudnesses Of(in SungSound sound) => (sound.Phone, sound.Articulation) switch
    {
        (_, Articulation.Closure) => sound.Phone.IsVoiceless() ? default : new(0.09f, 0, 0, 0),
        (Phone.P, Articulation.Release) => new(0, 0.3f, 0.42f, 0),
        (Phone.T, Articulation.Release) => new(0, 0.26f, 0.75f, 0),
        (Phone.K, Articulation.Release) => new(0, 0.3f, 0.7f, 0),
        (Phone.CH, Articulation.Release) => new(0, 0.05f, 0.5f, 0),
        (Phone.B, Articulation.Release) => new(0.4f, 0.05f, 0.28f, 0),
        (Phone.D, Articulation.Release) => new(0.4f, 0.05f, 0.42f, 0),
        (Phone.G, Articulation.Release) => new(0.4f, 0.05f, 0.45f, 0),
        (Phone.JH, Articulation.Release) => new(0.2f, 0.05f, 0.4f, 0),
        (Phone.S, _) => new(0, 0.02f, 0.5f, 0),
        (Phone.SH, _) => new(0, 0.03f, 0.5f, 0),
        (Phone.F, _) => new(0, 0.05f, 0.2f, 0),
        (Phone.TH, _) => new(0, 0.05f, 0.17f, 0),
        (Phone.HH, _) => new(0.02f, 0.4f, 0, 0),
        (Phone.Z, _) => new(0.24f, 0.02f, 0.3f, 0),
        (Phone.ZH, _) => new(0.24f, 0.02f, 0.3f, 0),
        (Phone.V, _) => new(0.34f, 0.03f, 0.09f, 0),
        (Phone.DH, _) => new(0.36f, 0.03f, 0.07f, 0),
        (Phone.M or Phone.N or Phone.NG, _) => new(0.55f, 0, 0, 1),
        (Phone.L, _) => new(0.62f, 0, 0, 0),
        (Phone.R, _) => new(0.62f, 0, 0, 0),
        (Phone.W, _) => new(0.6f, 0, 0, 0),
        (Phone.Y, _) => new(0.6f, 0, 0, 0),
        (Phone.IY or Phone.UW, _) => new(1.15f, 0, 0, 0),
        _ => new(1, 0, 0, 0),
    };

    /// <summary>Part of the way from one to another, 0 to 1.</summary>
    public static Loudnesses Between(in Loudnesses a, in Loudnesses b, float at) => new(
        a.Folds + (at * (b.Folds - a.Folds)), a.Breath + (at * (b.Breath - a.Breath)), a.Hiss + (at * (b.Hiss - a.Hiss)), a.Nose + (at * (b.Nose - a.Nose)));
}

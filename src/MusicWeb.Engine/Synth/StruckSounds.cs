namespace MusicWeb.Engine.Synth;

/// <summary>Which partials struck instruments have.</summary>
internal static class StruckSounds
{
    /// <summary>Stiff strings, two to a note, whose upper partials die first and open with velocity.</summary>
    public static void Piano(float hertz, float velocity, ref Noise random, List<Partial> partials)
    {
        var stiffness = 0.00012f * MathF.Pow(hertz / 261.63f, 1.3f);
        var seconds = Math.Clamp(9 * MathF.Pow(130f / hertz, 0.62f), 0.7f, 14f);
        var bright = 1.05f + 1.1f * (1 - velocity);
        var count = Math.Min(26, (int)(11000 / hertz));
        for (var n = 1; n <= Math.Max(3, count); n++)
        {
            var f = n * hertz * MathF.Sqrt(1 + stiffness * n * n);
            // The hammer strikes at an eighth of the string, so the eighth partial is nearly missing.
            var level = 0.3f * velocity * MathF.Pow(n, -bright) * (0.25f + 0.75f * MathF.Abs(MathF.Sin(MathF.PI * n / 8.3f)));
            if (n == 1) level *= hertz < 110 ? 0.8f : 1.6f;
            var ring = seconds / (1 + 0.22f * (n - 1));
            var beat = 1 + 0.00045f * (0.6f + 0.4f * random.Next());
            partials.Add(new Partial(f, level * 0.72f, ring * 0.45f, random.NextUnit()));
            if (n <= 8) partials.Add(new Partial(f * beat, level * 0.38f, ring * 1.5f, random.NextUnit()));
        }
    }

    /// <summary>A tine with its bell partials, which bark when it is hit hard.</summary>
    public static void ElectricPiano(float hertz, float velocity, ref Noise random, List<Partial> partials)
    {
        var seconds = Math.Clamp(5.5f * MathF.Pow(200f / hertz, 0.4f), 1.2f, 8f);
        var hard = velocity * velocity;
        partials.Add(new Partial(hertz, 0.5f * velocity, seconds));
        partials.Add(new Partial(hertz * 1.0007f, 0.12f * velocity, seconds * 1.2f));
        partials.Add(new Partial(hertz * 2, 0.24f * hard, seconds * 0.55f));
        partials.Add(new Partial(hertz * 3, 0.16f * hard, seconds * 0.35f));
        partials.Add(new Partial(hertz * 4, 0.07f * hard, seconds * 0.25f));
        partials.Add(new Partial(hertz * 5, 0.05f * hard, seconds * 0.2f));
        partials.Add(new Partial(hertz * 7.08f, 0.05f * velocity, 0.55f));
        partials.Add(new Partial(hertz * 14.3f, 0.035f * velocity * (1 + 0.2f * random.Next()), 0.28f));
        partials.Add(new Partial(hertz * 20.8f, 0.018f * hard, 0.15f));
    }

    /// <summary>Metal bars: two octaves and three octaves plus a third above the tone.</summary>
    public static void Vibraphone(float hertz, float velocity, ref Noise random, List<Partial> partials)
    {
        partials.Add(new Partial(hertz, 0.45f * velocity, 5.5f));
        partials.Add(new Partial(hertz * 3.99f, 0.14f * velocity, 2.2f, 0.2f));
        partials.Add(new Partial(hertz * 9.95f, 0.09f * velocity * velocity, 0.5f, random.NextUnit()));
        partials.Add(new Partial(hertz * 17.1f, 0.04f * velocity * velocity, 0.2f, random.NextUnit()));
    }

    /// <summary>A small bright bell, nearly harmonic so that it carries a tune.</summary>
    public static void Bell(float hertz, float velocity, ref Noise random, List<Partial> partials)
    {
        ReadOnlySpan<(float Ratio, float Level, float Seconds)> modes =
            [(1, 0.34f, 4.5f), (1.002f, 0.14f, 5f), (2, 0.2f, 3.2f), (3.01f, 0.15f, 2.4f), (4.17f, 0.1f, 1.6f), (5.43f, 0.08f, 1.1f), (6.79f, 0.06f, 0.8f), (8.21f, 0.04f, 0.5f)];
        foreach (var (ratio, level, seconds) in modes)
            partials.Add(new Partial(hertz * ratio, level * velocity * (ratio > 2.5f ? 0.4f + 0.6f * velocity : 1), seconds, random.NextUnit()));
    }

    /// <summary>Long glass partials with slow beats: a pad that shimmers.</summary>
    public static void Glass(float hertz, float velocity, ref Noise random, List<Partial> partials)
    {
        ReadOnlySpan<(float Ratio, float Level)> modes = [(1, 0.3f), (2, 0.16f), (3, 0.1f), (4, 0.07f), (5, 0.035f), (6, 0.05f), (8, 0.04f), (12, 0.02f)];
        foreach (var (ratio, level) in modes)
        {
            var seconds = 26f / (1 + 0.12f * ratio);
            var beat = 0.35f + 0.3f * random.NextUnit();
            partials.Add(new Partial(hertz * ratio, level * velocity, seconds, random.NextUnit()));
            partials.Add(new Partial(hertz * ratio + beat * MathF.Sqrt(ratio), level * velocity * 0.8f, seconds, random.NextUnit()));
        }
    }
}

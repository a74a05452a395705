namespace MusicWeb.Engine.Sing;

/// <summary>Rides the level of a voice so that a tone that happens to meet a formant does not jump out and a soft vowel is not lost.</summary>
internal struct LevelRide
{
    private const float Wanted = 0.14f;
    private const float Least = 0.03f;
    private float _power;
    private float _gain;

    /// <summary>Levels the next few milliseconds in place.</summary>
    public void Apply(Span<float> piece, float level)
    {
        var sum = 0f;
        foreach (var value in piece) sum += value * value;
        var power = sum / Math.Max(1, piece.Length);
        _power += (power > _power ? 0.12f : 0.025f) * (power - _power);
        var goal = level * MathF.Pow(Math.Max(MathF.Sqrt(_power), Least) / Wanted, -0.45f);
        var from = _gain == 0 ? goal : _gain;
        _gain = from + (0.2f * (goal - from));
        var step = (_gain - from) / Math.Max(1, piece.Length);
        for (var i = 0; i < piece.Length; i++) piece[i] *= from += step;
    }
}

namespace MusicWeb.Engine.Synth;

/// <summary>Coefficients of a resonant filter; several filters may share them.</summary>
internal readonly struct FilterShape
{
    /// <summary>Damping, the inverse of the quality.</summary>
    public readonly float K;

    /// <summary>Inner gains.</summary>
    public readonly float A1, A2, A3;

    /// <summary>A filter at a frequency (kept below 0.45 of the sample rate) with a quality of 0.5 (flat) to about 12 (singing).</summary>
    public FilterShape(float hertz, float quality)
    {
        var g = MathF.Tan(MathF.PI * Math.Clamp(hertz, 15f, 0.45f * StereoBuffer.SampleRate) / StereoBuffer.SampleRate);
        K = 1 / quality;
        A1 = 1 / (1 + g * (g + K));
        A2 = g * A1;
        A3 = g * A2;
    }
}

/// <summary>One channel's resonant filter, stable while its frequency moves.</summary>
internal struct StateFilter
{
    private float _ic1, _ic2;

    /// <summary>What is below the frequency.</summary>
    public float Low(float x, in FilterShape shape)
    {
        Step(x, shape, out _, out var low);
        return low;
    }

    /// <summary>What is around the frequency, 1 at its middle.</summary>
    public float Band(float x, in FilterShape shape)
    {
        Step(x, shape, out var band, out _);
        return shape.K * band;
    }

    /// <summary>What is above the frequency.</summary>
    public float High(float x, in FilterShape shape)
    {
        Step(x, shape, out var band, out var low);
        return x - shape.K * band - low;
    }

    private void Step(float x, in FilterShape shape, out float band, out float low)
    {
        var v3 = x - _ic2;
        band = shape.A1 * _ic1 + shape.A2 * v3;
        low = _ic2 + shape.A2 * _ic1 + shape.A3 * v3;
        _ic1 = 2 * band - _ic1;
        _ic2 = 2 * low - _ic2;
    }
}

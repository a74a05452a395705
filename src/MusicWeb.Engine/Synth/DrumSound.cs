namespace MusicWeb.Engine.Synth;

/// <summary>One stroke, ready to be mixed in as often as it is played.</summary>
/// <param name="Left">Left channel.</param>
/// <param name="Right">Right channel, as long as the left.</param>
internal sealed record DrumSound(float[] Left, float[] Right)
{
    /// <summary>Silence of the given length.</summary>
    public static DrumSound Of(float seconds)
    {
        var frames = ((int)(seconds * StereoBuffer.SampleRate) + 15) & ~7;
        return new DrumSound(new float[frames], new float[frames]);
    }

    /// <summary>Adds a mono sound at a place between -1 (left) and 1 (right).</summary>
    public DrumSound Add(ReadOnlySpan<float> mono, float side, float level = 1)
    {
        var (gainLeft, gainRight) = (level * MathF.Sqrt(0.5f - 0.5f * side), level * MathF.Sqrt(0.5f + 0.5f * side));
        for (var i = 0; i < Math.Min(mono.Length, Left.Length); i++)
        {
            Left[i] += gainLeft * mono[i];
            Right[i] += gainRight * mono[i];
        }
        return this;
    }

    /// <summary>Lets the last moments fade, so that no stroke ends in a click.</summary>
    public DrumSound Close()
    {
        var fade = Math.Min(Left.Length, 300);
        for (var i = 0; i < fade; i++)
        {
            Left[^(i + 1)] *= (float)i / fade;
            Right[^(i + 1)] *= (float)i / fade;
        }
        return this;
    }
}

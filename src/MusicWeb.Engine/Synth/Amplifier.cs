namespace MusicWeb.Engine.Synth;

/// <summary>A guitar amplifier: tightened bass, valve-like clipping at twice the rate, and the dark loudspeaker after it.</summary>
internal static class Amplifier
{
    /// <summary>Plays a part through two equal amplifiers, one a side.</summary>
    public static void Play(StereoBuffer buffer, float drive, CancellationToken ct)
    {
        Side(buffer.Left, buffer.First, drive, ct);
        Side(buffer.Right, buffer.First, drive, ct);
    }

    private static void Side(Span<float> sound, int first, float drive, CancellationToken ct)
    {
        var tight = new FilterShape(110, 0.7f);
        var mids = new FilterShape(900, 0.6f);
        var cone = new FilterShape(4600, 0.8f);
        var presence = new FilterShape(2600, 1.1f);
        StateFilter tightState = default, midState = default, coneState = default, coneState2 = default, presenceState = default, blockState = default;
        var block = new FilterShape(70, 0.7f);
        var before = 0f;
        // The hiss of an idle amplifier; it also keeps the filters from numbers so small that processors crawl.
        var hiss = new Noise(1, 0);
        hiss.Skip(first);
        for (var i = first; i < sound.Length; i++)
        {
            if (i % StereoBuffer.SampleRate == 0) ct.ThrowIfCancellationRequested();
            var x = tightState.High(sound[i] + 1e-6f * hiss.Next(), tight);
            x = drive * (x + 0.8f * midState.Band(x, mids));
            // Clipping the point in between too halves the folded-back highs.
            var clipped = 0.5f * Clip(0.5f * (x + before)) + 0.5f * Clip(x);
            before = x;
            var y = blockState.High(clipped, block);
            y += 0.9f * presenceState.Band(y, presence);
            sound[i] = 0.3f * coneState2.Low(coneState.Low(y, cone), cone);
        }
    }

    private static float Clip(float x) => PartEffects.Soften(x + 0.18f) - 0.1790f + 0.05f * PartEffects.Soften(3 * x);
}

using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>How loud a part is where it plays.</summary>
internal static class PartLevel
{
    private const int StepFrames = StereoBuffer.SampleRate / 10;
    private const float Silence = 1e-5f;

    /// <summary>Gated loudness in LUFS; negative infinity for silence.</summary>
    public static double Of(StereoBuffer part, CancellationToken ct)
    {
        var steps = new double[part.Frames / StepFrames];
        var weighting = new KWeighting(StereoBuffer.SampleRate);
        for (var step = 0; step < steps.Length; step++)
        {
            ct.ThrowIfCancellationRequested();
            var left = part.Left.Slice(step * StepFrames, StepFrames);
            var right = part.Right.Slice(step * StepFrames, StepFrames);
            if (!left.ContainsAnyExceptInRange(-Silence, Silence) && !right.ContainsAnyExceptInRange(-Silence, Silence)) continue;
            var sum = 0.0;
            for (var i = 0; i < left.Length; i++) sum += weighting.Energy(left[i], right[i]);
            steps[step] = sum / StepFrames;
        }
        return LoudnessGate.Integrate(steps);
    }
}

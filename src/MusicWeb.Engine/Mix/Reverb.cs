using System.Runtime.Intrinsics;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>A hall: four diffusers, then eight delay lines that feed each other. Linear and without movement, so stems keep adding up to the mix.</summary>
internal sealed class Reverb
{
    private const int RingFrames = 4096;
    private static readonly int[] LineFrames = [1327, 1559, 1747, 1949, 2213, 2467, 2797, 3121];
    private static readonly int[] DiffuserFrames = [173, 251, 389, 613];

    private readonly float[] _ring = new float[RingFrames * 8];
    private readonly float[] _early;
    private readonly float[][] _diffusers = [.. DiffuserFrames.Select(frames => new float[frames])];
    private readonly int[] _at = new int[4];
    private readonly Vector256<float> _keep;
    private readonly Vector256<float> _damping;
    private Vector256<float> _low;
    private int _now;
    private int _earlyAt;

    /// <summary>A hall of the given length.</summary>
    /// <param name="seconds">Until the sound is 60 dB down.</param>
    /// <param name="damping">Loss of highs, 0 (tiles) to 0.9 (curtains).</param>
    /// <param name="preDelaySeconds">Before the first reflection.</param>
    public Reverb(double seconds, float damping, double preDelaySeconds)
    {
        Span<float> keep = stackalloc float[8];
        for (var i = 0; i < 8; i++) keep[i] = (float)Math.Exp(-6.9078 * LineFrames[i] / (seconds * StereoBuffer.SampleRate));
        _keep = Vector256.Create((ReadOnlySpan<float>)keep);
        _damping = Vector256.Create(1 - damping);
        _early = new float[Math.Max(1, (int)(preDelaySeconds * StereoBuffer.SampleRate))];
    }

    /// <summary>Adds the hall's answer to a mono sound to both channels, going on from the last call.</summary>
    public void Apply(ReadOnlySpan<float> send, Span<float> left, Span<float> right)
    {
        for (var i = 0; i < send.Length; i++)
        {
            var x = _early[_earlyAt];
            _early[_earlyAt] = send[i] + 1e-18f;
            if (++_earlyAt == _early.Length) _earlyAt = 0;
            for (var d = 0; d < 4; d++) x = Diffuse(d, x);

            var lines = Vector256.Create(Line(0), Line(1), Line(2), Line(3), Line(4), Line(5), Line(6), Line(7));
            _low += _damping * (lines - _low);
            // Each line gives a quarter of the sum to every other one: nothing is lost and nothing stays where it was.
            var mixed = _low - Vector256.Create(0.25f * Vector256.Sum(_low));
            (mixed * _keep + Vector256.Create(x)).CopyTo(_ring, (_now & (RingFrames - 1)) * 8);
            _now++;
            left[i] += 0.35f * (lines[0] - lines[2] + lines[4] - lines[6]);
            right[i] += 0.35f * (lines[1] - lines[3] + lines[5] - lines[7]);
        }
    }

    private float Line(int line) => _ring[((_now - LineFrames[line]) & (RingFrames - 1)) * 8 + line];

    private float Diffuse(int which, float x)
    {
        var line = _diffusers[which];
        ref var at = ref _at[which];
        var delayed = line[at];
        var fed = x + 0.62f * delayed;
        line[at] = fed;
        if (++at == line.Length) at = 0;
        return delayed - 0.62f * fed;
    }
}

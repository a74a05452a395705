using System.Numerics;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>Makes a sustained part breathe with the kick.</summary>
internal static class SideChain
{
    private const int AttackFrames = 180;

    /// <summary>Ducks a part after each kick and lets it rise again within most of a beat.</summary>
    /// <param name="buffer">The part.</param>
    /// <param name="kicks">First frames of the kicks, ascending.</param>
    /// <param name="depth">0 leaves it alone, 1 silences it on the kick.</param>
    /// <param name="bpm">Tempo.</param>
    /// <param name="ct">Looked at for every kick.</param>
    public static void Apply(StereoBuffer buffer, IReadOnlyList<int> kicks, float depth, double bpm, CancellationToken ct)
    {
        var rise = (int)(0.85 * 60 / bpm * StereoBuffer.SampleRate);
        var left = buffer.Left;
        var right = buffer.Right;
        var last = 1f;
        for (var k = 0; k < kicks.Count; k++)
        {
            // Of a kick that is followed by another before the first frame that counts, nothing is heard any more.
            if (k + 1 < kicks.Count && kicks[k + 1] <= buffer.First) continue;
            ct.ThrowIfCancellationRequested();
            var end = Math.Min(left.Length, Math.Min(k + 1 < kicks.Count ? kicks[k + 1] : int.MaxValue, kicks[k] + AttackFrames + rise));
            var from = last;
            var low = 1 - depth;
            var fallen = Math.Clamp(kicks[k] + AttackFrames, kicks[k], Math.Max(kicks[k], end));
            for (var i = kicks[k]; i < fallen; i++)
            {
                last = from + (low - from) * (i - kicks[k]) / AttackFrames;
                left[i] *= last;
                right[i] *= last;
            }
            if (fallen < end) last = Rise(left[fallen..end], right[fallen..end], low, depth, rise);
            if (k + 1 < kicks.Count && kicks[k + 1] > end) last = 1;
        }
    }

    /// <summary>Lets the sound come back; the gain of the last frame.</summary>
    private static float Rise(Span<float> left, Span<float> right, float low, float depth, int rise)
    {
        var i = 0;
        for (; i <= left.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var x = Vector.Min(Vector<float>.One, (Vector<float>.Indices + new Vector<float>(i)) / rise);
            var gain = new Vector<float>(low) + depth * x * x * (new Vector<float>(3) - 2 * x);
            (new Vector<float>(left[i..]) * gain).CopyTo(left[i..]);
            (new Vector<float>(right[i..]) * gain).CopyTo(right[i..]);
        }

        for (; i < left.Length; i++)
        {
            left[i] *= GainAt(i);
            right[i] *= GainAt(i);
        }
        return GainAt(left.Length - 1);

        float GainAt(int since)
        {
            var x = Math.Min(1, (float)since / rise);
            return low + depth * x * x * (3 - 2 * x);
        }
    }
}

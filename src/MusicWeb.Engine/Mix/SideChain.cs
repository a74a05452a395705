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
            ct.ThrowIfCancellationRequested();
            var end = Math.Min(left.Length, Math.Min(k + 1 < kicks.Count ? kicks[k + 1] : int.MaxValue, kicks[k] + AttackFrames + rise));
            var from = last;
            for (var i = kicks[k]; i < end; i++)
            {
                var since = i - kicks[k];
                var low = 1 - depth;
                float gain;
                if (since < AttackFrames) gain = from + (low - from) * since / AttackFrames;
                else
                {
                    var x = Math.Min(1, (float)(since - AttackFrames) / rise);
                    gain = low + depth * x * x * (3 - 2 * x);
                }
                left[i] *= gain;
                right[i] *= gain;
                last = gain;
            }
            if (k + 1 < kicks.Count && kicks[k + 1] > end) last = 1;
        }
    }
}

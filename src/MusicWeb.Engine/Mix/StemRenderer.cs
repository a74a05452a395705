using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>
/// Renders a song again, stem by stem, as its mix was: equal levels, one room, one master curve, and in an edited song the same
/// stretches. What rounding takes from one stem is given to the next, so that together they are the mix.
/// </summary>
/// <param name="renderer">Renders one part at a time.</param>
public sealed class StemRenderer(SongRenderer renderer)
{
    // Steps of the rounding error that is handed on, in one unit of 16 bit.
    private const float ErrorSteps = 127;

    private readonly float[] _fading = new float[Stretch.FadeFrames * 2];

    /// <summary>Renders the stems in order; each is given away before the next is begun, so that only one is in memory.</summary>
    /// <param name="score">The song.</param>
    /// <param name="frames">Length of its sound.</param>
    /// <param name="keys">Names of the stems.</param>
    /// <param name="keyOf">The stem of a part.</param>
    /// <param name="take">Gets each stem's sound, which it must not keep; null for a stem in which nothing sounds.</param>
    /// <param name="progress">Takes the share that is done, 0 to 1.</param>
    /// <param name="ct">Looked at several times per second of sound.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Render(SongScore score, int frames, IReadOnlyList<string> keys, Func<Part, string> keyOf, Action<string, Pcm?> take, IProgress<double>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(take);
        var stretches = score.Sounding;
        // The renderings may be longer than what is heard of them.
        var scratch = new short[Math.Max(frames, stretches.Max(stretch => SongRenderer.Frames(stretch.Score))) * 2];
        var masters = new Dictionary<SongScore, Mastering>(ReferenceEqualityComparer.Instance);
        foreach (var stretch in stretches)
        {
            if (!masters.ContainsKey(stretch.Score)) masters[stretch.Score] = renderer.Master(stretch.Score, scratch, progress: null, ct);
        }

        progress?.Report(1.0 / (keys.Count + 1));
        var samples = new short[frames * 2];
        var errors = new sbyte[frames * 2];
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[i];
            var isHeard = stretches.Any(stretch => stretch.Score.Parts.Any(part => part.Notes.Count > 0 && keyOf(part) == key));
            if (isHeard) Fill(samples, errors, stretches, masters, part => keyOf(part) == key, scratch, ct);
            take(key, isHeard ? new Pcm(StereoBuffer.SampleRate, samples) : null);
            progress?.Report((i + 2.0) / (keys.Count + 1));
        }
    }

    private void Fill(short[] samples, sbyte[] errors, IReadOnlyList<Stretch> stretches, Dictionary<SongScore, Mastering> masters, Func<Part, bool> isWanted, short[] scratch, CancellationToken ct)
    {
        var frames = samples.Length / 2;
        for (var i = 0; i < stretches.Count; i++)
        {
            var stretch = stretches[i];
            var end = i + 1 < stretches.Count ? stretches[i + 1].StartFrame : frames;
            renderer.Stem(stretch.Score, isWanted, masters[stretch.Score], scratch, ct);
            for (var frame = Math.Max(0, stretch.StartFrame); frame < end; frame++)
            {
                var (left, right) = At(stretch, frame);
                var since = frame - stretch.StartFrame;
                if (i > 0 && since < Stretch.FadeFrames)
                {
                    var share = (float)Stretch.Share(since);
                    left = _fading[since * 2] + share * (left - _fading[since * 2]);
                    right = _fading[since * 2 + 1] + share * (right - _fading[since * 2 + 1]);
                }

                samples[frame * 2] = Round(left, ref errors[frame * 2]);
                samples[frame * 2 + 1] = Round(right, ref errors[frame * 2 + 1]);
            }

            for (var since = 0; since < Stretch.FadeFrames; since++) (_fading[since * 2], _fading[since * 2 + 1]) = At(stretch, end + since);
        }
    }

    private (float Left, float Right) At(Stretch stretch, int frame)
    {
        var (mix, at) = (renderer.Mixed, frame + stretch.SkippedFrames);
        if (at < 0 || at >= mix.Frames) return (0, 0);
        var gain = 32768 * (float)stretch.Gain;
        return (gain * mix.Left[at], gain * mix.Right[at]);
    }

    private static short Round(float value, ref sbyte error)
    {
        var wanted = value + error / ErrorSteps;
        var rounded = Math.Clamp(MathF.Round(wanted), short.MinValue, short.MaxValue);
        error = (sbyte)Math.Clamp(MathF.Round((wanted - rounded) * ErrorSteps), sbyte.MinValue, sbyte.MaxValue);
        return (short)rounded;
    }
}

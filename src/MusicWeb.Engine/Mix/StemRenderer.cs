using System.Numerics;
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
    private const int BlockFrames = 4096;

    private readonly float[] _left = new float[BlockFrames];
    private readonly float[] _right = new float[BlockFrames];
    private readonly float[] _fadingLeft = new float[Stretch.FadeFrames];
    private readonly float[] _fadingRight = new float[Stretch.FadeFrames];

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
        var rounding = new StemRounding(frames);
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[i];
            var isHeard = stretches.Any(stretch => stretch.Score.Parts.Any(part => part.Notes.Count > 0 && keyOf(part) == key));
            if (isHeard) Fill(samples, rounding, stretches, masters, part => keyOf(part) == key, scratch, ct);
            take(key, isHeard ? new Pcm(StereoBuffer.SampleRate, samples) : null);
            progress?.Report((i + 2.0) / (keys.Count + 1));
        }
    }

    private void Fill(short[] samples, StemRounding rounding, IReadOnlyList<Stretch> stretches, Dictionary<SongScore, Mastering> masters, Func<Part, bool> isWanted, short[] scratch, CancellationToken ct)
    {
        var frames = samples.Length / 2;
        for (var i = 0; i < stretches.Count; i++)
        {
            var stretch = stretches[i];
            var end = i + 1 < stretches.Count ? stretches[i + 1].StartFrame : frames;
            renderer.Stem(stretch.Score, isWanted, masters[stretch.Score], scratch, ct);
            for (var from = Math.Max(0, stretch.StartFrame); from < end; from += BlockFrames)
            {
                var left = _left.AsSpan(0, Math.Min(BlockFrames, end - from));
                var right = _right.AsSpan(0, left.Length);
                Read(stretch, from, left, right);
                if (i > 0) Blend(from - stretch.StartFrame, left, right);
                rounding.Round(from, left, right, samples.AsSpan(from * 2, left.Length * 2));
            }

            Read(stretch, end, _fadingLeft, _fadingRight);
        }
    }

    /// <summary>Takes frames of a stretch in units of 16 bit; silence beyond its rendering.</summary>
    private void Read(Stretch stretch, int from, Span<float> left, Span<float> right)
    {
        left.Clear();
        right.Clear();
        var (mix, at) = (renderer.Mixed, from + stretch.SkippedFrames);
        var (first, last) = (Math.Clamp(-at, 0, left.Length), Math.Clamp(mix.Frames - at, 0, left.Length));
        if (first >= last) return;
        var gain = 32768 * (float)stretch.Gain;
        Amplify(mix.Left[(at + first)..(at + last)], gain, left[first..]);
        Amplify(mix.Right[(at + first)..(at + last)], gain, right[first..]);
    }

    private static void Amplify(ReadOnlySpan<float> sound, float gain, Span<float> target)
    {
        var i = 0;
        for (; i <= sound.Length - Vector<float>.Count; i += Vector<float>.Count) (gain * new Vector<float>(sound[i..])).CopyTo(target[i..]);
        for (; i < sound.Length; i++) target[i] = gain * sound[i];
    }

    /// <summary>Lets the stretch before fade out.</summary>
    private void Blend(int since, Span<float> left, Span<float> right)
    {
        for (var i = 0; i < left.Length && since + i < Stretch.FadeFrames; i++)
        {
            var share = (float)Stretch.Share(since + i);
            var (before, beforeRight) = (_fadingLeft[since + i], _fadingRight[since + i]);
            left[i] = before + share * (left[i] - before);
            right[i] = beforeRight + share * (right[i] - beforeRight);
        }
    }
}

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
    /// <param name="mastering">What was kept with the song (<see cref="RenderedSong.Mastering"/>), which spares a rendering; empty where nothing was.</param>
    /// <param name="take">Gets each stem's sound, which it must not keep; null for a stem in which nothing sounds.</param>
    /// <param name="progress">Takes the share that is done, 0 to 1.</param>
    /// <param name="ct">Looked at several times per second of sound.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Render(SongScore score, int frames, IReadOnlyList<string> keys, Func<Part, string> keyOf, ReadOnlyMemory<byte> mastering, Action<string, Pcm?> take, IProgress<double>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(take);
        var stretches = score.Sounding;
        var samples = new short[frames * 2];
        // The renderings may be longer than what is heard of them. A song that is one rendering as it is, is read when its samples are written.
        var scratch = stretches.Count == 1 && SongRenderer.Frames(stretches[0].Score) == frames ? samples : new short[stretches.Max(stretch => SongRenderer.Frames(stretch.Score)) * 2];
        var masters = new Dictionary<SongScore, Mastering>(ReferenceEqualityComparer.Instance);
        foreach (var stretch in stretches)
        {
            if (!masters.ContainsKey(stretch.Score)) masters[stretch.Score] = Mastering.Read(mastering.Span, stretch.Score) ?? renderer.Master(stretch.Score, scratch, progress: null, ct);
        }

        progress?.Report(1.0 / (keys.Count + 1));
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
            var master = masters[stretch.Score];
            renderer.Stem(stretch.Score, isWanted, master, scratch, ct);
            for (var from = Math.Max(0, stretch.StartFrame); from < end; from += BlockFrames)
            {
                ct.ThrowIfCancellationRequested();
                var left = _left.AsSpan(0, Math.Min(BlockFrames, end - from));
                var right = _right.AsSpan(0, left.Length);
                Read(stretch, master.Curve, from, left, right);
                if (i > 0) Blend(from - stretch.StartFrame, left, right);
                rounding.Round(from, left, right, samples.AsSpan(from * 2, left.Length * 2));
            }

            Read(stretch, master.Curve, end, _fadingLeft, _fadingRight);
        }
    }

    /// <summary>Takes frames of a stretch, mastered, in units of 16 bit; silence beyond its rendering.</summary>
    private void Read(Stretch stretch, MasterCurve curve, int from, Span<float> left, Span<float> right)
    {
        left.Clear();
        right.Clear();
        var (mix, at) = (renderer.Mixed, from + stretch.SkippedFrames);
        var (first, last) = (Math.Clamp(-at, 0, left.Length), Math.Clamp(mix.Frames - at, 0, left.Length));
        if (first >= last) return;
        left = left[first..last];
        right = right[first..last];
        mix.Left.Slice(at + first, left.Length).CopyTo(left);
        mix.Right.Slice(at + first, left.Length).CopyTo(right);
        curve.Apply(at + first, left, right);
        var gain = 32768 * (float)stretch.Gain;
        Amplify(left, gain);
        Amplify(right, gain);
    }

    private static void Amplify(Span<float> sound, float gain)
    {
        var i = 0;
        for (; i <= sound.Length - Vector<float>.Count; i += Vector<float>.Count) (gain * new Vector<float>(sound[i..])).CopyTo(sound[i..]);
        for (; i < sound.Length; i++) sound[i] *= gain;
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

using System.Numerics;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>
/// Renders a song again, stem by stem, as its mix was: equal levels, one room, one master curve, and in an edited song the same
/// stretches, of which only what is heard is rendered. What rounding takes from one stem is given to the next, so that together they are the mix.
/// </summary>
/// <param name="renderer">Renders one part at a time.</param>
public sealed class StemRenderer(SongRenderer renderer)
{
    private const int BlockFrames = 4096;

    private readonly float[] _left = new float[BlockFrames];
    private readonly float[] _right = new float[BlockFrames];

    /// <summary>Renders the stems in order; each is given away before the next is begun, so that only one is in memory.</summary>
    /// <param name="score">The song.</param>
    /// <param name="frames">Length of its sound.</param>
    /// <param name="keys">Names of the stems.</param>
    /// <param name="keyOf">The stem of a part.</param>
    /// <param name="mastering">What was kept with the song (<see cref="RenderedSong.Mastering"/>), which spares a rendering of the whole, or of each score that an edited song is from; empty where nothing was.</param>
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
        var sources = HeardScore.Of(stretches, frames).Select(heard => (heard, MasteringNote.Find(mastering.Span, heard) ?? renderer.Master(heard.Score, scratch, progress: null, ct))).ToList();
        progress?.Report(1.0 / (keys.Count + 1));
        var rounding = new StemRounding(frames);
        var seams = stretches.Skip(1).Select(_ => new Seam()).ToArray();
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[i];
            var isHeard = stretches.Any(stretch => stretch.Score.Parts.Any(part => part.Notes.Count > 0 && keyOf(part) == key));
            if (isHeard) Fill(samples, rounding, stretches, seams, sources, part => keyOf(part) == key, scratch, ct);
            take(key, isHeard ? new Pcm(StereoBuffer.SampleRate, samples) : null);
            progress?.Report((i + 2.0) / (keys.Count + 1));
        }
    }

    private void Fill(short[] samples, StemRounding rounding, IReadOnlyList<Stretch> stretches, Seam[] seams, List<(HeardScore Heard, Mastering Master)> sources, Func<Part, bool> isWanted, short[] scratch, CancellationToken ct)
    {
        // What several stretches are from is rendered once for all of them.
        foreach (var (heard, master) in sources)
        {
            renderer.Stem(heard, isWanted, master, scratch, ct);
            for (var i = 0; i < stretches.Count; i++)
            {
                if (ReferenceEquals(stretches[i].Score, heard.Score)) Write(samples, rounding, stretches, i, master.Curve, seams, ct);
            }
        }

        for (var i = 0; i < seams.Length; i++) Close(samples, rounding, stretches[i + 1].StartFrame, seams[i]);
    }

    /// <summary>Writes a stretch where it is heard alone, and keeps what of it is heard with the stretches before and after it.</summary>
    private void Write(short[] samples, StemRounding rounding, IReadOnlyList<Stretch> stretches, int index, MasterCurve curve, Seam[] seams, CancellationToken ct)
    {
        var stretch = stretches[index];
        var (from, end) = (Math.Max(0, stretch.StartFrame), samples.Length / 2);
        if (index < seams.Length)
        {
            end = stretches[index + 1].StartFrame;
            Read(stretch, curve, end, seams[index].LeftBefore, seams[index].RightBefore);
        }

        if (index > 0)
        {
            var seam = seams[index - 1];
            seam.Frames = Math.Clamp(Math.Min(end, stretch.StartFrame + Stretch.FadeFrames) - from, 0, Stretch.FadeFrames);
            Read(stretch, curve, from, seam.Left, seam.Right);
            from += seam.Frames;
        }

        for (; from < end; from += BlockFrames)
        {
            ct.ThrowIfCancellationRequested();
            var left = _left.AsSpan(0, Math.Min(BlockFrames, end - from));
            var right = _right.AsSpan(0, left.Length);
            Read(stretch, curve, from, left, right);
            rounding.Round(from, left, right, samples.AsSpan(from * 2, left.Length * 2));
        }
    }

    /// <summary>Writes where one stretch fades into the next.</summary>
    private static void Close(short[] samples, StemRounding rounding, int startFrame, Seam seam)
    {
        var from = Math.Max(0, startFrame);
        for (var i = 0; i < seam.Frames; i++)
        {
            var since = from - startFrame + i;
            var share = (float)Stretch.Share(since);
            seam.Left[i] = seam.LeftBefore[since] + share * (seam.Left[i] - seam.LeftBefore[since]);
            seam.Right[i] = seam.RightBefore[since] + share * (seam.Right[i] - seam.RightBefore[since]);
        }

        rounding.Round(from, seam.Left.AsSpan(0, seam.Frames), seam.Right.AsSpan(0, seam.Frames), samples.AsSpan(from * 2, seam.Frames * 2));
    }

    /// <summary>Takes frames of a stretch, mastered, in units of 16 bit; silence beyond its rendering.</summary>
    private void Read(Stretch stretch, MasterCurve curve, int from, Span<float> left, Span<float> right)
    {
        left.Clear();
        right.Clear();
        var (mix, at) = (renderer.Mixed, from + stretch.SkippedFrames);
        var (first, last) = (Math.Clamp(mix.First - at, 0, left.Length), Math.Clamp(mix.Frames - at, 0, left.Length));
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

    /// <summary>What two stretches have where one fades into the other; they may be of different renderings, which are not there at once.</summary>
    private sealed class Seam
    {
        /// <summary>The stretch that fades out, from the first frame of the one that fades in.</summary>
        public float[] LeftBefore { get; } = new float[Stretch.FadeFrames];

        /// <inheritdoc cref="LeftBefore"/>
        public float[] RightBefore { get; } = new float[Stretch.FadeFrames];

        /// <summary>The one that fades in, from where it is heard first.</summary>
        public float[] Left { get; } = new float[Stretch.FadeFrames];

        /// <inheritdoc cref="Left"/>
        public float[] Right { get; } = new float[Stretch.FadeFrames];

        /// <summary>How much of it is heard before the next one.</summary>
        public int Frames { get; set; }
    }
}

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
        var sources = Masters(HeardScore.Of(stretches, frames), mastering, samples, ct);
        progress?.Report(1.0 / (keys.Count + 1));
        var rounding = new StemRounding(frames);
        var seams = stretches.Skip(1).Select(_ => new Seam()).ToArray();
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[i];
            var isHeard = stretches.Any(stretch => stretch.Score.Parts.Any(part => part.Notes.Count > 0 && keyOf(part) == key));
            if (isHeard) Fill(samples, rounding, stretches, seams, sources, part => keyOf(part) == key, ct);
            take(key, isHeard ? new Pcm(StereoBuffer.SampleRate, samples) : null);
            progress?.Report((i + 2.0) / (keys.Count + 1));
        }
    }

    /// <summary>Reads or finds the masters of a song's scores, and takes the memory for the longest of their renderings: what it would outgrow on the way would lie about meanwhile.</summary>
    private List<Source> Masters(IReadOnlyList<HeardScore> scores, ReadOnlyMemory<byte> mastering, short[] samples, CancellationToken ct)
    {
        var kept = scores.Select(heard => (Heard: heard, Master: MasteringNote.Find(mastering.Span, heard))).ToList();
        renderer.Reserve(kept.Max(source => source.Master is null ? SongRenderer.Frames(source.Heard.Score) : source.Heard.Rendered.End));
        // In the samples nothing is written yet. A rendering may be longer than what is heard of it.
        var whole = Scratch(samples, kept.Max(source => source.Master is null ? SongRenderer.Frames(source.Heard.Score) : 0));
        var found = kept.Select(source => (source.Heard, Master: source.Master ?? renderer.Master(source.Heard.Score, whole, progress: null, ct))).OrderByDescending(source => Frames(source.Heard)).ToList();
        // The first one of a stem, and so the longest, is read before anything of that stem is written.
        var first = Scratch(samples, Frames(found[0].Heard));
        var rest = found.Count > 1 ? new short[Frames(found[1].Heard) * 2] : [];
        return [.. found.Select((source, i) => new Source(source.Heard, source.Master, i == 0 ? first : rest))];
    }

    private static short[] Scratch(short[] samples, int frames) => samples.Length >= frames * 2 ? samples : new short[frames * 2];

    private static int Frames(in HeardScore heard) => heard.Rendered.End - heard.Rendered.First;

    private void Fill(short[] samples, StemRounding rounding, IReadOnlyList<Stretch> stretches, Seam[] seams, List<Source> sources, Func<Part, bool> isWanted, CancellationToken ct)
    {
        // What several stretches are from is rendered once for all of them.
        foreach (var (heard, master, scratch) in sources)
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

    /// <summary>A score that the song is from, what makes its master, and what its rendering may overwrite.</summary>
    private sealed record Source(HeardScore Heard, Mastering Master, short[] Scratch);

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

using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Edit;

/// <summary>A song after an edit.</summary>
/// <param name="Score">Its music, and what its stretches were rendered from.</param>
/// <param name="Song">Its sound.</param>
public sealed record EditedSong(SongScore Score, RenderedSong Song);

/// <summary>What a song cannot be edited as asked; the message is for the person who did.</summary>
public sealed class EditRefusedException(string message) : Exception(message);

/// <summary>Puts sounds together sample by sample.</summary>
internal static class Splice
{
    // Two renderings of the same bars differ by less; more would be another music, and louder than a master may be.
    private const double LeastGain = 0.7;
    private const double MostGain = 1.05;

    /// <summary>The frame at which a bar begins.</summary>
    public static int FrameOf(SongScore score, int bar) => (int)Math.Round(score.SecondsAt((double)bar * score.BeatsPerBar) * StereoBuffer.SampleRate);

    /// <summary>The bar line nearest to a moment.</summary>
    public static int NearestBar(SongScore score, double seconds) => (int)Math.Round(seconds * score.Bpm / 60 / score.BeatsPerBar);

    /// <summary>The frame at which a song can be cut for a bar: where a stretch begins there, its own first frame, which rounding may have moved by one or two.</summary>
    public static int CutOf(SongScore score, int bar)
    {
        var frame = FrameOf(score, bar);
        return score.Stretches.FirstOrDefault(stretch => Math.Abs(stretch.StartFrame - frame) <= 3)?.StartFrame ?? frame;
    }

    /// <summary>How much a rendering must be raised or lowered to be as loud as what was heard before, judged by the energy of bars that both have.</summary>
    public static double Gain(double rendered, double heard) => rendered <= 0 || heard <= 0 ? 1 : Math.Clamp(Math.Sqrt(heard / rendered), LeastGain, MostGain);

    /// <summary>The mean energy of a sound, of which one stretch may be left out.</summary>
    public static double Energy(ReadOnlySpan<short> before, ReadOnlySpan<short> after = default)
    {
        var sum = 0.0;
        foreach (var sample in before) sum += (double)sample * sample;
        foreach (var sample in after) sum += (double)sample * sample;
        return before.Length + after.Length == 0 ? 0 : sum / (before.Length + after.Length);
    }

    /// <summary>Multiplies frames of an interleaved sound.</summary>
    public static void Amplify(Span<short> samples, double gain)
    {
        for (var i = 0; i < samples.Length; i++) samples[i] = (short)Math.Clamp(Math.Round(samples[i] * gain), short.MinValue, short.MaxValue);
    }

    /// <summary>Lets one sound go over into another, which is where it is written; past its end the first is silent.</summary>
    public static void Fade(ReadOnlySpan<short> from, Span<short> to)
    {
        for (var i = 0; i < Math.Min(Stretch.FadeFrames * 2, to.Length); i++)
        {
            var before = i < from.Length ? from[i] : 0;
            to[i] = (short)Math.Round(before + Stretch.Share(i / 2) * (to[i] - before));
        }
    }

    /// <summary>The finished sound with its outline and loudness, and what its stretches keep of their mastering.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="stretches">Its stretches.</param>
    /// <param name="masterings">What was kept with the songs that it was made from.</param>
    /// <param name="ct">Cancels.</param>
    public static RenderedSong Finish(short[] samples, IReadOnlyList<Stretch> stretches, ReadOnlySpan<ReadOnlyMemory<byte>> masterings, CancellationToken ct)
    {
        var pcm = new Pcm(StereoBuffer.SampleRate, samples);
        return new RenderedSong(pcm, WaveformPeaks.Of(pcm), LoudnessMeter.Measure(pcm, ct)) { Mastering = MasteringNote.Of(stretches, pcm.Frames, masterings) };
    }

    /// <summary>The stretches of a song from one of its frames on; the one that fades out there is kept.</summary>
    public static IReadOnlyList<Stretch> From(IReadOnlyList<Stretch> stretches, int frame)
    {
        var moved = stretches.Select(stretch => stretch with { StartFrame = stretch.StartFrame - frame, SkippedFrames = stretch.SkippedFrames + frame }).ToList();
        var first = moved.FindLastIndex(stretch => stretch.StartFrame <= 0);
        // In its first frames the stretch before it is still heard.
        if (first > 0 && moved[first].StartFrame > -Stretch.FadeFrames) first--;
        return [.. moved.Skip(first)];
    }
}

using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Mix;

/// <summary>A score that a song was rendered from, with what of its rendering is heard in it.</summary>
/// <param name="Score">The score, itself of one piece.</param>
/// <param name="First">The first frame of its rendering that is heard.</param>
/// <param name="End">The frame after the last one; not before <paramref name="First"/>.</param>
internal readonly record struct HeardScore(SongScore Score, int First, int End)
{
    // After so long what halls and echoes still hold of what was before is less than the fiftieth part of a unit of 16 bit.
    private const double HallsBefore = 2;
    private const double BeatsBefore = 10;

    // A sound that is cut off by the end of what is rendered closes within so many frames.
    private const int FramesAfter = 4096;

    /// <summary>What of it is rendered, so that what is heard is as if all of it were.</summary>
    public (int First, int End) Rendered
    {
        get
        {
            var before = (int)(StereoBuffer.SampleRate * ((HallsBefore * MixProfile.Of(Score).HallSeconds) + Score.SecondsAt(BeatsBefore)));
            return (Math.Max(0, First - before) / StereoBuffer.FirstStep * StereoBuffer.FirstStep, Math.Min(SongRenderer.Frames(Score), End + FramesAfter));
        }
    }

    /// <summary>The scores of a song, in the order in which they are heard first. One of which several stretches are heard is there once, with all between them.</summary>
    /// <param name="stretches">The song's stretches.</param>
    /// <param name="frames">Length of the song.</param>
    public static IReadOnlyList<HeardScore> Of(IReadOnlyList<Stretch> stretches, int frames)
    {
        var heard = new List<HeardScore>();
        for (var i = 0; i < stretches.Count; i++)
        {
            var (stretch, isLast) = (stretches[i], i + 1 == stretches.Count);
            // While the next one fades in, this one is still heard.
            var (from, to) = isLast ? (0, frames) : (Math.Min(0, stretches[i + 1].StartFrame), stretches[i + 1].StartFrame + Stretch.FadeFrames);
            var length = SongRenderer.Frames(stretch.Score);
            var first = Math.Clamp(Math.Max(from, stretch.StartFrame) + stretch.SkippedFrames, 0, length);
            var end = Math.Clamp(to + stretch.SkippedFrames, first, length);
            var known = heard.FindIndex(other => ReferenceEquals(other.Score, stretch.Score));
            if (known < 0) heard.Add(new HeardScore(stretch.Score, first, end));
            else heard[known] = heard[known] with { First = Math.Min(first, heard[known].First), End = Math.Max(end, heard[known].End) };
        }

        return heard;
    }
}

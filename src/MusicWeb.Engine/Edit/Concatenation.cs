using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Edit;

/// <summary>Joins a song with the parts that go on from it, each up to where the next begins. Nothing is rendered again.</summary>
public static class Concatenation
{
    /// <summary>Longest song that may come of it.</summary>
    public const double MaxSeconds = 600;

    /// <summary>Joins them, sample by sample.</summary>
    /// <param name="songs">At least two, in order: the first is a song, every other one a part that was made from the one before. Sounds are read one at a time.</param>
    /// <param name="title">Title of the result; empty keeps the first one's.</param>
    /// <param name="ct">Looked at several times per second of sound.</param>
    /// <exception cref="EditRefusedException">They do not belong together in this order, or the result would be too long.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static EditedSong Make(IReadOnlyList<SongSource> songs, string title, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(songs);
        ArgumentNullException.ThrowIfNull(title);
        if (songs.Count < 2) throw new EditRefusedException("Choose at least two songs.");
        Check(songs);
        var whole = songs[0].Score;
        List<Stretch> stretches = [.. whole.Sounding];
        var samples = songs[0].Sound().Samples;
        var (startBar, startFrame, frames) = (0, 0, samples.Length / 2);
        for (var i = 1; i < songs.Count; i++)
        {
            var (before, part) = (songs[i - 1].Score, songs[i].Score);
            startBar += part.Continues!.Bar;
            startFrame += Math.Min(Splice.CutOf(before, part.Continues.Bar), frames);
            var sound = songs[i].Sound();
            frames = sound.Frames;
            if (((double)startFrame + frames) / sound.SampleRate > MaxSeconds) throw new EditRefusedException($"The song would be longer than {MaxSeconds:0} seconds.");

            whole = ScoreCut.Join(ScoreCut.Before(whole, startBar), part) with { Continues = whole.Continues };
            // What fades out at the part's beginning is what is heard there already.
            stretches.RemoveAll(stretch => stretch.StartFrame >= startFrame);
            stretches.AddRange(part.Sounding.Where(stretch => stretch.StartFrame >= 0).Select(stretch => stretch with { StartFrame = stretch.StartFrame + startFrame, SkippedFrames = stretch.SkippedFrames - startFrame }));
            var joined = new short[(startFrame + frames) * 2];
            samples.AsSpan(0, startFrame * 2).CopyTo(joined);
            sound.Samples.CopyTo(joined, startFrame * 2);
            samples = joined;
            ct.ThrowIfCancellationRequested();
        }

        whole = whole with { Version = SongScore.EditedVersion, Stretches = stretches, Title = title.Length > 0 ? title : whole.Title };
        return new EditedSong(whole, Splice.Finish(samples, stretches, [.. songs.Select(song => song.Mastering)], ct));
    }

    private static void Check(IReadOnlyList<SongSource> songs)
    {
        for (var i = 1; i < songs.Count; i++)
        {
            var part = songs[i].Score;
            if (part.Continues is not { } seam || seam.ScoreHash != ScoreJson.Hash(songs[i - 1].Score))
                throw new EditRefusedException($"“{part.Title}” at place {i + 1} does not go on from the song before it: join a song with parts that were made from it, in their order.");
        }
    }
}

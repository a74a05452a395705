using System.Buffers.Binary;
using System.Security.Cryptography;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;

namespace MusicWeb.Providers.Embedded;

/// <summary>Makes the takes of one task, one after the other, on the calling thread.</summary>
internal sealed class SketchJob(ProviderCall call, SketchWork work, int takes, SongRenderer renderer, CancellationToken ct)
{
    /// <summary>From here on a song's buffers are worth a thought.</summary>
    public const double LongSeconds = 60;

    private readonly SketchProgress _progress = new(call.Progress, takes);

    /// <summary>Composes or edits, renders and writes all takes.</summary>
    /// <exception cref="EditRefusedException">A song cannot be edited as asked.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<ProviderResult> Make()
    {
        var seed = SeedOf(call.TaskId);
        Directory.CreateDirectory(call.ScratchDirectory);
        var results = new ProviderResult[takes];
        for (var take = 0; take < results.Length; take++)
        {
            results[take] = MakeTake(take, seed + take);
            // The collector takes its time over large arrays, and the next take needs as many again: together they would not fit.
            if (results[take].DurationSeconds > LongSeconds) GC.Collect();
        }

        _progress.Finish();
        return results;
    }

    // On its own, so that nothing holds the finished sound any more when the next take needs the memory.
    private ProviderResult MakeTake(int take, long seed)
    {
        _progress.Enter(take, Stages.Composing);
        var (score, song) = work.Make(renderer, seed, take, stage => _progress.Enter(take, stage), _progress, ct);
        _progress.Enter(take, Stages.Encoding);
        return SketchResult.Of(take, call.Request, work.Styles, work.Remark, score, song, WriteFiles(take, score, song));
    }

    /// <summary>Every task has its own songs, and the same ones when it is run again. 62 bits leave room for the next takes.</summary>
    public static long SeedOf(Guid taskId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(taskId.ToByteArray(bigEndian: true), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue >> 1;
    }

    private List<ResultFile> WriteFiles(int take, SongScore score, RenderedSong song) =>
    [
        Write(take, "flac", "audio/flac", "flac", stream => FlacEncoder.Encode(song.Sound, stream, song.Mastering, _progress, ct)),
        Write(take, "wav", "audio/wav", "wav", stream => WavWriter.Write(song.Sound, stream, ct)),
        Write(take, "midi", "audio/midi", "mid", stream => MidiWriter.Write(stream, score)),
        Write(take, "score", "application/json", "json", stream => stream.Write(ScoreJson.Write(score))),
        .. SketchCover.Write(call.ScratchDirectory, score, $"{take}-", ct),
        .. score.Lines.Count == 0 ? [] : WriteWords(take, LyricTimeline.Of(score), score.Title),
    ];

    private IEnumerable<ResultFile> WriteWords(int take, LyricTimeline timeline, string title) =>
    [
        Write(take, "timeline", "application/json", "json", stream => stream.Write(timeline.ToJson())),
        Write(take, "lrc", "text/plain", "lrc", stream => stream.Write(LyricFiles.Lrc(timeline, title))),
        Write(take, "srt", "text/plain", "srt", stream => stream.Write(LyricFiles.Srt(timeline))),
    ];

    private ResultFile Write(int take, string kind, string contentType, string extension, Action<Stream> write) =>
        ScratchFile.Write(call.ScratchDirectory, kind, contentType, extension, write, $"{take}-");
}

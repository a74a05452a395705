using System.Buffers.Binary;
using System.Security.Cryptography;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;
using MusicWeb.Engine.Style;

namespace MusicWeb.Providers.Embedded;

/// <summary>Makes the takes of one task, one after the other, on the calling thread.</summary>
internal sealed class SketchJob(ProviderCall call, SongProfile? profile, SongRenderer renderer, CancellationToken ct)
{
    private readonly SketchProgress _progress = new(call.Progress, SketchManifest.Takes);

    /// <summary>Composes, renders and writes both takes.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<ProviderResult> Make()
    {
        var seed = SeedOf(call.TaskId);
        Directory.CreateDirectory(call.ScratchDirectory);
        var results = new ProviderResult[SketchManifest.Takes];
        for (var take = 0; take < results.Length; take++) results[take] = MakeTake(take, seed + take);
        _progress.Finish();
        return results;
    }

    // On its own, so that nothing holds the finished sound any more when the next take needs the memory.
    private ProviderResult MakeTake(int take, long seed)
    {
        _progress.Enter(take, Stages.Composing);
        var score = Compose(seed);
        ct.ThrowIfCancellationRequested();
        _progress.Enter(take, Stages.Rendering);
        var song = renderer.Render(score, _progress, ct);
        _progress.Enter(take, Stages.Encoding);
        return SketchResult.Of(take, call.Request, score, song, WriteFiles(take, score, song));
    }

    /// <summary>Every task has its own songs, and the same ones when it is run again. 62 bits leave room for the next takes.</summary>
    private static long SeedOf(Guid taskId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(taskId.ToByteArray(bigEndian: true), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue >> 1;
    }

    private SongScore Compose(long seed)
    {
        var request = call.Request;
        var plan = new SongPlan
        {
            Title = request.Title?.Trim() ?? "",
            Description = request.Description,
            Lyrics = request.Lyrics,
            Styles = request.Styles,
            NegativeStyles = request.NegativeStyles,
            Instrumental = request.Instrumental,
            VocalGender = request.VocalGender,
            StyleWeight = request.StyleWeight ?? 0.5,
            Weirdness = request.Weirdness ?? 0.5,
            DurationSeconds = request.DurationSeconds,
            Profile = profile,
        };
        return Composer.Compose(plan, seed, WordSounds.Dictionary);
    }

    private List<ResultFile> WriteFiles(int take, SongScore score, RenderedSong song) =>
    [
        Write(take, "flac", "audio/flac", "flac", stream => FlacEncoder.Encode(song.Sound, stream, _progress, ct)),
        Write(take, "wav", "audio/wav", "wav", stream => WavWriter.Write(song.Sound, stream, ct)),
        Write(take, "midi", "audio/midi", "mid", stream => MidiWriter.Write(stream, score)),
        Write(take, "score", "application/json", "json", stream => stream.Write(ScoreJson.Write(score))),
        .. score.Lines.Count == 0 ? (ResultFile[])[] : [Write(take, "timeline", "application/json", "json", stream => stream.Write(LyricTimeline.Of(score).ToJson()))],
    ];

    private ResultFile Write(int take, string kind, string contentType, string extension, Action<Stream> write)
    {
        var path = Path.Combine(call.ScratchDirectory, $"{take}-{kind}.{extension}");
        using (var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16)) write(stream);
        return new ResultFile(kind, contentType, _ => ValueTask.FromResult<Stream>(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan)));
    }
}

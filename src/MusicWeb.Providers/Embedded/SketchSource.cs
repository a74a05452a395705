using System.Text.Json;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Score;

namespace MusicWeb.Providers.Embedded;

/// <summary>A song of ours as an edit starts from it: its stored score, and its sound, which is read when it is needed.</summary>
internal sealed class SketchSource
{
    // A score of four minutes has a tenth of this; an edited one has several.
    private const int MaxScoreBytes = 16 * 1024 * 1024;

    private readonly SketchSound? _sound;

    private SketchSource(SongScore score, SketchSound? sound) => (Score, _sound) = (score, sound);

    /// <summary>The score.</summary>
    public SongScore Score { get; }

    /// <summary>Reads a clip's score, and fetches its sound to the task's folder where that is wanted.</summary>
    /// <param name="call">The task.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="withSound">Whether <see cref="ReadSound"/> will be asked.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="SourceUnreadableException">It has no score or sound, or the score cannot be read; the message is for the person who asked.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<SketchSource> ReadAsync(ProviderCall call, SourceClip clip, bool withSound, CancellationToken ct)
    {
        if (clip.FindFile("score") is not { SizeBytes: <= MaxScoreBytes } file) throw new SourceUnreadableException("This song was made before its score was kept, so this cannot be done with it.");
        var bytes = new byte[file.SizeBytes];
        await using (var stream = await file.OpenAsync(ct)) await stream.ReadExactlyAsync(bytes, ct);
        try
        {
            var score = ScoreJson.Read(bytes);
            return new SketchSource(score, withSound ? await SketchSound.FetchAsync(call, clip, ct) : null);
        }
        catch (JsonException fault)
        {
            throw new SourceUnreadableException("The stored score of this song cannot be read, so this cannot be done with it.", fault);
        }
    }

    /// <summary>Reads the sound's beginning on the calling thread; null where it is not kept as FLAC, or was not asked for.</summary>
    /// <exception cref="SourceUnreadableException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public short[]? ReadBeginning(int frames, CancellationToken ct) => _sound?.ReadBeginning(frames, ct);

    /// <summary>What was kept of its mastering; empty where nothing was, or the sound was not asked for.</summary>
    public ReadOnlyMemory<byte> ReadMastering() => _sound?.ReadMastering() ?? default;

    /// <summary>The song for an edit that keeps its sound.</summary>
    /// <param name="sound">Reads the sound when the edit asks for it.</param>
    public SongSource ForEdit(Func<Pcm> sound) => new(Score, sound, ReadMastering());

    /// <summary>Reads the sound on the calling thread; 42 MB for four minutes.</summary>
    /// <exception cref="SourceUnreadableException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Pcm ReadSound(CancellationToken ct) => (_sound ?? throw new InvalidOperationException("The sound of this source was not asked for.")).Read(ct);
}

/// <summary>The sound of a clip in the task's folder, because decoders read without waiting.</summary>
internal sealed class SketchSound
{
    private readonly bool _isFlac;

    private SketchSound(string path, bool isFlac) => (Path, _isFlac) = (path, isFlac);

    /// <summary>Where it lies, as FLAC or WAV.</summary>
    public string Path { get; }

    /// <summary>Copies the clip's sound.</summary>
    /// <exception cref="SourceUnreadableException">There is none.</exception>
    public static async Task<SketchSound> FetchAsync(ProviderCall call, SourceClip clip, CancellationToken ct)
    {
        if ((clip.FindFile("flac") ?? clip.FindFile("wav")) is not { } file) throw new SourceUnreadableException("The sound of this song is not there any more.");
        Directory.CreateDirectory(call.ScratchDirectory);
        var path = System.IO.Path.Combine(call.ScratchDirectory, $"source-{clip.Id:N}.{file.Kind}");
        await using var stream = await file.OpenAsync(ct);
        await using var copy = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, FileOptions.Asynchronous);
        await stream.CopyToAsync(copy, ct);
        return new SketchSound(path, file.Kind == "flac");
    }

    /// <summary>Reads some frames of its beginning; null where it is no FLAC.</summary>
    /// <exception cref="SourceUnreadableException">It cannot be read.</exception>
    public short[]? ReadBeginning(int frames, CancellationToken ct)
    {
        if (!_isFlac) return null;
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        try
        {
            return FlacDecoder.DecodeBeginning(stream, frames, ct).Samples;
        }
        catch (InvalidDataException fault)
        {
            throw new SourceUnreadableException("The sound of this song cannot be read.", fault);
        }
    }

    /// <summary>What was kept of its mastering; empty where nothing was.</summary>
    public ReadOnlyMemory<byte> ReadMastering()
    {
        if (!_isFlac) return default;
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return FlacDecoder.ReadNote(stream);
    }

    /// <summary>Reads it on the calling thread, anew each time, so that nothing is held meanwhile.</summary>
    /// <exception cref="SourceUnreadableException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Pcm Read(CancellationToken ct)
    {
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        try
        {
            return _isFlac ? FlacDecoder.Decode(stream, ct) : WavReader.Read(stream);
        }
        catch (InvalidDataException fault)
        {
            throw new SourceUnreadableException("The sound of this song cannot be read.", fault);
        }
    }
}

/// <summary>A song cannot be worked on; the message is for the person who asked.</summary>
internal sealed class SourceUnreadableException(string message, Exception? inner = null) : Exception(message, inner);

using System.Text.Json;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Score;

namespace MusicWeb.Providers.Embedded;

/// <summary>A song of ours as an edit starts from it: its stored score and its sound.</summary>
/// <param name="Score">The score.</param>
/// <param name="Sound">The sound, when it was asked for.</param>
internal sealed record SketchSource(SongScore Score, Pcm? Sound)
{
    // A score of four minutes has a tenth of this; an edited one has several.
    private const int MaxScoreBytes = 16 * 1024 * 1024;

    /// <summary>Reads a clip on the calling thread.</summary>
    /// <exception cref="SourceUnreadableException">It has no score or sound, or they cannot be read; the message is for the person who asked.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<SketchSource> ReadAsync(SourceClip clip, bool withSound, CancellationToken ct)
    {
        if (clip.FindFile("score") is not { SizeBytes: <= MaxScoreBytes } file) throw new SourceUnreadableException("This song was made before its score was kept, so this cannot be done with it.");
        var bytes = new byte[file.SizeBytes];
        await using (var stream = await file.OpenAsync(ct)) await stream.ReadExactlyAsync(bytes, ct);
        try
        {
            var score = ScoreJson.Read(bytes);
            return new SketchSource(score, withSound ? await SoundAsync(clip, ct) : null);
        }
        catch (JsonException fault)
        {
            throw new SourceUnreadableException("The stored score of this song cannot be read, so this cannot be done with it.", fault);
        }
    }

    /// <summary>Reads the sound of a clip.</summary>
    /// <exception cref="SourceUnreadableException">There is none, or it cannot be read.</exception>
    public static async Task<Pcm> SoundAsync(SourceClip clip, CancellationToken ct)
    {
        if ((clip.FindFile("flac") ?? clip.FindFile("wav")) is not { } file) throw new SourceUnreadableException("The sound of this song is not there any more.");
        await using var stream = await file.OpenAsync(ct);
        // Read whole and without waiting, because decoders read synchronously.
        using var copy = new MemoryStream(checked((int)file.SizeBytes));
        await stream.CopyToAsync(copy, ct);
        copy.Position = 0;
        try
        {
            return file.Kind == "flac" ? FlacDecoder.Decode(copy, ct) : WavReader.Read(copy);
        }
        catch (InvalidDataException fault)
        {
            throw new SourceUnreadableException("The sound of this song cannot be read.", fault);
        }
    }
}

/// <summary>A song cannot be worked on; the message is for the person who asked.</summary>
internal sealed class SourceUnreadableException(string message, Exception? inner = null) : Exception(message, inner);

using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Recordings;

namespace MusicWeb.Core.Media;

/// <summary>Reads what is in a sound file, one file at a time: decoding takes a processor for a second or more, and who waits loses little.</summary>
internal sealed class SoundReader(ILogger<SoundReader> log) : IDisposable
{
    /// <summary>What is longer is not read to its end.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Reads a file that a person brought.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="kind">flac, wav, mp3 or m4a, as its first bytes say.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RecordingException">It cannot be taken; the fault says why.</exception>
    public async Task<RecordingFacts> ReadAsync(string path, string kind, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await RecordingReader.ReadAsync(path, kind, Longest, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// The loudness outline of a FLAC or WAV that a provider brought; null where it cannot be had, which is no reason to lose a song. Only our
    /// own decoders read: strangers' files are not given to ffmpeg, so the outline of all others is drawn by the first browser that plays
    /// them, in its sandbox.
    /// </summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="kind">flac or wav.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<byte[]?> OutlineAsync(string path, string kind, CancellationToken ct)
    {
        try
        {
            return (await ReadAsync(path, kind, ct)).Peaks;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogInformation(fault, "A song has no outline: its file cannot be read ({Kind})", kind);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}

using MusicWeb.Engine.Analyze;
using MusicWeb.Providers.Embedded;

namespace MusicWeb.Providers.Recordings;

/// <summary>What is known of a recording that was read.</summary>
/// <param name="DurationSeconds">Length in seconds, of what is really there.</param>
/// <param name="Peaks">Loudness outline, 0 to 255 evenly spaced; null where the format is not decoded here.</param>
public sealed record RecordingFacts(double DurationSeconds, byte[]? Peaks)
{
    /// <summary>Levels of an outline; a sound of some seconds has fewer where it was decoded here.</summary>
    public const int OutlineLevels = WaveformPeaks.Points;
}

/// <summary>Why a file is not taken for a recording.</summary>
public enum RecordingFault
{
    /// <summary>There is no sound in it.</summary>
    NoSound,

    /// <summary>It ends too early, or what is in it contradicts itself.</summary>
    Broken,

    /// <summary>A sound in a form that is neither read here nor played by browsers.</summary>
    Unsupported,

    /// <summary>It has pictures too.</summary>
    Film,

    /// <summary>It is longer than was asked for.</summary>
    TooLong,
}

/// <summary>A file is no recording that can be taken.</summary>
/// <param name="fault">Why.</param>
public sealed class RecordingException(RecordingFault fault) : Exception($"The file is no recording: {fault}.")
{
    /// <summary>Why.</summary>
    public RecordingFault Fault => fault;
}

/// <summary>
/// Reads how long a recording is, and whether it is one, from the file itself: strangers bring it, so no number in it is believed that
/// the rest of it does not bear out, and whatever it says costs no more memory and time than its bytes.
/// </summary>
public static class RecordingReader
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Reads a file on a thread of its own.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="kind">flac, wav, mp3 or m4a, as its first bytes say.</param>
    /// <param name="longest">What is longer is not read to its end.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RecordingException">It cannot be taken; the fault says why.</exception>
    public static Task<RecordingFacts> ReadAsync(string path, string kind, TimeSpan longest, CancellationToken ct) => RenderThread.RunAsync("recording", () =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        return Read(file, kind, longest, ct);
    });

    internal static RecordingFacts Read(Stream file, string kind, TimeSpan longest, CancellationToken ct)
    {
        var facts = kind switch
        {
            "wav" => WavRecording.Read(file, longest, ct),
            "flac" => FlacRecording.Read(file, longest, ct),
            "mp3" => Mp3Recording.Read(file, longest, ct),
            "m4a" => M4aRecording.Read(file),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No reader knows this kind."),
        };
        if (facts.DurationSeconds <= 0) throw new RecordingException(RecordingFault.NoSound);
        return facts.DurationSeconds <= longest.TotalSeconds ? facts : throw new RecordingException(RecordingFault.TooLong);
    }
}

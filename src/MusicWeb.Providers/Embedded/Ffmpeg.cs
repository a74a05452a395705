using System.ComponentModel;
using System.Diagnostics;

namespace MusicWeb.Providers.Embedded;

/// <summary>The program ffmpeg, when it is installed and can write MP3: the fallback where there is no libmp3lame to call.</summary>
internal sealed class Ffmpeg
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Ffmpeg?> _installed = new(() => Find(Environment.GetEnvironmentVariable("PATH")));

    private readonly string _path;

    private Ffmpeg(string path) => _path = path;

    /// <summary>The program; null where it is not installed or was built without an encoder for MP3.</summary>
    public static Ffmpeg? Installed => _installed.Value;

    /// <summary>Looks for it in the folders of a search path.</summary>
    public static Ffmpeg? Find(string? searchPath)
    {
        var name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        foreach (var folder in (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Path.IsPathFullyQualified(folder) && Path.Combine(folder, name) is var path && File.Exists(path) && CanWriteMp3(path)) return new Ffmpeg(path);
        }

        return null;
    }

    /// <summary>Writes MP3 at 192 kbit/s; the same bytes for the same sound. Below the usual priority, and ended with the token.</summary>
    /// <param name="source">A FLAC or WAV file.</param>
    /// <param name="target">Is written anew.</param>
    /// <param name="ct">Ends the program.</param>
    /// <exception cref="InvalidOperationException">It failed or took too long.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task EncodeAsync(string source, string target, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_patience);
        using var process = Start(_path, "-v", "error", "-nostdin", "-y", "-i", source, "-map_metadata", "-1", "-vn", "-fflags", "+bitexact", "-flags", "+bitexact", "-codec:a", "libmp3lame", "-b:a", "192k", "-id3v2_version", "0", "-f", "mp3", target);
        try
        {
            StepBack(process);
            var complaint = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            if (process.ExitCode != 0) throw new InvalidOperationException($"ffmpeg failed ({process.ExitCode}): {await complaint}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new InvalidOperationException($"ffmpeg took more than {_patience.TotalMinutes:0} minutes.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static bool CanWriteMp3(string path)
    {
        try
        {
            using var process = Start(path, "-v", "quiet", "-h", "encoder=libmp3lame");
            var answer = process.StandardOutput.ReadToEnd();
            return process.WaitForExit(5000) && answer.Contains("Encoder libmp3lame", StringComparison.Ordinal);
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private static Process Start(string path, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false, CreateNoWindow = true })
        ?? throw new InvalidOperationException("ffmpeg does not start.");

    private static void StepBack(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or NotSupportedException)
        {
            // It has ended already, or may not: slower pages meanwhile, nothing worse.
        }
    }
}

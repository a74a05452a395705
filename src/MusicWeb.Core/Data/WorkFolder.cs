using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Data;

/// <summary>
/// The scratch folder, emptied at start. A process that works here holds a shared lock of the operating system, so another one on
/// the same data folder leaves its files alone, and a killed one holds nothing.
/// </summary>
public sealed class WorkFolder(IOptions<DataOptions> data) : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);
    private FileStream? _presence;

    /// <summary>Makes the folder, empties it when nobody else is at work there, and is present from then on.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public async Task OpenAsync(CancellationToken ct)
    {
        Dispose();
        var folder = data.Value.WorkDirectory;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(data.Value.Directory, "work.lock");
        if (TryOpen(path, FileAccess.ReadWrite, FileShare.None) is { } alone)
        {
            await using (alone)
            {
                Directory.Delete(folder, recursive: true);
                Directory.CreateDirectory(folder);
            }
        }

        // Refused only while another process that starts is emptying the folder; the wait is for the operating system, so its clock counts.
        while ((_presence = TryOpen(path, FileAccess.Read, FileShare.Read)) is null) await Task.Delay(_pause, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => _presence?.Dispose();

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null; // Somebody holds a lock that excludes this one.
        }
    }
}

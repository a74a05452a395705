using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Media;

/// <summary>A file in the store.</summary>
/// <param name="Key">Its address there.</param>
/// <param name="SizeBytes">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, hex in lower case.</param>
internal sealed record StoredFile(string Key, long SizeBytes, string Sha256);

/// <summary>A file that is not in the store yet; disposing it removes it, unless it was moved there.</summary>
internal sealed class StagedFile(string path, long sizeBytes, string sha256) : IDisposable
{
    /// <summary>Where it lies on disk.</summary>
    public string Path => path;

    /// <summary>Size in bytes.</summary>
    public long SizeBytes => sizeBytes;

    /// <summary>SHA-256 of its bytes, hex in lower case.</summary>
    public string Sha256 => sha256;

    /// <inheritdoc/>
    public void Dispose() => File.Delete(path); // Does nothing after the move.
}

/// <summary>The file itself is not acceptable: too large, or not what it claims to be. Trying again does not help; nothing is left behind.</summary>
internal sealed class BadMediaException(string message) : Exception(message);

/// <summary>The disk is full. Trying again may help; nothing is left behind.</summary>
internal sealed class DiskFullException(string message, Exception inner) : Exception(message, inner);

/// <summary>
/// Files on disk, in the data folder's <c>media</c>. A file is written under a temporary name, renamed and not changed any more, so
/// whoever sees it sees it whole, and a repetition finds it there.
/// </summary>
public sealed class MediaStore(IOptions<DataOptions> data)
{
    private const int BufferBytes = 128 * 1024;
    private const string Allowed = "abcdefghijklmnopqrstuvwxyz0123456789-./";
    private static readonly SearchValues<char> _allowed = SearchValues.Create(Allowed);

    // The last two digits, which are random, spread the folders.
    internal static string KeyOf(Guid ownerId, int index, MediaKind kind)
    {
        var id = ownerId.ToString("D");
        return $"{id[^2..]}/{id}/{index}-{kind.Name}.{kind.Extension}";
    }

    /// <summary>The task or upload that a file came of; null for a key of another shape.</summary>
    internal static Guid? OwnerOf(string key) => key.Split('/') is [_, var owner, _] && Guid.TryParseExact(owner, "D", out var id) ? id : null;

    /// <summary>Where a file lies on disk, whether or not it is there.</summary>
    /// <exception cref="ArgumentException">The key is none of ours: it could lead out of the store.</exception>
    public string PathOf(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var parts = key.Split('/');
        if (key.AsSpan().ContainsAnyExcept(_allowed) || parts.Length != 3 || parts.Any(part => part.Length == 0 || part[0] is '.')) throw new ArgumentException("This is no key of a stored file.", nameof(key));
        return Path.Combine(data.Value.MediaDirectory, parts[0], parts[1], parts[2]);
    }

    /// <summary>Brings a file into the store at once.</summary>
    /// <exception cref="BadMediaException">It is not of its kind, or too large.</exception>
    /// <exception cref="DiskFullException">Later is better.</exception>
    internal async Task<StoredFile> WriteAsync(string key, MediaKind kind, Stream source, long maxBytes, Func<string, CancellationToken, Task<bool>> isInUse, CancellationToken ct)
    {
        _ = PathOf(key);
        using var staged = await StageAsync(kind, source, maxBytes, ct);
        return await KeepAsync(staged, key, isInUse, ct);
    }

    /// <summary>Brings a file into the work folder, where it can be looked at before it is kept. It goes with the value.</summary>
    /// <exception cref="BadMediaException">It is not of its kind, or too large.</exception>
    /// <exception cref="DiskFullException">Later is better.</exception>
    internal async Task<StagedFile> StageAsync(MediaKind kind, Stream source, long maxBytes, CancellationToken ct)
    {
        // What a killed process leaves there is removed at the next start.
        var temporary = Path.Combine(data.Value.WorkDirectory, $"{Guid.CreateVersion7():N}.part");
        try
        {
            return new StagedFile(temporary, await CopyAsync(temporary, kind, source, maxBytes, ct), await HashAsync(temporary, ct));
        }
        catch (Exception fault)
        {
            File.Delete(temporary);
            if (fault is IOException full && IsFull(full)) throw Full(full);
            throw;
        }
    }

    // What is there stays when it has the same bytes or is somebody's clip. Otherwise it is left over from a try that nobody finished.
    internal async Task<StoredFile> KeepAsync(StagedFile staged, string key, Func<string, CancellationToken, Task<bool>> isInUse, CancellationToken ct)
    {
        var path = PathOf(key);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var written = new StoredFile(key, staged.SizeBytes, staged.Sha256);
            if (File.Exists(path))
            {
                var present = new StoredFile(key, new FileInfo(path).Length, await HashAsync(path, ct));
                if (present == written || await isInUse(key, ct)) return present;
            }

            File.Move(staged.Path, path, overwrite: true);
            return written;
        }
        catch (IOException fault) when (IsFull(fault))
        {
            throw Full(fault);
        }
    }

    /// <summary>Removes a file that nothing in the database names.</summary>
    internal void Remove(string key)
    {
        var path = PathOf(key);
        File.Delete(path);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private static async Task<long> CopyAsync(string path, MediaKind kind, Stream source, long maxBytes, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            var read = await source.ReadAtLeastAsync(buffer, MediaKind.HeadBytes, throwOnEndOfStream: false, ct);
            if (!kind.IsRight(buffer.AsSpan(0, Math.Min(read, MediaKind.HeadBytes)))) throw new BadMediaException($"A file is not what it claims to be ({kind.Name}).");
            long size = 0;
            for (; read > 0; read = await source.ReadAsync(buffer, ct))
            {
                size += read;
                if (size > maxBytes) throw new BadMediaException($"A file is larger than {maxBytes / (1024 * 1024)} MB.");
                await target.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            // The row that will point here survives a power cut; a rename alone would survive it as an empty file.
            target.Flush(flushToDisk: true);
            return size;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private static DiskFullException Full(IOException fault) => new("The disk is full: free some space in the data folder.", fault);

    // ENOSPC and EDQUOT on Unix, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsFull(IOException fault) => OperatingSystem.IsWindows() ? (fault.HResult & 0xFFFF) is 112 or 39 : fault.HResult is 28 or 122;
}

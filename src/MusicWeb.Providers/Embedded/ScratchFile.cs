namespace MusicWeb.Providers.Embedded;

/// <summary>Files on their way to the media store.</summary>
internal static class ScratchFile
{
    /// <summary>Writes a file of a result into a task's folder.</summary>
    public static ResultFile Write(string folder, string kind, string contentType, string extension, Action<Stream> write, string prefix = "")
    {
        var path = Path.Combine(folder, $"{prefix}{kind}.{extension}");
        using (var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16)) write(stream);
        return Of(path, kind, contentType);
    }

    /// <summary>Lets somebody else write a file of a result into a task's folder.</summary>
    public static async Task<ResultFile> WriteAsync(string folder, string kind, string contentType, string extension, Func<string, Task> write)
    {
        var path = Path.Combine(folder, $"{kind}.{extension}");
        await write(path);
        return Of(path, kind, contentType);
    }

    private static ResultFile Of(string path, string kind, string contentType) => new(kind, contentType, _ => ValueTask.FromResult<Stream>(
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan)));
}

namespace MusicWeb.Providers.Embedded;

/// <summary>Files on their way to the media store.</summary>
internal static class ScratchFile
{
    /// <summary>Writes a file of a result into a task's folder.</summary>
    public static ResultFile Write(string folder, string kind, string contentType, string extension, Action<Stream> write, string prefix = "")
    {
        var path = Path.Combine(folder, $"{prefix}{kind}.{extension}");
        using (var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16)) write(stream);
        return new ResultFile(kind, contentType, _ => ValueTask.FromResult<Stream>(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan)));
    }
}

namespace MusicWeb.Providers.MusicApi;

/// <summary>What an upload yields: the vendor knows the song from now on; its sound is what it was.</summary>
internal static class UploadedCopy
{
    /// <summary>The copy.</summary>
    /// <param name="source">The song.</param>
    /// <param name="file">The file that was fetched.</param>
    /// <param name="clipId">The vendor's id of it.</param>
    public static ProviderResult Of(SourceClip source, SourceFile file, string clipId) => new()
    {
        Index = 0,
        ProviderClipId = clipId,
        Title = source.Title,
        Styles = source.Styles,
        Lyrics = source.Lyrics,
        DurationSeconds = source.DurationSeconds,
        Files = [new ResultFile(ResultFile.Audio, file.ContentType, file.OpenAsync)],
        Note = "A copy, uploaded to MusicAPI",
    };
}

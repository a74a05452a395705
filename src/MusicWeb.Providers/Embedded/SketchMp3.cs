namespace MusicWeb.Providers.Embedded;

/// <summary>Writes a song as MP3, where the library for it is installed.</summary>
internal static class SketchMp3
{
    /// <summary>Why there is no MP3 without the library.</summary>
    public const string WhyMissing = "MP3 needs libmp3lame on this server.";

    /// <summary>Encodes the stored sound; about a second per minute of song.</summary>
    /// <exception cref="SourceUnreadableException">There is no sound to read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<SubmitAnswer> MakeAsync(ProviderCall call, SourceClip clip, CancellationToken ct)
    {
        if (LameLibrary.Installed is not { } library) return new SubmitAnswer.Refused(WhyMissing);
        var sound = await SketchSound.FetchAsync(call, clip, ct);
        var progress = new SketchProgress(call.Progress, takes: 1);
        progress.Enter(0, Stages.Encoding);
        var file = await RenderThread.RunAsync("sketch mp3", () => ScratchFile.Write(call.ScratchDirectory, "mp3", "audio/mpeg", "mp3", stream => library.Encode(sound.Read(ct), stream, progress, ct)));
        progress.Finish();
        return new SubmitAnswer.MadeFiles([file]);
    }
}

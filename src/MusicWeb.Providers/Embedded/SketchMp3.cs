namespace MusicWeb.Providers.Embedded;

/// <summary>Writes a song as MP3: by libmp3lame, else by ffmpeg.</summary>
/// <param name="lame">The library; null where it is not installed.</param>
/// <param name="ffmpeg">The program; asked for only where the library is missing.</param>
internal sealed class SketchMp3(LameLibrary? lame, Lazy<Ffmpeg?> ffmpeg)
{
    /// <summary>Why there is no MP3 without them.</summary>
    public const string WhyMissing = "MP3 needs libmp3lame or ffmpeg on this server.";

    /// <summary>With what is installed.</summary>
    public static SketchMp3 Installed { get; } = new(LameLibrary.Installed, new Lazy<Ffmpeg?>(() => Ffmpeg.Installed));

    /// <summary>Whether one of them is there.</summary>
    public bool IsPossible => lame is not null || ffmpeg.Value is not null;

    /// <summary>Encodes the stored sound; about a second per minute of song.</summary>
    /// <exception cref="SourceUnreadableException">There is no sound to read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<SubmitAnswer> MakeAsync(ProviderCall call, SourceClip clip, CancellationToken ct)
    {
        if (!IsPossible) return new SubmitAnswer.Refused(WhyMissing);
        var sound = await SketchSound.FetchAsync(call, clip, ct);
        var progress = new SketchProgress(call.Progress, takes: 1);
        progress.Enter(0, Stages.Encoding);
        var file = lame is not null
            ? await RenderThread.RunAsync("sketch mp3", () => ScratchFile.Write(call.ScratchDirectory, "mp3", "audio/mpeg", "mp3", stream => lame.Encode(sound.Read(ct), stream, progress, ct)))
            : await ScratchFile.WriteAsync(call.ScratchDirectory, "mp3", "audio/mpeg", "mp3", path => ffmpeg.Value!.EncodeAsync(sound.Path, path, ct));
        progress.Finish();
        return new SubmitAnswer.MadeFiles([file]);
    }
}

using MusicWeb.Engine.Codec;

namespace MusicWeb.Providers.Embedded;

/// <summary>Writes the sound of a song as WAV into the task's folder, for providers that do not know FLAC.</summary>
internal static class SourceWav
{
    /// <summary>Decodes the stored sound.</summary>
    /// <exception cref="SourceUnreadableException">There is none, or it cannot be read; the message is for the person who asked.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<ResultFile> WriteAsync(ProviderCall call, SourceClip clip, CancellationToken ct)
    {
        var sound = await SketchSound.FetchAsync(call, clip, ct);
        return await RenderThread.RunAsync("source wav", () => ScratchFile.Write(call.ScratchDirectory, "source", "audio/wav", "wav", stream => WavWriter.Write(sound.Read(ct), stream, ct)));
    }
}

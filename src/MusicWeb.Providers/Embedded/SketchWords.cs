using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Style;

namespace MusicWeb.Providers.Embedded;

/// <summary>Words without music: lyrics about something, and what a few style words mean to this engine.</summary>
internal static class SketchWords
{
    /// <summary>Writes them, in milliseconds; the same for the same task.</summary>
    public static SubmitAnswer Make(ProviderCall call, ProviderManifest manifest)
    {
        var (request, seed) = (call.Request, SketchJob.SeedOf(call.TaskId));
        return new SubmitAnswer.MadeText(request.Op == Ops.Lyrics
            ? WrittenLyrics.Write(request.Description ?? "", request.Styles, seed, WordSounds.Dictionary).Text
            : StyleBoost.Of(request.Styles ?? "", seed, (manifest.FindModel(request.Model) ?? manifest.Models[0]).StylesLimit));
    }
}

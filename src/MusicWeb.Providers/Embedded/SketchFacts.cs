using MusicWeb.Engine.Edit;

namespace MusicWeb.Providers.Embedded;

/// <summary>What is known of a song of ours without listening: its tempo, bars, form and chords, from the stored score.</summary>
internal static class SketchFacts
{
    /// <summary>The kind of the file.</summary>
    public const string Kind = "tempo-map";

    /// <summary>Writes them as a file.</summary>
    public static SubmitAnswer Make(ProviderCall call, SketchSource source)
    {
        Directory.CreateDirectory(call.ScratchDirectory);
        return new SubmitAnswer.MadeFiles([ScratchFile.Write(call.ScratchDirectory, Kind, "application/json", "json", stream => stream.Write(TempoMap.Of(source.Score).ToJson()))]);
    }
}

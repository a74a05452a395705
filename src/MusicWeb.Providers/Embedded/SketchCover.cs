using MusicWeb.Engine.Art;
using MusicWeb.Engine.Score;

namespace MusicWeb.Providers.Embedded;

/// <summary>The picture of a song of ours, made from its score: every new song comes with it, older ones get it on demand.</summary>
internal static class SketchCover
{
    private const string Svg = "cover";
    private const string Png = "cover-png";

    /// <summary>The kinds of its files.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Svg, Png];

    /// <summary>Writes them into a task's folder.</summary>
    public static IReadOnlyList<ResultFile> Write(string folder, SongScore score, string prefix, CancellationToken ct) =>
    [
        ScratchFile.Write(folder, Svg, "image/svg+xml", "svg", stream => stream.Write(CoverArt.Svg(score)), prefix),
        ScratchFile.Write(folder, Png, "image/png", "png", stream => stream.Write(CoverArt.Png(score, ct)), prefix),
    ];

    /// <summary>Paints the picture of a song that has none.</summary>
    public static async Task<SubmitAnswer> MakeAsync(ProviderCall call, SketchSource source, CancellationToken ct)
    {
        Directory.CreateDirectory(call.ScratchDirectory);
        return new SubmitAnswer.MadeFiles(await RenderThread.RunAsync("sketch cover", () => Write(call.ScratchDirectory, source.Score, "", ct)));
    }
}

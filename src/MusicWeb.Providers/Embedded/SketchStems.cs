using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace MusicWeb.Providers.Embedded;

/// <summary>Splits a song of ours into stems, which its stored score knows exactly.</summary>
internal sealed class SketchStems(ProviderCall call, SongScore score, SongRenderer renderer, CancellationToken ct)
{
    // A full split has a voice of its own: without those that sing along.
    private const string FullPrefix = "stem-";

    /// <summary>The kinds of the files that come of an operation.</summary>
    public static IReadOnlyList<string> Kinds(string op) => [.. KeysOf(op).Select(key => KindOf(key, op))];

    /// <summary>Renders and writes all stems in which something sounds, on the calling thread; about 50 ms of CPU per second of song.</summary>
    /// <exception cref="SourceUnreadableException">There is nothing to split.</exception>
    /// <exception cref="EditRefusedException">It was made with a sound bank that is not here.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<ResultFile> Make()
    {
        var op = call.Request.Op;
        Func<Part, string> keyOf = op == Ops.StemsFull ? Stems.OfFull : Stems.OfBasic;
        if (op != Ops.StemsFull && score.Sounding.All(stretch => stretch.Score.Parts.All(part => keyOf(part) != Stems.Vocals))) throw new SourceUnreadableException("There is no voice in this song that could be split off.");
        SketchWork.AskForBank(renderer, score);
        Directory.CreateDirectory(call.ScratchDirectory);
        var progress = new SketchProgress(call.Progress, takes: 1);
        progress.Enter(0, Stages.Rendering);
        var files = new List<ResultFile>();
        var frames = Math.Max(1, (int)Math.Round(score.DurationSeconds * 44100));
        new StemRenderer(renderer).Render(score, frames, KeysOf(op), keyOf, (key, sound) => Keep(files, KindOf(key, op), sound), progress, ct);
        progress.Finish();
        return files;
    }

    private static IReadOnlyList<string> KeysOf(string op) => op switch
    {
        Ops.StemsFull => Stems.Full,
        Ops.StemsBasic => Stems.Basic,
        _ => [Stems.Vocals],
    };

    private static string KindOf(string key, string op) => op switch
    {
        Ops.StemsFull => FullPrefix + key,
        Ops.StemsBasic => key,
        _ => Ops.Vox,
    };

    private void Keep(List<ResultFile> files, string kind, Pcm? sound)
    {
        if (sound is not null) files.Add(ScratchFile.Write(call.ScratchDirectory, kind, "audio/flac", "flac", stream => FlacEncoder.Encode(sound, stream, progress: null, ct)));
    }
}

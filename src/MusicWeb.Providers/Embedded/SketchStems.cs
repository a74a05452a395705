using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace MusicWeb.Providers.Embedded;

/// <summary>Splits a song of ours into stems, which its stored score knows exactly.</summary>
internal sealed class SketchStems(ProviderCall call, SketchSource source, SongRenderer renderer, CancellationToken ct)
{
    // A full split has a voice of its own: without those that sing along.
    private const string FullPrefix = "stem-";
    private const string OtherEngine = "Made with an earlier engine: these stems do not add up to the song exactly";

    // Rounding takes less; another sound is hundreds of times more.
    private const double MostError = 8;

    // A minute tells; more would not fit into the memory of a job beside the stems.
    private const int MostComparedFrames = 60 * 44100;

    private readonly SongScore score = source.Score;

    /// <summary>The kinds of the files that come of an operation.</summary>
    public static IReadOnlyList<string> Kinds(string op) => [.. KeysOf(op).Select(key => KindOf(key, op))];

    /// <summary>Renders and writes all stems in which something sounds, on the calling thread; about 40 ms of CPU per second of song, half as much again for one that was made by an earlier version and twice as much for an edit of such a one, 85 MB of memory per minute of it.</summary>
    /// <exception cref="SourceUnreadableException">There is nothing to split.</exception>
    /// <exception cref="EditRefusedException">It was made with a sound bank that is not here.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SubmitAnswer Make()
    {
        var op = call.Request.Op;
        Func<Part, string> keyOf = op == Ops.StemsFull ? Stems.OfFull : Stems.OfBasic;
        if (op != Ops.StemsFull && score.Sounding.All(stretch => stretch.Score.Parts.All(part => keyOf(part) != Stems.Vocals))) throw new SourceUnreadableException("There is no voice in this song that could be split off.");
        SketchWork.AskForBank(renderer, score);
        Directory.CreateDirectory(call.ScratchDirectory);
        var progress = new SketchProgress(call.Progress, takes: 1);
        progress.Enter(0, Stages.Rendering);
        var files = new List<ResultFile>();
        // What is left of the song when every stem is taken away; a voice alone leaves a band.
        var left = op == Ops.Vox ? null : source.ReadBeginning(MostComparedFrames, ct);
        var frames = Math.Max(1, (int)Math.Round(score.DurationSeconds * 44100));
        new StemRenderer(renderer).Render(score, frames, KeysOf(op), keyOf, source.ReadMastering(), (key, sound) => Keep(files, KindOf(key, op), sound, left), progress, ct);
        progress.Finish();
        return new SubmitAnswer.MadeFiles(files, left is not null && Level(left) > MostError ? OtherEngine : null);
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

    private void Keep(List<ResultFile> files, string kind, Pcm? sound, short[]? left)
    {
        for (var i = 0; left is not null && sound is not null && i < Math.Min(left.Length, sound.Samples.Length); i++) left[i] = (short)Math.Clamp(left[i] - sound.Samples[i], short.MinValue, short.MaxValue);
        if (sound is not null) files.Add(ScratchFile.Write(call.ScratchDirectory, kind, "audio/flac", "flac", stream => FlacEncoder.Encode(sound, stream, ct: ct)));
    }

    // Root of the mean square, in units of 16 bit.
    private static double Level(short[] samples)
    {
        var sum = 0.0;
        foreach (var sample in samples) sum += (double)sample * sample;
        return Math.Sqrt(sum / Math.Max(1, samples.Length));
    }
}

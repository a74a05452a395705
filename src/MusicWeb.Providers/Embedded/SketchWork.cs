using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Providers.Embedded;

/// <summary>Makes one take of what was asked for.</summary>
internal abstract class SketchWork(MusicRequest request)
{
    private const string OtherInstruments = "Its sound bank is not here any more: other instruments play";

    /// <summary>What was asked for.</summary>
    protected MusicRequest Request { get; } = request;

    /// <summary>Style words of the result, where the request names none.</summary>
    public virtual string? Styles => null;

    /// <summary>Reads a long song once the renderer's memory is free for it: the collector takes its time over large arrays, and both at once would not fit into that of a job.</summary>
    protected static Pcm ReadAfter(SongRenderer renderer, SketchSource source, CancellationToken ct)
    {
        if (source.Score.DurationSeconds > SketchJob.LongSeconds)
        {
            renderer.LetGo();
            GC.Collect();
        }

        return source.ReadSound(ct);
    }

    /// <summary>What else is to be said of the result; null for nothing.</summary>
    public string? Remark { get; protected set; }

    /// <summary>A song that is rendered whole again: as it was made where that can be, else with what is here, which is said.</summary>
    protected SongScore Playable(SongRenderer renderer, SongScore score)
    {
        if (renderer.CanRender(score)) return score;
        Remark = OtherInstruments;
        return renderer.Marked(score);
    }

    /// <summary>What is added to a song that stays must sound like it.</summary>
    /// <exception cref="EditRefusedException">It was made with a sound bank that is not here.</exception>
    public static void AskForBank(SongRenderer renderer, SongScore score)
    {
        if (renderer.CanRender(score)) return;
        var name = score.Sounding.Select(stretch => stretch.Score.Bank).First(bank => bank is not null)!.Name;
        throw new EditRefusedException($"This song was made with the sound bank “{name}”, which is not installed here now, so it cannot be rendered as it sounds. Remaster it first: the result has the instruments of today.");
    }

    /// <summary>Makes a take, on the calling thread.</summary>
    public abstract EditedSong Make(SongRenderer renderer, long seed, int take, Action<string> enter, IProgress<double> progress, CancellationToken ct);
}

/// <summary>A new song.</summary>
internal sealed class Composing(MusicRequest request, SongProfile? profile) : SketchWork(request)
{
    public override EditedSong Make(SongRenderer renderer, long seed, int take, Action<string> enter, IProgress<double> progress, CancellationToken ct)
    {
        var score = Composer.Compose(
            new SongPlan
            {
                Title = Request.Title?.Trim() ?? "",
                Description = Request.Description,
                Lyrics = Request.Lyrics,
                Styles = Request.Styles,
                NegativeStyles = Request.NegativeStyles,
                Instrumental = Request.Instrumental,
                VocalGender = Request.VocalGender,
                StyleWeight = Request.StyleWeight ?? 0.5,
                Weirdness = Request.Weirdness ?? 0.5,
                DurationSeconds = Request.DurationSeconds,
                Profile = profile,
            },
            seed,
            WordSounds.Dictionary);
        ct.ThrowIfCancellationRequested();
        enter(Stages.Rendering);
        score = renderer.Marked(score);
        return new EditedSong(score, renderer.Render(score, progress, ct));
    }
}

/// <summary>A song that goes on.</summary>
internal sealed class Extending(MusicRequest request, SourceClip clip, SketchSource source) : SketchWork(request)
{
    public override string? Styles => clip.Styles;

    public override EditedSong Make(SongRenderer renderer, long seed, int take, Action<string> enter, IProgress<double> progress, CancellationToken ct)
    {
        AskForBank(renderer, source.Score);
        enter(Stages.Rendering);
        var plan = new ExtensionPlan
        {
            AtSeconds = Request.ContinueAtSeconds ?? 0,
            Title = Request.Title?.Trim() ?? "",
            Lyrics = Request.Lyrics,
            Styles = Request.Styles,
            NegativeStyles = Request.NegativeStyles,
            Instrumental = Request.Instrumental,
            DurationSeconds = Request.DurationSeconds,
            OnlyNewPart = Request.OnlyNewPart,
        };
        return Extension.Make(renderer, source.ForEdit(() => ReadAfter(renderer, source, ct)), plan, seed, WordSounds.Dictionary, progress, ct);
    }
}

/// <summary>A song with a stretch of it made anew.</summary>
internal sealed class Replacing(MusicRequest request, SourceClip clip, SketchSource source) : SketchWork(request)
{
    public override string? Styles => clip.Styles;

    public override EditedSong Make(SongRenderer renderer, long seed, int take, Action<string> enter, IProgress<double> progress, CancellationToken ct)
    {
        AskForBank(renderer, source.Score);
        enter(Stages.Rendering);
        var plan = new ReplacementPlan
        {
            StartSeconds = Request.RangeStartSeconds ?? 0,
            EndSeconds = Request.RangeEndSeconds ?? 0,
            Title = Request.Title?.Trim() ?? "",
            Lyrics = Request.Lyrics,
            Styles = Request.Styles,
            Instrumental = Request.Instrumental,
        };
        return Replacement.Make(renderer, source.ForEdit(() => ReadAfter(renderer, source, ct)), plan, seed, WordSounds.Dictionary, progress, ct);
    }
}

/// <summary>A song and the parts that go on from it, in one.</summary>
internal sealed class Joining(MusicRequest request, SourceClip first, IReadOnlyList<SketchSource> songs) : SketchWork(request)
{
    public override string? Styles => first.Styles;

    public override EditedSong Make(SongRenderer renderer, long seed, int take, Action<string> enter, IProgress<double> progress, CancellationToken ct)
    {
        enter(Stages.Rendering);
        return Concatenation.Make([.. songs.Select(song => song.ForEdit(() => song.ReadSound(ct)))], Request.Title?.Trim() ?? "", ct);
    }
}

/// <summary>A song in another style.</summary>
internal sealed class Covering(MusicRequest request, SketchSource source) : SketchWork(request)
{
    public override EditedSong Make(SongRenderer renderer, long seed, int take, Action<string> enter, IProgress<double> progress, CancellationToken ct)
    {
        var plan = new CoverPlan { Title = Request.Title?.Trim() ?? "", Styles = Request.Styles, NegativeStyles = Request.NegativeStyles, AudioWeight = Request.AudioWeight ?? 0.5 };
        var score = renderer.Marked(Cover.Compose(source.Score, plan, seed, WordSounds.Dictionary));
        ct.ThrowIfCancellationRequested();
        enter(Stages.Rendering);
        return new EditedSong(score, renderer.Render(score, progress, ct));
    }
}

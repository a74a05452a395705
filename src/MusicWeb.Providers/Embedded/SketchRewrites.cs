using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace MusicWeb.Providers.Embedded;

/// <summary>Work that writes a score from a song's score and renders it whole.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="clip">The song.</param>
/// <param name="source">Its score.</param>
internal sealed class Rewriting(MusicRequest request, SourceClip clip, SketchSource source) : SketchWork(request)
{
    // Style words of a master say nothing of the style.
    public override string? Styles => clip.Styles;

    public override EditedSong Make(SongRenderer renderer, long seed, int take, Action<string> enter, IProgress<double> progress, CancellationToken ct)
    {
        var score = Compose(renderer, seed, take);
        ct.ThrowIfCancellationRequested();
        enter(Stages.Rendering);
        return new EditedSong(score, renderer.Render(score, progress, ct));
    }

    private SongScore Compose(SongRenderer renderer, long seed, int take)
    {
        var (song, title) = (source.Score, Request.Title?.Trim() ?? "");
        return Request.Op switch
        {
            Ops.Remaster => Playable(renderer, Remaster.Of(song, Request.Styles, take, title)),
            Ops.AddVocals => Playable(renderer, AddedVocals.Compose(song, new AddedVocalsPlan { Lyrics = Request.Lyrics, Description = Request.Description, VocalGender = Request.VocalGender, Title = title }, seed, WordSounds.Dictionary)),
            Ops.AddInstrumental => renderer.Marked(AddedBand.Compose(song, Request.Styles, Request.NegativeStyles, title, seed)),
            _ => renderer.Marked(SampledSong.Compose(
                song,
                new SamplePlan
                {
                    StartSeconds = Request.RangeStartSeconds ?? 0,
                    EndSeconds = Request.RangeEndSeconds ?? 0,
                    Title = title,
                    Lyrics = Request.Lyrics,
                    Description = Request.Description,
                    Styles = Request.Styles,
                    NegativeStyles = Request.NegativeStyles,
                    Instrumental = Request.Instrumental,
                    VocalGender = Request.VocalGender,
                    DurationSeconds = Request.DurationSeconds,
                },
                seed,
                WordSounds.Dictionary)),
        };
    }
}

/// <summary>One song's voice over another's band: the first take in the band's key, the second the other way round, or in the voice's key where only one of them is sung.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="clips">The songs: the voice first.</param>
/// <param name="songs">Their scores.</param>
internal sealed class Mashing(MusicRequest request, IReadOnlyList<SourceClip> clips, IReadOnlyList<SketchSource> songs) : SketchWork(request)
{
    public override string? Styles => clips[1].Styles;

    public override EditedSong Make(SongRenderer renderer, long seed, int take, Action<string> enter, IProgress<double> progress, CancellationToken ct)
    {
        if (songs.Count != 2) throw new EditRefusedException("Choose two songs: the one whose voice is heard, and the one that plays.");
        var (voice, band) = (songs[0].Score, songs[1].Score);
        var isSwapped = take == 1 && band.Lines.Count > 0;
        if (isSwapped) (voice, band) = (band, voice);
        var score = Playable(renderer, Mashup.Compose(voice, band, Request.Title?.Trim() ?? "", seed, keepsVoiceKey: take == 1 && !isSwapped, WordSounds.Dictionary));
        ct.ThrowIfCancellationRequested();
        enter(Stages.Rendering);
        return new EditedSong(score, renderer.Render(score, progress, ct));
    }
}

using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Edit;

/// <summary>Which stretch of a song is to be made anew, and how.</summary>
public sealed record ReplacementPlan
{
    /// <summary>Where it begins; the bar line nearest to it is taken.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>Where it ends; the bar line nearest to it is taken.</summary>
    public required double EndSeconds { get; init; }

    /// <summary>Words of the new stretch; null writes some where the song is sung.</summary>
    public string? Lyrics { get; init; }

    /// <summary>Style words, for the notes; the instruments stay.</summary>
    public string? Styles { get; init; }

    /// <summary>No words in the new stretch.</summary>
    public bool Instrumental { get; init; }

    /// <summary>Title of the result; empty keeps the song's.</summary>
    public string Title { get; init; } = "";
}

/// <summary>Makes some bars of a song anew. Outside of them every sample stays.</summary>
public static class Replacement
{
    /// <summary>Shortest stretch.</summary>
    public const double MinSeconds = 2;

    /// <summary>Renders the new stretch; about 25 ms of CPU for each second of the whole song, 65 MB of memory per minute of it.</summary>
    /// <inheritdoc cref="Extension.Make"/>
    public static EditedSong Make(
        SongRenderer renderer, SongSource song, ReplacementPlan plan, long seed, PronouncingDictionary? dictionary, IProgress<double>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(renderer);
        ArgumentNullException.ThrowIfNull(song);
        ArgumentNullException.ThrowIfNull(plan);
        var score = song.Score;
        SameMetre.Ask(score, plan.Styles, "leave it out, or make a new song of it.");
        var (first, end) = BarsOf(score, plan);
        var whole = Compose(score, plan, first, end, seed, dictionary) with { Seed = seed };
        var made = renderer.Render(whole, progress, ct);
        var (rendered, mastering) = (made.Sound.Samples, made.Mastering);

        var heard = song.Sound().Samples;
        var frames = heard.Length / 2;
        var (from, to) = (Splice.CutOf(score, first), end == score.Bars ? frames : Splice.CutOf(score, end));
        var gain = Gain(rendered, heard, from, to);
        // What was rendered outside of the stretch is not needed any more, so the song is put together in its place.
        var known = Math.Min(to, rendered.Length / 2);
        var samples = rendered;
        if (samples.Length != heard.Length) Array.Resize(ref samples, heard.Length);
        var piece = samples.AsSpan(from * 2, (known - from) * 2);
        Splice.Amplify(piece, gain);
        Splice.Fade(heard.AsSpan(from * 2), piece);
        heard.AsSpan(0, from * 2).CopyTo(samples);
        heard.AsSpan(known * 2).CopyTo(samples.AsSpan(known * 2));
        var back = to - Stretch.FadeFrames;
        if (to < frames)
        {
            // The fade back lies within the stretch, so that what follows stays as it is.
            var again = heard.AsSpan(back * 2, Stretch.FadeFrames * 2).ToArray();
            Splice.Fade(samples.AsSpan(back * 2, Stretch.FadeFrames * 2), again);
            again.CopyTo(samples.AsSpan(back * 2));
        }

        List<Stretch> stretches = [.. score.Sounding.Where(stretch => stretch.StartFrame < from), new Stretch(from, 0, gain, whole)];
        if (to < frames) stretches.AddRange(Splice.From(score.Sounding, to).Select((stretch, i) => i == 0 ? stretch with { StartFrame = back, SkippedFrames = stretch.SkippedFrames - to } : stretch with { StartFrame = stretch.StartFrame + to, SkippedFrames = stretch.SkippedFrames - to }));
        var edited = whole with { Version = SongScore.EditedVersion, Stretches = stretches, Title = plan.Title.Length > 0 ? plan.Title : score.Title };
        return new EditedSong(edited, Splice.Finish(samples, stretches, [song.Mastering, mastering], ct));
    }

    /// <summary>The whole song's music with the new bars in it.</summary>
    internal static SongScore Compose(SongScore score, ReplacementPlan plan, int first, int end, long seed, PronouncingDictionary? dictionary)
    {
        var profile = SongProfile.Of(score);
        var kind = score.Sections.Last(section => section.StartBar <= first).Kind;
        var isSung = score.Lines.Count > 0 && !plan.Instrumental;
        var isMarked = plan.Lyrics?.Contains('[', StringComparison.Ordinal) is true;
        var isEnd = end == score.Bars;
        var made = Composer.Compose(
            new SongPlan
            {
                Title = score.Title,
                // Words without markers belong to the section they stand in.
                Lyrics = !isSung || string.IsNullOrWhiteSpace(plan.Lyrics) ? null : isMarked ? plan.Lyrics : $"[{kind}]\n{plan.Lyrics}",
                Styles = plan.Styles,
                Instrumental = !isSung,
                VocalGender = profile.Patches.GetValueOrDefault(PartRole.Melody) is "voice-male" ? "m" : "f",
                Profile = profile,
                // The closing bar is cut off again, unless it closes the song.
                Piece = new Piece(score, end - first + (isEnd ? 0 : 1), kind),
            },
            seed,
            dictionary);
        var piece = SameInstruments(isEnd ? made : ScoreCut.Before(made, end - first), score);
        var whole = ScoreCut.Join(ScoreCut.Before(score, first), piece);
        if (!isEnd) whole = ScoreCut.Join(whole, ScoreCut.From(score, end));
        return whole with { Version = whole.Lines.Count > 0 ? SongScore.SungVersion : SongScore.VoicelessVersion, Continues = score.Continues };
    }

    private static (int First, int End) BarsOf(SongScore score, ReplacementPlan plan)
    {
        // Written so that "not a number" is refused too.
        if (!(plan.StartSeconds >= 0 && plan.EndSeconds <= score.DurationSeconds + 0.5)) throw new EditRefusedException($"Choose a stretch within the song, from 0 to {score.DurationSeconds:0} seconds.");
        if (!(plan.EndSeconds - plan.StartSeconds >= MinSeconds)) throw new EditRefusedException($"Choose a stretch of at least {MinSeconds:0} seconds.");
        var first = Math.Min(Splice.NearestBar(score, plan.StartSeconds), score.Bars - 1);
        var end = Math.Clamp(Splice.NearestBar(score, plan.EndSeconds), first + 1, score.Bars);
        return end - first < score.Bars ? (first, end) : throw new EditRefusedException("This would replace the whole song: make a new one, or choose a shorter stretch.");
    }

    // A part of the song goes on with its own instrument, whatever the composer would have taken for these bars.
    private static SongScore SameInstruments(SongScore piece, SongScore song) => piece with
    {
        Parts = [.. piece.Parts.Select(part => song.Parts.FirstOrDefault(own => own.Role == part.Role && VoiceProfile.Sings(own) == VoiceProfile.Sings(part)) is { } own ? part with { Patch = own.Patch } : part)],
    };

    // Both have the same music outside.
    private static double Gain(short[] rendered, short[] heard, int from, int to)
    {
        var length = Math.Min(rendered.Length, heard.Length);
        double Outside(short[] samples) => Splice.Energy(samples.AsSpan(0, from * 2), samples.AsSpan(Math.Min(to * 2, length), length - Math.Min(to * 2, length)));
        return Splice.Gain(Outside(rendered), Outside(heard));
    }
}

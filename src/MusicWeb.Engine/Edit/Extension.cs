using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Edit;

/// <summary>How a song is to go on.</summary>
public sealed record ExtensionPlan
{
    /// <summary>Where the new part begins; the bar line nearest to it is taken.</summary>
    public required double AtSeconds { get; init; }

    /// <summary>Words of the new part, with optional markers; null writes some where the song is sung.</summary>
    public string? Lyrics { get; init; }

    /// <summary>Style words; null goes on as it was.</summary>
    public string? Styles { get; init; }

    /// <summary>Style words to avoid.</summary>
    public string? NegativeStyles { get; init; }

    /// <summary>No words in the new part.</summary>
    public bool Instrumental { get; init; }

    /// <summary>Length of the new part; null as long as its words need.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>The result is the new part alone.</summary>
    public bool OnlyNewPart { get; init; }

    /// <summary>Title of the result; empty keeps the song's.</summary>
    public string Title { get; init; } = "";
}

/// <summary>Lets a song go on from a bar of it: tempo, key and harmony stay, what was heard before is kept sample by sample.</summary>
public static class Extension
{
    /// <summary>Longest song that may come of it, so that rendering it stays within the memory of a job.</summary>
    public const double MaxSeconds = 360;

    /// <summary>Renders the continuation; about 25 ms of CPU for each second of the whole song, 65 MB of memory per minute of it.</summary>
    /// <param name="renderer">Renders one song at a time.</param>
    /// <param name="song">The song.</param>
    /// <param name="plan">How it goes on.</param>
    /// <param name="seed">Decides every free choice.</param>
    /// <param name="dictionary">Makes English syllables truer.</param>
    /// <param name="progress">Takes the share that is done, 0 to 1.</param>
    /// <param name="ct">Looked at several times per second of sound.</param>
    /// <exception cref="EditRefusedException">The moment is not within the song, the styles name another metre, or the result would be too long.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static EditedSong Make(
        SongRenderer renderer, SongSource song, ExtensionPlan plan, long seed, PronouncingDictionary? dictionary, IProgress<double>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(renderer);
        ArgumentNullException.ThrowIfNull(song);
        ArgumentNullException.ThrowIfNull(plan);
        var score = song.Score;
        SameMetre.Ask(score, plan.Styles, "leave it out, or make a new song of it.");
        var bar = BarOf(score, plan);
        var added = Compose(score, plan, bar, seed, dictionary);
        var kept = ScoreCut.Before(score, bar);
        var whole = ScoreCut.Join(kept, added);
        if (whole.DurationSeconds > MaxSeconds) throw new EditRefusedException($"The song would be {whole.DurationSeconds:0} seconds long: go on from an earlier moment or shorten the new part, so that it stays within {MaxSeconds:0}.");
        var piece = Heard(kept, added) with { Seed = seed };
        var rendered = renderer.Render(piece, progress, ct);

        var samples = rendered.Sound.Samples;
        var heard = song.Sound().Samples;
        var cut = Math.Min(Splice.CutOf(score, bar), heard.Length / 2);
        var gain = Splice.Gain(Splice.Energy(samples.AsSpan(0, cut * 2)), Splice.Energy(heard.AsSpan(0, cut * 2)));
        Splice.Amplify(samples.AsSpan(cut * 2), gain);
        Splice.Fade(heard.AsSpan(cut * 2), samples.AsSpan(cut * 2));
        heard.AsSpan(0, cut * 2).CopyTo(samples);
        IReadOnlyList<Stretch> stretches = [.. score.Sounding.Where(stretch => stretch.StartFrame < cut), new Stretch(cut, 0, gain, piece)];

        if (plan.OnlyNewPart)
        {
            samples = samples[(cut * 2)..];
            whole = ScoreCut.From(whole, bar) with { Continues = new Continues(ScoreJson.Hash(score), bar) };
            stretches = Splice.From(stretches, cut);
        }

        whole = whole with { Version = SongScore.EditedVersion, Seed = seed, Stretches = stretches, Title = plan.Title.Length > 0 ? plan.Title : score.Title };
        return new EditedSong(whole, Splice.Finish(samples, stretches, [song.Mastering, rendered.Mastering], ct));
    }

    private static int BarOf(SongScore score, ExtensionPlan plan)
    {
        // Written so that "not a number" is refused too.
        if (!(plan.AtSeconds > 0)) throw new EditRefusedException("Choose a moment after the song's beginning to go on from.");
        if (plan.AtSeconds > score.DurationSeconds + 0.5) throw new EditRefusedException($"Choose a moment before the song's end at {score.DurationSeconds:0} seconds.");
        return Math.Clamp(Splice.NearestBar(score, plan.AtSeconds), 1, score.Bars);
    }

    /// <summary>The music of the new part alone.</summary>
    internal static SongScore Compose(SongScore score, ExtensionPlan plan, int bar, long seed, PronouncingDictionary? dictionary)
    {
        var profile = SongProfile.Of(score);
        var wasSung = score.Lines.Count > 0;
        var isSung = !plan.Instrumental && (wasSung || !string.IsNullOrWhiteSpace(plan.Lyrics));
        return Composer.Compose(
            new SongPlan
            {
                Title = score.Title,
                Lyrics = isSung ? plan.Lyrics : null,
                Styles = plan.Styles,
                NegativeStyles = plan.NegativeStyles,
                Instrumental = !isSung,
                VocalGender = !wasSung ? null : profile.Patches.GetValueOrDefault(PartRole.Melody) is "voice-male" ? "m" : "f",
                DurationSeconds = plan.DurationSeconds,
                Profile = profile,
                Piece = new Piece(score, bars: null, score.Sections.Last(section => section.StartBar < bar).Kind),
            },
            seed,
            dictionary);
    }

    /// <summary>
    /// What is rendered: the new part with the bars before it, so that what rings there is heard. Where another instrument takes over,
    /// the old one is left out, since a role is levelled as a whole.
    /// </summary>
    private static SongScore Heard(SongScore kept, SongScore added)
    {
        var before = kept with { Parts = [.. kept.Parts.Where((part, i) => added.Parts.All(other => other.Role != part.Role) || Enumerable.Range(0, added.Parts.Count).Any(j => ScoreCut.IsSame(kept.Parts, i, added.Parts, j)))] };
        return ScoreCut.Join(before, added) with { Voice = added.Voice ?? kept.Voice, Version = SongScore.SungVersion, Continues = null };
    }
}

using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Edit;

/// <summary>Which bars of a song another one is to be built on, and how.</summary>
public sealed record SamplePlan
{
    /// <summary>Where they begin; the bar line nearest to it is taken.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>Where they end; the bar line nearest to it is taken.</summary>
    public required double EndSeconds { get; init; }

    /// <summary>Words of the new song; null writes some unless it is an instrumental.</summary>
    public string? Lyrics { get; init; }

    /// <summary>What it is about, where words are written.</summary>
    public string? Description { get; init; }

    /// <summary>Style words; null for the style of the song.</summary>
    public string? Styles { get; init; }

    /// <summary>Style words to avoid.</summary>
    public string? NegativeStyles { get; init; }

    /// <summary>No voice.</summary>
    public bool Instrumental { get; init; }

    /// <summary><c>f</c> or <c>m</c>; null leaves it open.</summary>
    public string? VocalGender { get; init; }

    /// <summary>Length; null as long as the words need.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Title of the result; empty lets the engine choose.</summary>
    public string Title { get; init; } = "";
}

/// <summary>Builds a new song on some bars of another: what its instruments play there, note for note, comes again and again under a new one.</summary>
public static class SampledSong
{
    /// <summary>Longest stretch.</summary>
    public const double MaxSeconds = 30;

    private const double MinSeconds = 1;

    // What makes a stretch recognisable; drums and bass are the new song's own.
    private static readonly PartRole[] _sampled = [PartRole.Chords, PartRole.Lead, PartRole.Pad];

    /// <summary>Composes the song; a few milliseconds.</summary>
    /// <param name="song">The song that is sampled.</param>
    /// <param name="plan">Which bars, and what becomes of them.</param>
    /// <param name="seed">Decides every free choice.</param>
    /// <param name="dictionary">Makes English syllables truer.</param>
    /// <exception cref="EditRefusedException">The stretch is too short, too long or not within the song, the styles name another metre, or nothing that could be sampled plays in it.</exception>
    public static SongScore Compose(SongScore song, SamplePlan plan, long seed, PronouncingDictionary? dictionary)
    {
        ArgumentNullException.ThrowIfNull(song);
        ArgumentNullException.ThrowIfNull(plan);
        SameMetre.Ask(song, plan.Styles, "leave it out, what is sampled is counted so.");
        var (first, end) = BarsOf(song, plan);
        var loop = Loop(song, first, end);
        if (loop.Count == 0) throw new EditRefusedException("No instrument plays in this stretch that could be sampled: choose another.");
        var made = Composer.Compose(
            new SongPlan
            {
                Title = plan.Title,
                Description = plan.Description,
                Lyrics = plan.Instrumental ? null : plan.Lyrics,
                Styles = string.IsNullOrWhiteSpace(plan.Styles) ? song.Style : plan.Styles,
                NegativeStyles = plan.NegativeStyles,
                Instrumental = plan.Instrumental,
                VocalGender = plan.VocalGender,
                DurationSeconds = plan.DurationSeconds,
                Piece = new Piece(song, first, end),
            },
            seed,
            dictionary);
        return made with { Parts = [.. made.Parts.Where(part => loop.TrueForAll(own => own.Role != part.Role)), .. loop.Select(part => Repeat(part, end - first, made))] };
    }

    private static (int First, int End) BarsOf(SongScore song, SamplePlan plan)
    {
        // Written so that "not a number" is refused too.
        if (!(plan.StartSeconds >= 0 && plan.EndSeconds <= song.DurationSeconds + 0.5)) throw new EditRefusedException($"Choose a stretch within the song, from 0 to {song.DurationSeconds:0} seconds.");
        if (!(plan.EndSeconds - plan.StartSeconds >= MinSeconds)) throw new EditRefusedException($"Choose a stretch of at least {MinSeconds:0} second.");
        if (!(plan.EndSeconds - plan.StartSeconds <= MaxSeconds)) throw new EditRefusedException($"Choose a stretch of at most {MaxSeconds:0} seconds.");
        var first = Math.Min(Splice.NearestBar(song, plan.StartSeconds), song.Bars - 1);
        return (first, Math.Clamp(Splice.NearestBar(song, plan.EndSeconds), first + 1, song.Bars));
    }

    // The bars alone, from their own beginning.
    private static List<Part> Loop(SongScore song, int first, int end) => [.. ScoreCut.From(ScoreCut.Before(song, end), first).Parts.Where(part => _sampled.Contains(part.Role))];

    // Up to the closing bar, where the new song ends by itself.
    private static Part Repeat(Part part, int bars, SongScore song)
    {
        var (length, close) = ((double)bars * song.BeatsPerBar, (double)(song.Bars - 1) * song.BeatsPerBar);
        var notes = new List<Note>();
        for (var start = 0.0; start < close; start += length)
        {
            foreach (var note in part.Notes.Where(note => start + note.StartBeat < close)) notes.Add(note with { StartBeat = start + note.StartBeat, LengthBeats = Math.Min(note.LengthBeats, close - start - note.StartBeat) });
        }

        return part with { Notes = notes };
    }
}

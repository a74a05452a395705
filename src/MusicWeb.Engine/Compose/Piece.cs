using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Compose;

/// <summary>What a piece of a song takes over from the song around it, whatever its own words ask for.</summary>
internal sealed class Piece
{
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyList<ChordSpan>>> _chords = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<IReadOnlyList<ChordSpan>>? _loop;

    /// <summary>A song in tempo, key and metre of another; its harmony is its own.</summary>
    public Piece(double bpm, int root, Mode mode, Metre metre) => (Bpm, Root, Mode, Metre, Kind) = (bpm, root, mode, metre, "");

    /// <summary>A piece of a song.</summary>
    /// <param name="song">The song around it.</param>
    /// <param name="bars">How many bars it fills, its closing one included; null for the end of a song, which is as long as its words need.</param>
    /// <param name="kind">The kind of section it begins in.</param>
    public Piece(SongScore song, int? bars, string kind)
    {
        (Bpm, Root, Mode, Metre, Bars, Kind) = (song.Bpm, song.KeyRoot, song.Mode, song.Metre, bars, kind);
        foreach (var section in song.Sections)
        {
            // The closing bar is always the tonic and no part of a progression.
            var length = section.StartBar + section.Bars >= song.Bars ? section.Bars - 1 : section.Bars;
            if (length < 2 || _chords.ContainsKey(section.Kind)) continue;
            var barsOfSection = Enumerable.Range(section.StartBar, length).Select(bar => BarOf(song, bar)).ToList();
            if (barsOfSection.All(bar => bar.Sum(chord => chord.Steps) == song.Metre.StepsPerBar)) _chords[section.Kind] = barsOfSection;
        }
    }

    /// <summary>A song built over some bars of another, whose chords come again and again.</summary>
    public Piece(SongScore song, int firstBar, int endBar)
        : this(song.Bpm, song.KeyRoot, song.Mode, song.Metre) => _loop = [.. Enumerable.Range(firstBar, endBar - firstBar).Select(bar => BarOf(song, bar))];

    public double Bpm { get; }

    public int Root { get; }

    public Mode Mode { get; }

    public Metre Metre { get; }

    /// <summary>Exact length, closing bar included; null where the piece ends the song.</summary>
    public int? Bars { get; }

    /// <summary>The kind of section it begins in.</summary>
    public string Kind { get; }

    /// <summary>The chords of a kind of section, bar by bar, as the song has them; null where it has none of that kind.</summary>
    public IReadOnlyList<IReadOnlyList<ChordSpan>>? ChordsOf(string kind) => _loop ?? _chords.GetValueOrDefault(kind);

    private static List<ChordSpan> BarOf(SongScore song, int bar)
    {
        var (start, end) = (bar * song.Metre.StepsPerBar, (bar + 1) * song.Metre.StepsPerBar);
        var spans = new List<ChordSpan>();
        foreach (var chord in song.Chords)
        {
            var from = Math.Max(start, (int)Math.Round(chord.StartBeat * Grid.StepsPerBeat));
            var to = Math.Min(end, (int)Math.Round((chord.StartBeat + chord.LengthBeats) * Grid.StepsPerBeat));
            if (to <= from || chord.Pitches.Count == 0) continue;
            int[] classes = [chord.Root, .. chord.Pitches.Select(pitch => pitch % 12).Where(pitch => pitch != chord.Root).Distinct()];
            spans.Add(new ChordSpan(from - start, to - from, classes, [], chord.Name));
        }

        return spans;
    }
}

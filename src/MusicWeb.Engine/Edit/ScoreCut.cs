using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Edit;

/// <summary>Cuts scores at bar lines and puts pieces together. Only the music: how it sounds (<see cref="SongScore.Stretches"/>) is the caller's.</summary>
internal static class ScoreCut
{
    /// <summary>The music before a bar. What is still sounding there ends there.</summary>
    public static SongScore Before(SongScore score, int bar)
    {
        var end = (double)bar * score.BeatsPerBar;
        return score with
        {
            Bars = bar,
            Sections = [.. score.Sections.Where(section => section.StartBar < bar).Select(section => section with { Bars = Math.Min(section.Bars, bar - section.StartBar) })],
            Chords = [.. score.Chords.Where(chord => chord.StartBeat < end).Select(chord => chord with { LengthBeats = Math.Min(chord.LengthBeats, end - chord.StartBeat) })],
            Parts = Parts(score, note => note.StartBeat < end ? note with { LengthBeats = Math.Min(note.LengthBeats, end - note.StartBeat) } : null),
            Lines = Lines(score, syllable => syllable.StartBeat < end ? syllable with { LengthBeats = Math.Min(syllable.LengthBeats, end - syllable.StartBeat) } : null, index => index),
            Stretches = [],
        };
    }

    /// <summary>The music from a bar on, which becomes the first. What began before it is left out.</summary>
    public static SongScore From(SongScore score, int bar)
    {
        var start = (double)bar * score.BeatsPerBar;
        var first = score.Sections.TakeWhile(section => section.StartBar + section.Bars <= bar).Count();
        return score with
        {
            Bars = score.Bars - bar,
            Sections = [.. score.Sections.Skip(first).Select(section => section with { StartBar = Math.Max(0, section.StartBar - bar), Bars = section.StartBar + section.Bars - Math.Max(bar, section.StartBar) })],
            Chords = [.. score.Chords.Where(chord => chord.StartBeat + chord.LengthBeats > start).Select(chord => chord with { StartBeat = Math.Max(0, chord.StartBeat - start), LengthBeats = Math.Min(chord.LengthBeats, chord.StartBeat + chord.LengthBeats - start) })],
            Parts = Parts(score, note => note.StartBeat >= start ? note with { StartBeat = note.StartBeat - start } : null),
            Lines = Lines(score, syllable => syllable.StartBeat >= start ? syllable with { StartBeat = syllable.StartBeat - start } : null, index => index - first),
            Stretches = [],
        };
    }

    /// <summary>One score's music and then another's, in the tempo and key of the first. Parts of equal role and instrument become one.</summary>
    public static SongScore Join(SongScore first, SongScore second)
    {
        var beats = (double)first.Bars * first.BeatsPerBar;
        return first with
        {
            Bars = first.Bars + second.Bars,
            Sections = [.. first.Sections, .. second.Sections.Select(section => section with { StartBar = section.StartBar + first.Bars })],
            Chords = [.. first.Chords, .. second.Chords.Select(chord => chord with { StartBeat = chord.StartBeat + beats })],
            Parts = Join(first.Parts, second.Parts, beats),
            Lines = [.. first.Lines, .. second.Lines.Select(line => line with { SectionIndex = line.SectionIndex + first.Sections.Count, Words = [.. line.Words.Select(word => word with { Syllables = [.. word.Syllables.Select(syllable => syllable with { StartBeat = syllable.StartBeat + beats })] })] })],
            Voice = first.Voice ?? second.Voice,
            Stretches = [],
        };
    }

    /// <summary>Whether two parts are the same instrument: equal role and patch, and equal place among such parts.</summary>
    public static bool IsSame(IReadOnlyList<Part> parts, int index, IReadOnlyList<Part> others, int other) =>
        parts[index].Role == others[other].Role && parts[index].Patch == others[other].Patch && Place(parts, index) == Place(others, other);

    private static List<Part> Join(IReadOnlyList<Part> first, IReadOnlyList<Part> second, double beats)
    {
        var joined = first.ToList();
        for (var i = 0; i < second.Count; i++)
        {
            var notes = second[i].Notes.Select(note => note with { StartBeat = note.StartBeat + beats });
            var same = Enumerable.Range(0, first.Count).FirstOrDefault(j => IsSame(second, i, first, j), -1);
            if (same < 0) joined.Add(second[i] with { Notes = [.. notes] });
            else joined[same] = joined[same] with { Notes = [.. joined[same].Notes, .. notes] };
        }

        return joined;
    }

    private static int Place(IReadOnlyList<Part> parts, int index) => parts.Take(index).Count(part => part.Role == parts[index].Role && part.Patch == parts[index].Patch);

    private static List<Part> Parts(SongScore score, Func<Note, Note?> cut) =>
        [.. score.Parts.Select(part => part with { Notes = [.. part.Notes.Select(cut).OfType<Note>()] }).Where(part => part.Notes.Count > 0)];

    // A word is kept whole or not at all: its syllables are on notes of one phrase.
    private static List<LyricLine> Lines(SongScore score, Func<LyricSyllable, LyricSyllable?> cut, Func<int, int> section)
    {
        var lines = new List<LyricLine>();
        foreach (var line in score.Lines)
        {
            var words = line.Words.Select(word => word with { Syllables = [.. word.Syllables.Select(cut).OfType<LyricSyllable>()] }).Where((word, i) => word.Syllables.Count == line.Words[i].Syllables.Count).ToList();
            if (words.Count == 0) continue;
            lines.Add(new LyricLine(words.Count == line.Words.Count ? line.Text : string.Join(' ', words.Select(word => word.Text)), section(line.SectionIndex), words));
        }

        return lines;
    }
}

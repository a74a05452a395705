using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Compose;

/// <summary>Finds places for words in a song that is there already: a section of words goes to the next section of its kind.</summary>
internal static class VocalPlaces
{
    private const int ShortLineSyllables = 9;

    /// <summary>The song's form with the words in it. Words that find no bars are left out at the end; a chorus that comes again is sung again.</summary>
    /// <param name="song">The song.</param>
    /// <param name="sheet">The words.</param>
    /// <param name="barsOf">How many bars a line takes; null for those of a phrase, or half as many where they would not fit.</param>
    public static IReadOnlyList<FormSection> Place(SongScore song, IReadOnlyList<SheetSection> sheet, Func<SungLine, int>? barsOf = null)
    {
        var open = Open(song);
        var lines = open.ToDictionary(place => place.Index, _ => new List<LineSlot>());
        var next = 0;
        foreach (var section in sheet.Where(section => section.Lines.Count > 0))
        {
            if (next >= open.Count) break;
            var at = open.FindIndex(next, place => place.Kind == section.Kind);
            if (at < 0) at = next;
            next = Fill(song, section.Lines, open, at, lines, barsOf) + 1;
        }

        // A refrain is one because it comes back.
        if (sheet.FirstOrDefault(section => section.Kind is "chorus" or "hook" && section.Lines.Count > 0) is { } refrain)
        {
            foreach (var (place, i) in open.Select((place, i) => (place, i)).Where(entry => entry.i >= next && entry.place.Kind == refrain.Kind && lines[entry.place.Index].Count == 0)) Fill(song, refrain.Lines, [place], 0, lines, barsOf);
        }

        return [.. song.Sections.Select((section, i) => new FormSection(song.Metre, section.Kind, section.StartBar, section.Bars, section.Energy, lines.GetValueOrDefault(i) ?? []))];
    }

    /// <summary>The kinds of section that can be sung, with as many lines as they have room for.</summary>
    public static IReadOnlyList<(string Kind, int Lines)> Outline(SongScore song) => [.. Open(song).Select(place => (place.Kind, Math.Clamp(place.Bars / PhraseBars(song), 1, 4)))];

    // What is neither beginning nor end nor a rest; where there is nothing else, all of it. The closing bar is never sung.
    private static List<Room> Open(SongScore song)
    {
        var all = song.Sections.Select((section, i) => new Room(i, section.Kind, section.StartBar + section.Bars >= song.Bars ? section.Bars - 1 : section.Bars)).Where(room => room.Bars > 0).ToList();
        var open = all.Where(room => room.Kind is not ("intro" or "outro" or "break")).ToList();
        return open.Count > 0 ? open : all;
    }

    // From one section into the next ones, so that a long stanza is not cut off; the number of the last that was used.
    private static int Fill(SongScore song, IReadOnlyList<SungLine> texts, List<Room> open, int at, Dictionary<int, List<LineSlot>> lines, Func<SungLine, int>? barsOf)
    {
        var bar = 0;
        var phrase = PhraseBars(song);
        var isTight = texts.Count * phrase > open[at].Bars;
        foreach (var text in texts)
        {
            var bars = barsOf?.Invoke(text) ?? (isTight && text.Syllables <= ShortLineSyllables ? phrase / 2 : phrase);
            if (bar > 0 && bar + bars > open[at].Bars)
            {
                if (at + 1 >= open.Count || open[at + 1].Kind != open[at].Kind) break;
                (at, bar) = (at + 1, 0);
            }

            if (bars > open[at].Bars)
            {
                // A tune that is there already needs its bars; a new one is squeezed rather than dropped.
                if (barsOf is not null) break;
                bars = open[at].Bars;
            }

            lines[open[at].Index].Add(new LineSlot(bar, bars, barsOf is null ? text.Within(song.Metre.MostSyllables(bars)) : text));
            bar += bars;
        }

        return at;
    }

    private static int PhraseBars(SongScore song) => song.Metre.PhraseBars(song.SecondsAt(song.BeatsPerBar));

    private sealed record Room(int Index, string Kind, int Bars);
}

using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>
/// Spends a budget of bars. Words come first: two bars a line with room to breathe; when the time is short, less rest, then one bar a line, and
/// at last lines at the end are left out. What remains becomes intro, outro, breaks and repeats.
/// </summary>
internal sealed class FormPlanner(Brief brief)
{
    private const double ShortestSungSeconds = 60;
    private const double LongestSungSeconds = 240;
    private const double WithoutWordsSeconds = 90;
    private const double ShortestPieceSeconds = 10;
    private const double WithoutWordsPieceSeconds = 30;

    // A piece of a song is in the middle of it at its first bar.
    private readonly int introBars = brief.Piece is not null ? 0 : Even(brief.Profile.IntroSeconds / brief.BarSeconds);
    private readonly int outroBars = Even(brief.Profile.OutroSeconds / brief.BarSeconds);

    /// <summary>The song's bars: the nearest whole number to the asked length, or what the words need.</summary>
    public int Budget(double? durationSeconds, IReadOnlyList<SheetSection>? sheet)
    {
        if (brief.Piece?.Bars is { } exact) return exact;
        if (durationSeconds is { } asked && double.IsFinite(asked)) return Bars(Math.Clamp(asked, 10, 600));
        if (sheet is null || sheet.All(section => section.Lines.Count == 0)) return Bars(brief.Piece is null ? WithoutWordsSeconds : WithoutWordsPieceSeconds);
        var natural = sheet.Sum(section => BlockOf(section, tight: false, padded: true).Bars) + introBars + outroBars;
        return Math.Clamp(natural, Bars(brief.Piece is null ? ShortestSungSeconds : ShortestPieceSeconds), Bars(LongestSungSeconds));
    }

    /// <summary>The kinds and numbers of lines that suit a budget, for the lyric writer.</summary>
    public IReadOnlyList<(string Kind, int Lines)> Outline(int bars)
    {
        var open = (bars - (bars > 12 ? introBars + outroBars : 1)) * 2 / brief.PhraseBars;
        if (open >= 84) return [("verse", 4), ("pre-chorus", 2), ("chorus", 4), ("verse", 4), ("pre-chorus", 2), ("chorus", 4), ("bridge", 4), ("verse", 4), ("chorus", 4), ("chorus", 4)];
        if (open >= 56) return [("verse", 4), ("pre-chorus", 2), ("chorus", 4), ("verse", 4), ("pre-chorus", 2), ("chorus", 4), ("bridge", 2), ("chorus", 4)];
        if (open >= 44) return [("verse", 4), ("chorus", 4), ("verse", 4), ("chorus", 4), ("bridge", 2), ("chorus", 4)];
        if (open >= 30) return [("verse", 4), ("chorus", 4), ("verse", 4), ("chorus", 4)];
        if (open >= 24) return [("verse", 4), ("chorus", 4), ("chorus", 4)];
        if (open >= 14) return [("verse", 4), ("chorus", 4)];
        if (open >= 8) return [("verse", 2), ("chorus", 2)];
        return [("chorus", Math.Max(1, Math.Min(4, open / 2)))];
    }

    /// <summary>The form, filling exactly the given bars.</summary>
    /// <param name="sheet">The words; null for an instrumental.</param>
    /// <param name="bars">Length of the song.</param>
    public IReadOnlyList<FormSection> Plan(IReadOnlyList<SheetSection>? sheet, int bars)
    {
        var blocks = sheet is null || sheet.Count == 0 ? Instrumental(bars) : Sung(sheet, bars);
        Fill(blocks, bars);
        return Place(blocks);
    }

    private int Bars(double seconds) => Math.Max(2, (int)Math.Round(seconds / brief.BarSeconds));

    private static int Even(double bars) => Math.Max(2, (int)Math.Round(bars / 2) * 2);

    private List<Block> Sung(IReadOnlyList<SheetSection> sheet, int bars)
    {
        foreach (var (tight, padded, spare) in ((bool, bool, int)[])[(false, true, 2), (false, false, 2), (true, false, 1)])
        {
            var blocks = sheet.Select(section => BlockOf(section, tight, padded)).ToList();
            if (tight) blocks.RemoveAll(block => block.Lines.Count == 0);
            if (blocks.Sum(block => block.Bars) + spare <= bars) return blocks;
        }

        // Too many words: from the first on, as many as fit before the closing bar.
        var fitting = new List<Block>();
        var left = bars - 1;
        foreach (var block in sheet.Select(section => BlockOf(section, tight: true, padded: false)).Where(block => block.Lines.Count > 0))
        {
            var lines = block.Lines.TakeWhile(slot => slot.Bar + slot.Bars <= left).ToList();
            if (lines.Count == 0) break;
            var used = lines[^1].Bar + lines[^1].Bars;
            fitting.Add(block with { Bars = used, Lines = lines });
            left -= used;
            if (lines.Count < block.Lines.Count) break;
        }

        // Ten seconds at a very slow tempo: the first line is squeezed rather than dropped.
        if (fitting.Count == 0)
        {
            var first = sheet.First(section => section.Lines.Count > 0);
            fitting.Add(new Block(first.Kind, 1, [new LineSlot(0, 1, first.Lines[0].Within(brief.Metre.MostSyllables(bars: 1)))]));
        }

        return fitting;
    }

    private Block BlockOf(SheetSection section, bool tight, bool padded)
    {
        if (section.Lines.Count == 0) return Played(section.Kind, section.Kind is "intro" or "outro" ? 2 : 4);
        var slots = new List<LineSlot>();
        var bar = 0;
        foreach (var line in section.Lines)
        {
            var length = tight && line.Syllables <= ShortLineSyllables ? brief.PhraseBars / 2 : brief.PhraseBars;
            slots.Add(new LineSlot(bar, length, line));
            bar += length;
        }

        return new Block(section.Kind, padded ? (bar + 3) / 4 * 4 : bar, slots);
    }

    // Five syllables a second is quick but still followable.
    private int ShortLineSyllables => (int)Math.Min(11, 5 * brief.BarSeconds * brief.PhraseBars / 2);

    private List<Block> Instrumental(int bars)
    {
        if (brief.Piece is { Bars: not null } piece) return [Played(piece.Kind, Math.Max(1, bars - 1))];
        var ends = bars >= 24 ? introBars + outroBars : bars >= 12 ? 4 : 1;
        var size = (bars - ends >= 12 * brief.PhraseBars ? 4 : 2) * brief.PhraseBars;
        var blocks = new List<Block>();
        var used = 0;
        for (var i = 0; used + size <= bars - ends; i++)
        {
            // A song of one section is its chorus.
            var kind = bars - ends < 2 * size ? "chorus" : brief.Profile.Form[i % brief.Profile.Form.Length];
            var length = kind is "break" ? 4 : size;
            blocks.Add(Played(kind, length));
            used += length;
        }

        if (blocks.Count == 0) blocks.Add(Played("chorus", Math.Max(1, (bars - 1) / 2 * 2)));
        return blocks;
    }

    private Block Played(string kind, int bars)
    {
        if (kind is "intro" or "outro" or "break") return new Block(kind, bars, []);
        var phrase = bars < brief.PhraseBars ? Math.Min(bars, 2) : brief.PhraseBars;
        return new Block(kind, bars, [.. Enumerable.Range(0, bars / phrase).Select(i => new LineSlot(i * phrase, phrase, null))]);
    }

    private void Fill(List<Block> blocks, int bars)
    {
        var rest = bars - blocks.Sum(block => block.Bars);
        var hasIntro = brief.Piece is not null || (blocks.Count > 0 && blocks[0].Kind is "intro");
        var hasOutro = blocks.Count > 0 && blocks[^1].Kind is "outro";
        var (intro, outro) = (0, 0);
        int Take(int wanted)
        {
            var taken = Math.Clamp(wanted, 0, rest);
            rest -= taken;
            return taken;
        }

        // The last bar is the closing chord, so an outro of one bar always comes first; in a song full of words it is all there is.
        outro += Take(1);
        if (brief.Piece is { Bars: not null })
        {
            // What follows in the song is there already: the piece plays on to its last bar.
            blocks[^1] = blocks[^1] with { Bars = blocks[^1].Bars + Take(rest) };
        }

        intro += Take(hasIntro ? 0 : rest >= 5 ? 2 : 0);
        outro += Take(hasOutro ? 1 : outroBars - 1);
        intro += Take(hasIntro ? 0 : introBars - intro);
        Repeat(blocks, ref rest);
        if (rest >= 4) blocks.Insert(Math.Max(0, LastSung(blocks)), Played("break", Take(4)));
        if (hasOutro) blocks[^1] = blocks[^1] with { Bars = blocks[^1].Bars + outro + rest };
        else if (outro + rest > 0) blocks.Add(new Block("outro", outro + rest, []));
        if (intro > 0) blocks.Insert(0, new Block("intro", intro, []));
    }

    // Time beyond the words: the chorus once more, then breaks with the whole song or, where that is too long, the chorus.
    private void Repeat(List<Block> blocks, ref int rest)
    {
        var cycle = blocks.Where(block => block.Kind is not ("intro" or "outro" or "break")).ToList();
        var insert = blocks.Count > 0 && blocks[^1].Kind is "outro" ? blocks.Count - 1 : blocks.Count;
        var chorus = cycle.FindLast(block => block.Kind is "chorus" or "hook");
        if (cycle.Count == 0) return;
        if (chorus is not null && cycle[^1] != chorus && rest >= chorus.Bars) Add(chorus, ref rest);
        var whole = cycle.Sum(block => block.Bars);
        while (rest >= 4 + (chorus ?? cycle[^1]).Bars)
        {
            Add(Played("break", rest >= whole + 8 ? 8 : 4), ref rest);
            if (rest >= whole)
            {
                foreach (var block in cycle) Add(block, ref rest);
            }
            else
            {
                Add(chorus ?? cycle[^1], ref rest);
            }
        }

        void Add(Block block, ref int left)
        {
            blocks.Insert(insert++, block);
            left -= block.Bars;
        }
    }

    private static int LastSung(List<Block> blocks) => blocks.FindLastIndex(block => block.Lines.Count > 0);

    private List<FormSection> Place(List<Block> blocks)
    {
        var sections = new List<FormSection>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var lastChorus = blocks.FindLastIndex(block => block.Kind is "chorus" or "hook");
        var bar = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var earlier = counts.GetValueOrDefault(block.Kind);
            counts[block.Kind] = earlier + 1;
            var energy = brief.Profile.Energies[block.Kind] + brief.EnergyBias + (block.Kind is "verse" or "chorus" or "hook" ? Math.Min(earlier, 2) * 0.06 : 0) + (i == lastChorus && earlier > 0 ? 0.06 : 0);
            sections.Add(new FormSection(brief.Metre, block.Kind, bar, block.Bars, Math.Round(Math.Clamp(energy, 0.05, 1), 3), block.Lines));
            bar += block.Bars;
        }

        return sections;
    }
}

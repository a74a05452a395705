using System.Text.RegularExpressions;

namespace MusicWeb.Engine.Lyrics;

/// <summary>Reads lyrics: sections by markers or blank lines, lines by breath, words by syllable.</summary>
internal static partial class LyricSheet
{
    private static readonly (string Start, string Kind)[] Markers =
    [
        ("pre-chorus", "pre-chorus"), ("prechorus", "pre-chorus"), ("pre chorus", "pre-chorus"), ("pre-hook", "pre-chorus"), ("build", "pre-chorus"), ("lift", "pre-chorus"),
        ("post-chorus", "hook"), ("post chorus", "hook"), ("chorus", "chorus"), ("refrain", "chorus"), ("副歌", "chorus"), ("hook", "hook"), ("drop", "hook"),
        ("verse", "verse"), ("strophe", "verse"), ("主歌", "verse"), ("rap", "verse"), ("bridge", "bridge"), ("middle", "bridge"), ("桥", "bridge"),
        ("intro", "intro"), ("前奏", "intro"), ("outro", "outro"), ("ending", "outro"), ("end", "outro"), ("coda", "outro"), ("尾奏", "outro"),
        ("break", "break"), ("interlude", "break"), ("instrumental", "break"), ("solo", "break"), ("间奏", "break"),
    ];

    /// <summary>The sections in order. Unknown markers are passed over; a chorus marker without lines repeats the chorus before it.</summary>
    public static IReadOnlyList<SheetSection> Parse(string lyrics, PronouncingDictionary? dictionary)
    {
        var blocks = Blocks(lyrics, out var isMarked);
        var sections = new List<SheetSection>();
        foreach (var (kind, texts) in blocks)
        {
            IReadOnlyList<SungLine> lines = [.. texts.SelectMany(text => LineCutter.Cut(text, dictionary))];
            if (lines.Count == 0 && kind is "chorus" or "hook" && sections.LastOrDefault(section => section.Kind == kind) is { } earlier) lines = earlier.Lines;
            sections.Add(new SheetSection(kind, lines));
        }

        if (isMarked) return [.. sections.Where((section, i) => section.Lines.Count > 0 || i == 0 || sections[i - 1].Kind != section.Kind)];
        return Unmarked([.. sections.Where(section => section.Lines.Count > 0).Select(section => section.Lines)]);
    }

    private static List<(string Kind, List<string> Texts)> Blocks(string lyrics, out bool isMarked)
    {
        var blocks = new List<(string Kind, List<string> Texts)> { ("verse", []) };
        var lines = InlineMarker().Replace(lyrics, "\n$0\n").Split('\n').Select(line => line.Trim()).ToList();
        isMarked = lines.Any(line => KindOf(line) is not null);
        foreach (var line in lines)
        {
            if (KindOf(line) is { } kind) blocks.Add((kind, []));
            else if (InlineMarker().IsMatch(line)) continue;
            else if (line.Length > 0) blocks[^1].Texts.Add(line);
            else if (!isMarked && blocks[^1].Texts.Count > 0) blocks.Add(("verse", []));
        }

        if (blocks[0].Texts.Count == 0) blocks.RemoveAt(0);
        return blocks;
    }

    private static string? KindOf(string line)
    {
        var match = MarkerLine().Match(line);
        if (!match.Success) return null;
        var name = (match.Groups[1].Success ? match.Groups[1] : match.Groups[2]).Value.Trim().ToLowerInvariant();
        foreach (var (start, kind) in Markers)
        {
            if (!name.StartsWith(start, StringComparison.Ordinal)) continue;

            // "(Chorus)" and "Verse 2:" are markers, "(end of the night)" is a line.
            var isBracketed = match.Groups[1].Success;
            if (isBracketed || name.Length <= start.Length + 3) return kind;
        }

        return name.EndsWith("solo", StringComparison.Ordinal) || name.EndsWith("break", StringComparison.Ordinal) ? "break" : null;
    }

    // Without markers a repeated stanza is the chorus; else every second one is; a single long block is cut into stanzas of four lines.
    private static List<SheetSection> Unmarked(IReadOnlyList<IReadOnlyList<SungLine>> stanzas)
    {
        if (stanzas.Count == 1 && stanzas[0].Count > 6) stanzas = [.. stanzas[0].Chunk(4)];
        else if (stanzas.Count == 1 && stanzas[0].Count > 3) stanzas = [.. stanzas[0].Chunk((stanzas[0].Count + 1) / 2)];
        if (stanzas.Count == 1) return [new SheetSection("chorus", stanzas[0])];

        var texts = stanzas.Select(stanza => string.Join('\n', stanza.Select(line => line.Text)).ToLowerInvariant()).ToList();
        var repeated = texts.GroupBy(text => text).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        var sections = new List<SheetSection>();
        for (var i = 0; i < stanzas.Count; i++)
        {
            var isChorus = repeated.Count > 0 ? repeated.Contains(texts[i]) : i % 2 == 1;
            sections.Add(new SheetSection(isChorus ? "chorus" : "verse", stanzas[i]));
        }

        return sections;
    }

    [GeneratedRegex(@"[\[【][^\[\]【】\n]{1,80}[\]】]", RegexOptions.CultureInvariant)]
    private static partial Regex InlineMarker();

    [GeneratedRegex(@"^\s*(?:[\[【]([^\]】]{1,80})[\]】]|[(*#]{0,3}\s*([\p{L}][\p{L}\p{N} -]{1,20})\s*[:)*：]{1,3})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex MarkerLine();
}

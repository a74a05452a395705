using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicWeb.Engine.Lyrics;

/// <summary>Cuts a line of text into words and breaths. What cannot be sung (emoji, markup, lone punctuation) stays in the line's text only.</summary>
internal static partial class LineCutter
{
    /// <summary>Most syllables in one breath.</summary>
    public const int MaxSyllables = 14;

    private const int MaxSyllablesInWord = 8;

    /// <summary>The breaths of a line; none when it holds nothing to sing.</summary>
    public static IReadOnlyList<SungLine> Cut(string text, PronouncingDictionary? dictionary)
    {
        var words = Words(text, dictionary);
        if (words.Count == 0) return [];
        var total = words.Sum(word => word.Word.Syllables.Count);
        var wanted = (double)total / Math.Max(1, (total + MaxSyllables - 3) / (MaxSyllables - 2));
        var lines = new List<SungLine>();
        var (first, count) = (0, 0);
        for (var i = 0; i < words.Count; i++)
        {
            count += words[i].Word.Syllables.Count;
            var next = i + 1 < words.Count ? words[i + 1].Word.Syllables.Count : 0;
            var isFull = total > MaxSyllables && (count >= wanted || count + next > MaxSyllables || (count >= wanted * 0.6 && words[i].Word.EndsPhrase));
            if (i + 1 < words.Count && !isFull) continue;

            var from = first == 0 ? 0 : words[first].Offset;
            var to = i + 1 < words.Count ? words[i + 1].Offset : text.Length;
            lines.Add(new SungLine(text[from..to].Trim(), [.. words[first..(i + 1)].Select(word => word.Word)]));
            (first, count) = (i + 1, 0);
        }

        return lines;
    }

    private static List<(int Offset, SungWord Word)> Words(string text, PronouncingDictionary? dictionary)
    {
        var words = new List<(int, SungWord)>();
        var bare = Markup().Replace(text, match => new string(' ', match.Length));
        foreach (Match token in Token().Matches(bare))
        {
            foreach (var (start, length) in Pieces(token.Value))
            {
                var word = token.Value.Substring(start, length);
                if (!word.EnumerateRunes().Any(System.Text.Rune.IsLetterOrDigit)) continue;
                var syllables = Syllabifier.Split(word, dictionary);
                var offset = token.Index + start;
                foreach (var part in syllables.Chunk(MaxSyllablesInWord))
                {
                    var partText = string.Concat(part.Select(syllable => syllable.Text));
                    words.Add((offset, new SungWord(partText, part)));
                    offset += partText.Length;
                }
            }
        }

        return words;
    }

    // Chinese and Japanese write without blanks: each sign is a word of its own, with the punctuation behind it.
    private static IEnumerable<(int Start, int Length)> Pieces(string token)
    {
        var starts = StringInfo.ParseCombiningCharacters(token);
        var begin = 0;
        for (var i = 1; i < starts.Length; i++)
        {
            var cluster = token[starts[i]..(i + 1 < starts.Length ? starts[i + 1] : token.Length)];
            var before = token[starts[i - 1]..starts[i]];
            var isSign = IsWordSign(cluster) && !"ぁぃぅぇぉゃゅょっァィゥェォャュョッー".Contains(cluster, StringComparison.Ordinal);
            var leavesSign = IsWordSign(before) && char.IsLetterOrDigit(cluster, 0) && !IsWordSign(cluster);
            if ((!isSign && !leavesSign) || !token[begin..starts[i]].EnumerateRunes().Any(System.Text.Rune.IsLetterOrDigit)) continue;
            yield return (begin, starts[i] - begin);
            begin = starts[i];
        }

        yield return (begin, token.Length - begin);
    }

    private static bool IsWordSign(string cluster) => Syllabifier.IsOneSyllableSign(cluster) && cluster[0] is not (>= '\uAC00' and <= '\uD7A3');

    [GeneratedRegex(@"<[^<>\n]{0,200}>", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}

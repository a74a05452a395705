using System.Text.RegularExpressions;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Lyrics;

/// <summary>Finds what a description is about: the phrases that are not style, tempo or instruments.</summary>
internal static partial class TopicFinder
{
    private const int MaxWords = 8;

    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "a", "an", "the", "my", "your", "our", "his", "her", "their", "this", "that" };

    private static readonly HashSet<string> Weak = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "have", "has", "i", "in", "is", "it", "its", "like", "make", "me", "my", "need", "of", "on", "or", "our",
        "please", "some", "that", "the", "their", "this", "to", "want", "was", "we", "were", "which", "while", "who", "with", "you", "your", "very", "really", "so", "too", "can", "will",
        "should", "would", "create", "write", "generate", "compose", "give", "using", "featuring", "kind", "type", "sort", "little", "bit", "lot", "no", "not", "without", "when", "where", "about",
        "into", "over", "under", "than", "then", "there", "them", "they", "he", "she", "him", "her", "his", "what", "how", "am", "do", "does", "did", "been", "being", "just", "also",
    };

    /// <summary>Phrases to sing about, in the order of the text; empty when there is none.</summary>
    public static IReadOnlyList<string> Phrases(string description)
    {
        var phrases = new List<string>();
        foreach (var segment in Breaks().Split(Numbers().Replace(Markup().Replace(description, " "), " ")))
        {
            var rest = LeadIn().Replace(segment, "");
            if (rest.Length == segment.Length) rest = SongWord().Replace(segment, "");
            var words = rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit)).ToList();
            if (words.Sum(word => word.Length) > 60 && words.Count <= 2) words = [.. words.Select(word => word[..Math.Min(24, word.Length)])];
            while (words.Count > 0 && IsEdge(words[0], keepsArticle: words.Count > 1 && !IsSound(words[1]))) words.RemoveAt(0);
            words = [.. words.Take(MaxWords)];
            while (words.Count > 0 && IsEdge(words[^1], keepsArticle: false)) words.RemoveAt(words.Count - 1);
            if (words.Any(IsContent)) phrases.Add(string.Join(' ', words));
        }

        return [.. phrases.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Words of a phrase that are surely things: the last one, those after an article, and the first before a preposition.</summary>
    public static IEnumerable<Noun> Nouns(string phrase)
    {
        var words = phrase.Split(' ').Select(word => word.Trim('\'', '"', '’', '-', '.', '*', '_')).Where(word => word.Length > 0).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Length < 2 || !IsContent(words[i]) || words[i].EndsWith("ing", StringComparison.Ordinal)) continue;
            var article = i > 0 && Articles.Contains(words[i - 1].ToLowerInvariant()) ? words[i - 1].ToLowerInvariant() : null;
            var isEnd = i == words.Count - 1;
            var isHead = isEnd || Weak.Contains(words[i + 1].ToLowerInvariant());
            if (!isEnd && !(isHead && (article is not null || i == 0))) continue;
            var isName = i > 0 && char.IsUpper(words[i][0]);
            var bare = isName ? words[i] : words[i].ToLowerInvariant();
            yield return new Noun(bare, isName ? bare : (article is null or "a" or "an" ? "the" : article) + " " + bare);
        }
    }

    private static bool IsContent(string word) => Plain(word) is { Length: > 0 } plain && !Weak.Contains(plain) && !IsSound(plain);

    private static bool IsSound(string word) => TagLexicon.IsAboutSound(Plain(word));

    private static bool IsEdge(string word, bool keepsArticle)
    {
        var plain = Plain(word);
        if (keepsArticle && plain is "a" or "an" or "the" or "my" or "your" or "our" or "his" or "her") return false;
        return Weak.Contains(plain) || IsSound(plain);
    }

    private static string Plain(string word) => new string([.. word.Where(sign => char.IsLetterOrDigit(sign) || sign is '-' or '&' or '\'')]).Trim('-', '\'').ToLowerInvariant();

    [GeneratedRegex(@"[,.;:!?\n\r|()\[\]{}""“”«»、。，！？；—–/]+|\s-\s", RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"<[^<>]{0,200}>", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\b\d{2,3}\s*bpm\b|\bin\s+(?:the\s+key\s+of\s+)?[a-g](?:\s?(?:#|b|sharp|flat))?\s+(?:major|minor)\b|\bkey\s+of\s+[a-g]\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^.*\b(?:about|called|titled|inspired by|dedicated to|in which|where)\b\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadIn();

    [GeneratedRegex(@"^.*\b(?:song|songs|track|tune|ballad|anthem|music|beat|beats|piece|jam|lullaby)\b\s*(?:for|on|of|to|that|from|in|with)?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SongWord();
}

/// <summary>A thing a song can name.</summary>
/// <param name="Bare">The word alone, for example <c>roof</c>.</param>
/// <param name="Named">With its article or owner, for example <c>the roof</c>; a name stands alone.</param>
internal sealed record Noun(string Bare, string Named);

using System.Globalization;
using System.Text;

namespace MusicWeb.Engine.Lyrics;

/// <summary>Cuts words into syllables: by dictionary, by English spelling, one a character for Chinese, Japanese and Korean, else by vowels or in pairs of letters.</summary>
internal static class Syllabifier
{
    private const string Vowels = "aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿāēīōūăĕĭŏŭąęįųőűıаеёиоуыэюяіїєαεηιουωάέήίόύώ";
    private static readonly HashSet<string> Unstressed = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "him",
        "his", "i", "i'm", "if", "in", "into", "is", "it", "it's", "its", "me", "my", "of", "on", "or", "our", "she", "so", "than", "that", "the", "their", "them", "then",
        "there", "they", "this", "to", "up", "us", "was", "we", "were", "will", "with", "would", "you", "your", "i'll", "you're", "we're", "i've", "just", "when", "where", "what",
    };

    private static readonly HashSet<string> StressedOnSecond = new(StringComparer.Ordinal)
    {
        "again", "away", "before", "behind", "believe", "begin", "below", "between", "beyond", "alone", "along", "around", "across", "above", "about", "forget",
        "forgive", "tonight", "today", "remain", "return", "inside", "until", "goodbye", "escape", "desire", "enough", "explain", "become", "because", "apart",
        "asleep", "awake", "ablaze", "goodnight", "guitar", "hotel", "machine", "surprise", "without", "within", "myself", "yourself", "herself", "himself",
    };

    private static readonly string[] QuietBefore = ["ly", "less", "ful", "ness", "ment", "thing", "time", "where", "how", "one", "body", "day", "self", "land", "line", "light", "work", "ways", "town", "boat"];

    /// <summary>The syllables of a word that has at least one letter or digit; joined they give back its text.</summary>
    public static IReadOnlyList<SungSyllable> Split(string word, PronouncingDictionary? dictionary)
    {
        var clusters = Clusters(word);
        var nuclei = clusters.Any(IsOneSyllableSign) ? EachSign(clusters) : clusters.All(IsLatinOrMark) ? Latin(word, clusters, dictionary) : OtherScript(clusters);
        if (nuclei.Count == 0) nuclei = [clusters.FindIndex(cluster => char.IsLetterOrDigit(cluster, 0))];
        var texts = Cut(clusters, nuclei);
        var stresses = Stress(word, texts.Count, dictionary);
        return [.. texts.Select((text, i) => new SungSyllable(text, stresses[i]))];
    }

    /// <summary>Whether a character is sung as a syllable of its own.</summary>
    public static bool IsOneSyllableSign(string cluster) =>
        cluster[0] is (>= '\u3041' and <= '\u30FA') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF')
        || (char.IsSurrogatePair(cluster, 0) && char.ConvertToUtf32(cluster, 0) is >= 0x20000 and <= 0x3FFFF);

    private static List<string> Clusters(string word)
    {
        var clusters = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext()) clusters.Add(elements.GetTextElement());
        return clusters;
    }

    private static bool IsLatinOrMark(string cluster) =>
        !char.IsLetter(cluster, 0) || char.ToLowerInvariant(cluster[0]) is < '\u0530';

    private static List<int> EachSign(List<string> clusters)
    {
        var nuclei = new List<int>();
        for (var i = 0; i < clusters.Count; i++)
        {
            // Small kana and the long-vowel bar belong to the sign before them.
            var isSmall = "ぁぃぅぇぉゃゅょっァィゥェォャュョッー".Contains(clusters[i], StringComparison.Ordinal);
            if (IsOneSyllableSign(clusters[i]) && !(isSmall && nuclei.Count > 0)) nuclei.Add(i);
            else if (!IsOneSyllableSign(clusters[i]) && char.IsLetterOrDigit(clusters[i], 0) && (i == 0 || !char.IsLetterOrDigit(clusters[i - 1], 0) || IsOneSyllableSign(clusters[i - 1]))) nuclei.Add(i);
        }

        return nuclei;
    }

    // Scripts that do not write their vowels: two letters make about one syllable.
    private static List<int> OtherScript(List<string> clusters)
    {
        var letters = Enumerable.Range(0, clusters.Count).Where(i => char.IsLetterOrDigit(clusters[i], 0)).ToList();
        return [.. letters.Where((_, order) => order % 2 == (letters.Count > 1 ? 1 : 0))];
    }

    private static List<int> Latin(string word, List<string> clusters, PronouncingDictionary? dictionary)
    {
        var groups = VowelGroups(clusters);
        var known = dictionary?.Find(Plain(word))?.Count(sound => char.IsAsciiDigit(sound[^1]) || "AEIOU".Contains(sound[0], StringComparison.Ordinal));
        if (known is not > 0) return groups;
        var letters = Enumerable.Range(0, clusters.Count).Where(i => char.IsLetter(clusters[i], 0)).ToList();
        while (groups.Count > known) groups.RemoveAt(groups.Count - 1);
        for (var i = letters.Count - 1; i >= 0 && groups.Count < known; i--)
        {
            // A vowel inside a group ("li-on") first; a consonant ("rhy-thm") only when no vowel is left.
            var open = letters.Where(at => !groups.Contains(at) && IsVowel(clusters[at])).DefaultIfEmpty(letters.LastOrDefault(at => !groups.Contains(at), -1)).Last();
            if (open < 0) break;
            groups.Add(open);
            groups.Sort();
        }

        return groups;
    }

    private static List<int> VowelGroups(List<string> clusters)
    {
        var groups = new List<int>();
        for (var i = 0; i < clusters.Count; i++)
        {
            if (char.IsDigit(clusters[i], 0))
            {
                groups.Add(i);
                continue;
            }

            if (!IsVowel(clusters[i])) continue;
            var letter = Letter(clusters[i]);
            var before = i > 0 ? Letter(clusters[i - 1]) : ' ';
            var after = i + 1 < clusters.Count ? Letter(clusters[i + 1]) : ' ';
            var twoBefore = i > 1 ? Letter(clusters[i - 2]) : ' ';
            var isApart = (before is 'i' && letter is 'a' or 'o' && twoBefore is not ('t' or 's' or 'c')) || (before is 'e' && letter is 'o') || (before is 'u' && letter is 'a' && after is not 'r' && twoBefore is not 'q');
            var followsGlide = before is 'y' && (i == 1 || !IsVowel(clusters[i - 2]));
            var continues = i > 0 && IsVowel(clusters[i - 1]) && !isApart && !followsGlide;
            var glides = letter is 'y' && IsVowel(i + 1 < clusters.Count ? clusters[i + 1] : " ") && (i == 0 || !IsVowel(clusters[i - 1]));
            var quiet = letter is 'u' && before is 'q';
            if (!continues && !glides && !quiet) groups.Add(i);
        }

        DropSilentInside(clusters, groups);
        DropSilentEnding(clusters, groups);
        return groups;
    }

    // "lone-ly", "some-thing", "ev(e)ry": the e before such an ending is not heard.
    private static void DropSilentInside(List<string> clusters, List<int> groups)
    {
        for (var g = groups.Count - 2; g >= 0; g--)
        {
            var at = groups[g];
            if (Letter(clusters[at]) is not 'e' || at < 2 || !char.IsAscii(clusters[at][0]) || IsVowel(clusters[at - 1]) || groups.Count < 2) continue;
            var start = string.Concat(clusters[..at]).TrimStart('(', '"', '\'').ToLowerInvariant();
            var rest = string.Concat(clusters[(at + 1)..]).ToLowerInvariant();
            if ((start is "ev" && rest.StartsWith("ry", StringComparison.Ordinal)) || (start is "ev" && rest.StartsWith("ning", StringComparison.Ordinal)) || (g > 0 && QuietBefore.Any(ending => rest.StartsWith(ending, StringComparison.Ordinal)) && start.Length > 1)) groups.RemoveAt(g);
        }
    }

    private static void DropSilentEnding(List<string> clusters, List<int> groups)
    {
        if (groups.Count < 2) return;
        var end = clusters.FindLastIndex(cluster => char.IsLetter(cluster, 0));
        var last = groups[^1];
        if (end < 2 || clusters[last] is not ("e" or "E") || !char.IsAscii(clusters[end][0])) return;
        var before = last > 0 ? Letter(clusters[last - 1]) : ' ';
        var twoBefore = last > 1 ? clusters[last - 2] : " ";
        var isBareE = last == end && !(before is 'l' && !IsVowel(twoBefore) && char.IsLetter(twoBefore, 0));
        var isQuietS = last == end - 1 && Letter(clusters[end]) is 's' && before is not ('s' or 'c' or 'z' or 'x' or 'g' or 'h') && !(before is 'l' && !IsVowel(twoBefore));
        var isQuietD = last == end - 1 && Letter(clusters[end]) is 'd' && before is not ('t' or 'd') && !(before is 'l' && !IsVowel(twoBefore));
        if (isBareE || isQuietS || isQuietD) groups.RemoveAt(groups.Count - 1);
    }

    // One consonant between two vowels opens the next syllable, of several the first closes the one before; marks stay with their neighbour.
    private static List<string> Cut(List<string> clusters, List<int> nuclei)
    {
        var starts = new List<int> { 0 };
        for (var i = 1; i < nuclei.Count; i++)
        {
            var (from, to) = (nuclei[i - 1] + 1, nuclei[i]);
            while (from < to && IsVowel(clusters[from])) from++;
            var between = to - from;
            var cut = between <= 1 ? from : IsPair(Letter(clusters[to - 2]), Letter(clusters[to - 1])) ? to - 2 : to - 1;
            while (cut < to && !char.IsLetterOrDigit(clusters[cut], 0)) cut++;
            starts.Add(Math.Max(cut, starts[^1] + 1));
        }

        var texts = new List<string>();
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : clusters.Count;
            texts.Add(string.Concat(clusters[starts[i]..end]));
        }

        return texts;
    }

    private static bool IsPair(char first, char second) => (first, second) is ('t' or 's' or 'c' or 'p' or 'w', 'h') || (second is 'r' or 'l' && first is 'b' or 'c' or 'd' or 'f' or 'g' or 'p' or 't') || (first, second) is ('s', 't') or ('q', 'u');

    private static bool[] Stress(string word, int count, PronouncingDictionary? dictionary)
    {
        var stresses = new bool[count];
        var plain = Plain(word);
        if (count == 1)
        {
            stresses[0] = !Unstressed.Contains(plain);
            return stresses;
        }

        var digits = dictionary?.Find(plain)?.Where(sound => char.IsAsciiDigit(sound[^1])).Select(sound => sound[^1]).ToList();
        if (digits?.Count == count && digits.Contains('1'))
        {
            for (var i = 0; i < count; i++) stresses[i] = digits[i] == '1';
            return stresses;
        }

        var lower = plain.ToLowerInvariant();
        string[] lateEndings = ["tion", "sion", "cian", "tial", "cial", "ic", "ical", "ity"];
        var lateStress = lateEndings.Any(ending => lower.EndsWith(ending, StringComparison.Ordinal));
        var stressedSecond = count == 2 && StressedOnSecond.Contains(lower);
        stresses[lateStress ? Math.Max(0, count - 2) : stressedSecond ? 1 : 0] = true;
        return stresses;
    }

    private static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var sign in word)
        {
            if (char.IsLetter(sign)) plain.Append(sign);
            else if (sign is '\'' or '’') plain.Append('\'');
        }

        return plain.ToString().Trim('\'');
    }

    private static bool IsVowel(string cluster) => char.IsLetter(cluster, 0) && Vowels.Contains(char.ToLowerInvariant(cluster[0]), StringComparison.Ordinal);

    private static char Letter(string cluster) => char.ToLowerInvariant(cluster[0]);
}

using MusicWeb.Engine.Lyrics;

namespace MusicWeb.Engine.Sing;

/// <summary>Gives each syllable of a word its sounds: from the dictionary, else from the spelling; other scripts are sung as "la".</summary>
internal static class Pronunciation
{
    private static readonly HashSet<string> Openings = new(
    [
        "B L", "B R", "B Y", "D R", "D W", "F L", "F R", "F Y", "G L", "G R", "G W", "HH Y", "K L", "K R", "K W", "K Y", "M Y", "P L", "P R", "P Y", "S F", "S K", "S L", "S M", "S N", "S P", "S T", "S W",
        "SH R", "T R", "T W", "TH R", "TH W", "V Y", "S K R", "S K W", "S P L", "S P R", "S T R", "S K Y", "S P Y",
    ], StringComparer.Ordinal);

    /// <summary>One list of sounds a syllable, in order, each with at least one vowel.</summary>
    public static IReadOnlyList<IReadOnlyList<Phone>> Of(SungWord word, PronouncingDictionary? dictionary)
    {
        if (!IsLatin(word.Text)) return [.. word.Syllables.Select(_ => (IReadOnlyList<Phone>)[Phone.L, Phone.AA])];
        var phones = new List<Phone>();
        foreach (var piece in Pieces(word.Text)) phones.AddRange(Phones.Read(dictionary?.Find(piece) is { } sounds ? string.Join(' ', sounds) : SpellingSounds.Of(piece)));
        return Divide(phones, word.Syllables.Count);
    }

    /// <summary>Whether a word is written in letters whose English sounds can be guessed.</summary>
    public static bool IsLatin(string word) => !word.Any(letter => char.IsLetter(letter) && letter >= '\u0250');

    private static IEnumerable<string> Pieces(string word)
    {
        foreach (var piece in word.Split(['-', '–', '—', '/', '…', '.', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = string.Concat(piece.Select(sign => sign is '’' ? '\'' : sign).Where(sign => char.IsLetterOrDigit(sign) || sign is '\'')).Trim('\'');
            if (plain.Length > 0) yield return plain;
        }
    }

    /// <summary>
    /// Cuts sounds into syllables of one vowel each, consonants with the vowel that follows as far as a word may begin so. Where
    /// the count of vowels differs from the notes, the last note takes the rest or the vowel before is held on.
    /// </summary>
    private static List<IReadOnlyList<Phone>> Divide(List<Phone> phones, int count)
    {
        var vowels = Enumerable.Range(0, phones.Count).Where(i => phones[i].IsVowel()).ToList();
        if (vowels.Count == 0)
        {
            phones.Insert(phones.Count / 2, Phone.AH);
            vowels.Add(phones.Count / 2);
        }
        var starts = new List<int> { 0 };
        for (var v = 1; v < Math.Min(count, vowels.Count); v++) starts.Add(OpeningBefore(phones, vowels[v - 1] + 1, vowels[v]));
        var syllables = new List<IReadOnlyList<Phone>>();
        for (var s = 0; s < starts.Count; s++) syllables.Add(phones[starts[s]..(s + 1 < starts.Count ? starts[s + 1] : phones.Count)]);
        if (syllables.Count == count) return syllables;

        // More notes than vowels: the last syllable's end moves to the last note, its vowel fills those between.
        var last = syllables[^1];
        var held = last.First(phone => phone.IsVowel());
        var cut = last.ToList().FindLastIndex(phone => phone.IsVowel()) + 1;
        syllables[^1] = [.. last.Take(cut)];
        while (syllables.Count < count) syllables.Add([held]);
        syllables[^1] = [.. syllables[^1], .. last.Skip(cut)];
        return syllables;
    }

    private static int OpeningBefore(List<Phone> phones, int from, int vowel)
    {
        if (from >= vowel) return vowel;
        var start = phones[vowel - 1] is Phone.NG ? vowel : vowel - 1;
        while (start - 1 >= from && start < vowel && Openings.Contains(Phones.Write(phones[(start - 1)..vowel]))) start--;
        return start;
    }
}

namespace MusicWeb.Engine.Lyrics;

/// <summary>Judges rhymes by sound where the dictionary knows both words, else by spelling.</summary>
internal sealed class Rhymes(PronouncingDictionary? dictionary)
{
    /// <summary>Whether the end of a phrase rhymes with a family's lines.</summary>
    public bool Fits(string phrase, RhymeFamily family)
    {
        var word = LastWord(phrase);
        if (Sound(word) is { } sound && Sound(LastWord(family.Any[0])) is { } other) return sound == other;
        return family.Spellings.Contains(SpelledEnd(word));
    }

    /// <summary>The last word of a line, in lower case without punctuation.</summary>
    public static string LastWord(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "" : words[^1].Trim('.', ',', '!', '?', '"', '\'').ToLowerInvariant();
    }

    // From the last vowel on, stress ignored.
    private string? Sound(string word)
    {
        if (dictionary?.Find(word) is not { } sounds) return null;
        var from = sounds.Count - 1;
        while (from > 0 && !"AEIOU".Contains(sounds[from][0], StringComparison.Ordinal)) from--;
        return string.Concat(sounds.Skip(from).Select(sound => sound.TrimEnd('0', '1', '2')));
    }

    private static string SpelledEnd(string word)
    {
        var end = word.Length - 1;
        if (end > 1 && word[end] is 'e' && !"aeiou".Contains(word[end - 1], StringComparison.Ordinal)) end--;
        while (end > 0 && !"aeiouy".Contains(word[end], StringComparison.Ordinal)) end--;
        while (end > 0 && "aeiouy".Contains(word[end - 1], StringComparison.Ordinal)) end--;
        return end < 0 ? "" : word[end..];
    }
}

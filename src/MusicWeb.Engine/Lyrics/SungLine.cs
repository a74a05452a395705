namespace MusicWeb.Engine.Lyrics;

/// <summary>A line as it can be sung in one breath.</summary>
/// <param name="Text">As the person wrote it; a line longer than a breath is cut into several.</param>
/// <param name="Words">Its words; never empty.</param>
internal sealed record SungLine(string Text, IReadOnlyList<SungWord> Words)
{
    /// <summary>Number of syllables.</summary>
    public int Syllables { get; } = Words.Sum(word => word.Syllables.Count);

    /// <summary>As many of its words, from the first on, as have so many syllables; itself where all do.</summary>
    public SungLine Within(int syllables)
    {
        if (Syllables <= syllables) return this;
        var (count, left) = (0, syllables);
        while (count < Words.Count && (left -= Words[count].Syllables.Count) >= 0) count++;
        var words = Words.Take(Math.Max(1, count)).ToList();
        return new SungLine(string.Join(' ', words.Select(word => word.Text)), words);
    }
}

/// <summary>A word in syllables; their texts joined are the word's text.</summary>
internal sealed record SungWord(string Text, IReadOnlyList<SungSyllable> Syllables)
{
    /// <summary>Whether a breath may follow.</summary>
    public bool EndsPhrase => Text[^1] is ',' or ';' or ':' or '.' or '!' or '?' or '…' or '—' or '，' or '。' or '、' or '！' or '？' or '；';
}

/// <summary>A syllable and whether it carries the word's stress.</summary>
internal readonly record struct SungSyllable(string Text, bool Stressed);

/// <summary>A section of a lyric sheet.</summary>
/// <param name="Kind">intro, verse, pre-chorus, chorus, hook, bridge, break or outro.</param>
/// <param name="Lines">Empty for a section that is only played.</param>
internal sealed record SheetSection(string Kind, IReadOnlyList<SungLine> Lines);

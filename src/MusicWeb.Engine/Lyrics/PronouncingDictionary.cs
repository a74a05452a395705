using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MusicWeb.Engine.Lyrics;

/// <summary>English words with their sounds, read from a file in the CMU dictionary's format. Optional: spelling rules serve without it.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A dictionary in the sense of a book.")]
public sealed class PronouncingDictionary
{
    private readonly Dictionary<string, string> soundsByWord;

    private PronouncingDictionary(Dictionary<string, string> soundsByWord) => this.soundsByWord = soundsByWord;

    /// <summary>Number of words.</summary>
    public int Count => soundsByWord.Count;

    /// <summary>
    /// Reads lines such as <c>RAINY  R EY1 N IY0</c>: a word, blanks, its sounds in ARPABET with stress digits on the vowels. Comments
    /// (<c>;;;</c>), alternative pronunciations (<c>WORD(2)</c>) and lines that do not fit are skipped, so a foreign file gives an empty dictionary.
    /// </summary>
    /// <param name="stream">UTF-8 text; it is read to its end and left open.</param>
    public static PronouncingDictionary Load(Stream stream)
    {
        var sounds = new Dictionary<string, string>(140_000, StringComparer.OrdinalIgnoreCase);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            var space = line.AsSpan().IndexOfAny(' ', '\t');
            if (space <= 0 || line.StartsWith(";;;", StringComparison.Ordinal) || line[space - 1] == ')') continue;
            var value = line[space..].Trim();
            var comment = value.IndexOf('#', StringComparison.Ordinal);
            if (comment >= 0) value = value[..comment].TrimEnd();
            if (value.Length > 0 && char.IsAsciiLetterUpper(value[0])) sounds.TryAdd(line[..space], value);
        }

        return new PronouncingDictionary(sounds);
    }

    /// <summary>The sounds of a word in ARPABET, for example <c>R EY1 N</c>; null for an unknown word. Case does not matter.</summary>
    public IReadOnlyList<string>? Find(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return soundsByWord.TryGetValue(word, out var sounds) ? sounds.Split(' ', StringSplitOptions.RemoveEmptyEntries) : null;
    }
}

using System.Text;

namespace MusicWeb.Core.Tasks;

/// <summary>
/// A provider's words as they can be kept: databases refuse control characters and half characters of two units, and a vendor's odd or
/// long answer must not keep a song from being saved.
/// </summary>
internal static class ProviderText
{
    private const int ReasonLimit = 2000;

    /// <summary>On one line, without blanks at its ends, at most <paramref name="limit"/> UTF-16 units.</summary>
    public static string? Line(string? text, int limit)
    {
        if (text is null) return null;
        var line = Keep(text, rune => Rune.IsControl(rune) ? ' ' : null).Trim();
        // A character of two units is not cut in half.
        return line.Length <= limit ? line : line[..(char.IsHighSurrogate(line[limit - 1]) ? limit - 1 : limit)].TrimEnd();
    }

    /// <summary>With its line breaks and tabs.</summary>
    public static string? Lines(string? text) => text is null ? null : Keep(text, rune => Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t') ? ' ' : null);

    /// <summary>Why it gave nothing.</summary>
    public static string Reason(string? text) => Line(text, ReasonLimit) is { Length: > 0 } reason ? reason : "The provider gave no reason.";

    // The runes of half a character are replacement characters already.
    private static string Keep(string text, Func<Rune, char?> instead)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (instead(rune) is { } other) kept.Append(other);
            else kept.Append(rune.ToString());
        }

        return kept.ToString();
    }
}

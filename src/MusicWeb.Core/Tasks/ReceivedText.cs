using System.Text;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Text that came from a provider: whatever is in it, it must not keep a task from ending.</summary>
internal static class ReceivedText
{
    /// <summary>The text without control characters, cut between characters where it is longer than the column.</summary>
    public static string? Fit(string? text, int limit = int.MaxValue)
    {
        if (text is null) return null;
        if (!RequestRules.IsReadable(text)) text = string.Concat(text.EnumerateRunes().Where(IsKept)); // A half of a character becomes a replacement sign.
        return text.Length <= limit ? text : text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];
    }

    private static bool IsKept(Rune rune) => !Rune.IsControl(rune) || rune.Value is '\n' or '\r' or '\t';
}

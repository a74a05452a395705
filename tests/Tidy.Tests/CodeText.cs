namespace Tidy.Tests;

/// <summary>Source without what only people read. Everything taken out becomes blanks, so positions and lines stay.</summary>
public static class CodeText
{
    /// <summary>Takes out comments, and in C# also strings.</summary>
    public static string Bare(SourceFile file)
    {
        if (file.Is(".razor")) return Blank(Blank(file.Text, "@*", "*@"), "<!--", "-->");
        if (file.Is(".css", ".js", ".mjs")) return Blank(file.Text, "/*", "*/");
        return file.Is(".cs") ? BareCSharp(file.Text) : file.Text;
    }

    private static string Blank(string text, string open, string close)
    {
        var result = text.ToCharArray();
        for (var start = text.IndexOf(open, StringComparison.Ordinal); start >= 0;)
        {
            var end = text.IndexOf(close, start + open.Length, StringComparison.Ordinal);
            end = end < 0 ? text.Length : end + close.Length;
            Erase(result, start, end);
            start = end < text.Length ? text.IndexOf(open, end, StringComparison.Ordinal) : -1;
        }

        return new string(result);
    }

    private static string BareCSharp(string text)
    {
        var result = text.ToCharArray();
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfSilentPart(text, at);
            if (end > at) Erase(result, at, end);
            at = Math.Max(end, at + 1);
        }

        return new string(result);
    }

    // The position after the comment, string or character that starts here; the given position when none does.
    private static int EndOfSilentPart(string text, int at)
    {
        if (StartsWith(text, at, "//")) return After(text, "\n", at) - 1;
        if (StartsWith(text, at, "/*")) return After(text, "*/", at + 2);
        if (StartsWith(text, at, "\"\"\""))
        {
            var quotes = at;
            while (quotes < text.Length && text[quotes] is '"') quotes++;
            return After(text, text[at..quotes], quotes);
        }

        if (text[at] is '\'') return text[at + 1] is '\\' ? After(text, "'", at + 3) : StartsWith(text, at + 2, "'") ? at + 3 : at;
        if (text[at] is not '"') return at;
        var verbatim = at > 0 && (text[at - 1] is '@' || (text[at - 1] is '$' && at > 1 && text[at - 2] is '@'));
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] is '\\' && !verbatim) i++;
            else if (text[i] is '"') return i + 1;
        }

        return text.Length;
    }

    private static bool StartsWith(string text, int at, string part) => string.CompareOrdinal(text, at, part, 0, part.Length) == 0;

    private static int After(string text, string part, int from)
    {
        var found = from < text.Length ? text.IndexOf(part, from, StringComparison.Ordinal) : -1;
        return found < 0 ? text.Length + (part == "\n" ? 1 : 0) : found + part.Length;
    }

    private static void Erase(char[] text, int start, int end)
    {
        for (var i = start; i < Math.Min(end, text.Length); i++)
        {
            if (text[i] is not '\n') text[i] = ' ';
        }
    }
}

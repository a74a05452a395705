using System.Globalization;
using System.Text;

namespace MusicWeb.Core;

/// <summary>Lines of a table for spreadsheets: commas, quotes where needed, CR LF (RFC 4180).</summary>
/// <remarks>
/// A text cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection): names, reasons and titles
/// are written by people, and an administrator opens the file.
/// </remarks>
public static class Csv
{
    private const string Dangerous = "=+-@\t\r\n";
    private const string NeedsQuotes = ",\"\r\n";

    /// <summary>A line with its end.</summary>
    /// <param name="cells">Texts, numbers, moments (in UTC), days and ids; null is an empty cell.</param>
    public static string Line(params ReadOnlySpan<object?> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) line.Append(',');
            Append(line, Text(cells[i]));
        }

        return line.Append("\r\n").ToString();
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string text => Harmless(text),
        IFormattable value => value.ToString(format: null, CultureInfo.InvariantCulture), // A negative number is no formula.
        _ => Harmless(cell.ToString() ?? ""),
    };

    private static string Harmless(string text) => text.Length > 0 && Dangerous.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;

    private static void Append(StringBuilder line, string text)
    {
        if (text.AsSpan().IndexOfAny(NeedsQuotes) < 0) line.Append(text);
        else line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}

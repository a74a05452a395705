using System.Globalization;
using MusicWeb.Core.Credits;

namespace MusicWeb.Pages.Credits;

/// <summary>Reads a statement's filter from words of an address; a word that means nothing filters nothing. Days are those of UTC.</summary>
internal static class StatementFilters
{
    private const string DayShape = "yyyy-MM-dd";

    public static StatementFilter Read(string? kind, string? person, string? from, string? to) => new(
        Enum.TryParse<TransferKind>(kind, out var known) && Enum.IsDefined(known) ? known : null,
        Day(from),
        Day(to) is { } last && last < DateTime.MaxValue.Date ? last.AddDays(1) : null,
        Guid.TryParse(person, out var id) ? id : null);

    public static string? Day(DateTime? time) => time?.ToString(DayShape, CultureInfo.InvariantCulture);

    private static DateTime? Day(string? text) =>
        DateTime.TryParseExact(text, DayShape, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) ? day : null;
}

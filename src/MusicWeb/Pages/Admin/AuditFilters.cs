using System.Globalization;
using MusicWeb.Core.Admin;

namespace MusicWeb.Pages.Admin;

/// <summary>Reads a filter from words of an address; a word that means nothing filters nothing.</summary>
internal static class AuditFilters
{
    public static AuditFilter Read(string? action, string? workspace, string? subject, string? from, string? to) => new(
        Action: string.IsNullOrWhiteSpace(action) || action.Contains('\0', StringComparison.Ordinal) ? null : action,
        WorkspaceId: Id(workspace),
        SubjectId: Id(subject),
        From: Day(from),
        To: Day(to));

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}

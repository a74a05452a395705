using MusicWeb.Core.Admin;

namespace MusicWeb.Pages.Admin;

/// <summary>A report's question as words of an address, and back; a word that means nothing asks for the usual.</summary>
internal static class UsageWords
{
    private const int UsualDays = 30;

    public static string Of(UsageBy by) => by switch
    {
        UsageBy.Day => "day",
        UsageBy.User => "user",
        UsageBy.Workspace => "workspace",
        UsageBy.Key => "key",
        UsageBy.Op => "op",
        _ => "provider",
    };

    public static UsageBy By(string? text) => Array.Find(Enum.GetValues<UsageBy>(), by => Of(by) == text);

    public static UsageFilter Filter(string? from, string? to, string? user, string? workspace, string? key, string? provider, string? op, DateTimeOffset now)
    {
        var last = AuditFilters.Day(to) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var first = AuditFilters.Day(from) ?? (last.DayNumber >= UsualDays ? last.AddDays(1 - UsualDays) : last);
        return new UsageFilter(first, last, AuditFilters.Id(user), AuditFilters.Id(workspace), AuditFilters.Id(key), Word(provider), Word(op));
    }

    private static string? Word(string? text) => string.IsNullOrWhiteSpace(text) || text.Contains('\0', StringComparison.Ordinal) ? null : text;
}

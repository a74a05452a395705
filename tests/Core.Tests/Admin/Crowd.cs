using Microsoft.EntityFrameworkCore;

namespace Core.Tests.Admin;

/// <summary>Many rows at once, put in by SQL: the days of usage, failed tasks and log entries of a busy installation.</summary>
internal static class Crowd
{
    private const string Numbers = """WITH RECURSIVE "N"("I") AS (SELECT 1 UNION ALL SELECT "I" + 1 FROM "N" WHERE "I" < {0})""";

    // An id from a number, so that a row can be found again.
    private const string Id = "'0196' || substr('0000' || (\"I\" % 5000), -4, 4) || '-0000-7000-8000-' || substr('000000000000' || \"I\", -12, 12)";

    private const string Who = "'01960000-0000-7000-8000-' || substr('000000000000' || (\"I\" % 500), -12, 12)";

    /// <summary>On SQLite only.</summary>
    public static async Task SeedAsync(TestApp app, int rows)
    {
        await using var db = app.OpenDb();
        Assert.True(db.Database.IsSqlite());
        await db.Database.ExecuteSqlRawAsync(
            $$"""
            INSERT INTO "UsageDays" ("Day", "WorkspaceId", "UserId", "ApiKeyId", "Provider", "Op", "Succeeded", "Failed", "Cancelled", "Songs", "SpentCredits", "ReturnedCredits", "WorkSeconds")
            {{Numbers}} SELECT date('2026-01-01', '+' || ("I" % 300) || ' days'), {{Who}}, {{Who}}, '00000000-0000-0000-0000-000000000000', 'still', 'op' || "I", 1, 0, 0, 2, 15, 0, 4 FROM "N"
            """,
            [rows], TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(
            $$"""
            INSERT INTO "AuditEvents" ("Id", "CreatedAt", "ActorId", "Door", "WorkspaceId", "Action", "SubjectId", "Subject")
            {{Numbers}} SELECT {{Id}}, datetime('2026-01-01', '+' || "I" || ' minutes'), {{Who}}, 'Web', {{Who}}, 'test.' || ("I" % 20), {{Id}}, 'thing' FROM "N"
            """,
            [rows], TestContext.Current.CancellationToken);
    }
}

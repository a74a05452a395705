using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

#pragma warning disable EF1002 // What is put together here are numbered placeholders and words of this file.

namespace MusicWeb.Core.Durable;

/// <summary>
/// The statements by which processes share one table of work, written by hand for both databases: SQLite has one writer at a time,
/// PostgreSQL one claim per lane at a time, so slots and spacing are exact over all processes.
/// </summary>
internal sealed class DueClaim(IDbContextFactory<MusicDb> databases, WriteQueue writes, TimeProvider time)
{
    // {0} lane, {1} now.
    private const string Running =
        """
        "Running" AS (
            SELECT "CreatedById", COUNT(*) AS "Count" FROM "Tasks"
            WHERE "Lane" = {0} AND "FinalizedAt" IS NULL AND "IsClaimed" AND "DueAt" > {1} GROUP BY "CreatedById")
        """;

    private const string FromDue =
        """FROM "Tasks" AS due LEFT JOIN "Running" AS running ON running."CreatedById" = due."CreatedById" WHERE due."Lane" = {0} AND due."FinalizedAt" IS NULL""";

    // What of a paused provider has not been started stays where it is.
    private const string IsPaused = """(due."State" = 'Queued' AND EXISTS (SELECT 1 FROM "ProviderPauses" AS pause WHERE pause."Provider" = due."Provider"))""";

    // One step of the index for each lane, however many rows there are.
    private const string OpenLanes =
        """
        WITH RECURSIVE "Open" AS (
            SELECT MIN("Lane") AS "Name" FROM "Tasks" WHERE "FinalizedAt" IS NULL
            UNION ALL
            SELECT (SELECT MIN("Lane") FROM "Tasks" WHERE "FinalizedAt" IS NULL AND "Lane" > "Open"."Name") FROM "Open" WHERE "Open"."Name" IS NOT NULL)
        SELECT "Name", (SELECT MIN("DueAt") FROM "Tasks" WHERE "FinalizedAt" IS NULL AND "Lane" = "Open"."Name") AS "DueAt" FROM "Open" WHERE "Name" IS NOT NULL
        """;

    // Whoever has fewest running first, then the oldest.
    private const string FairOrder =
        """ORDER BY COALESCE(running."Count", 0) + ROW_NUMBER() OVER (PARTITION BY due."CreatedById" ORDER BY due."CreatedAt", due."Id"), due."CreatedAt", due."Id" """;

    /// <summary>The lanes that have rows which have not ended; keys of people and teams have lanes of their own, which come and go.</summary>
    public async Task<List<OpenLane>> OpenLanesAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Database.SqlQueryRaw<OpenLane>(OpenLanes).ToListAsync(ct);
    }

    /// <summary>Whether a row of the lane is due; a look without a lock.</summary>
    public async Task<bool> IsAnyDueAsync(string lane, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await TimeAsync(db, "SELECT MIN(\"DueAt\") AS \"Value\" FROM \"Tasks\" WHERE \"Lane\" = {0} AND \"FinalizedAt\" IS NULL", lane, argument: null, ct) <= Now;
    }

    /// <summary>When the lane should be looked at next, without anybody saying so: a row comes due, a lease ends, or the spacing is over.</summary>
    public async Task<DateTime?> FindNextAsync(Lane lane, CancellationToken ct)
    {
        var now = Now;
        await using var db = await databases.CreateDbContextAsync(ct);
        var next = await TimeAsync(db, "SELECT MIN(\"DueAt\") AS \"Value\" FROM \"Tasks\" WHERE \"Lane\" = {0} AND \"FinalizedAt\" IS NULL AND \"DueAt\" > {1}", lane.Name, now, ct);
        if (lane.Spacing == TimeSpan.Zero) return next;
        var free = await LastStartAsync(db, lane.Name, ct) + lane.Spacing;
        return free > now && (next is null || free < next) ? free : next;
    }

    /// <summary>Claims due rows of a lane: as many as slots are free, first those whose owner has fewest running, then the oldest.</summary>
    public async Task<List<Claim>> TakeAsync(Lane lane, TimeSpan lease, CancellationToken ct)
    {
        var result = await writes.RunAsync<List<Claim>>(
            async db =>
            {
                if (!db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtextextended({0}, 0))", [lane.Name], ct);
                var now = Now;
                var free = lane.Slots - await CountAsync(db, "\"IsClaimed\" AND \"DueAt\" > {1}", lane.Name, now, ct);
                if (free <= 0) return new List<Claim>();
                var mayStart = lane.Spacing == TimeSpan.Zero || await MayStartAsync(db, lane, now, ct);
                // Where starts are spaced, one row at a time: the next look sees whether it was a start.
                var most = lane.Spacing == TimeSpan.Zero ? free : 1;
                object[] values = [lane.Name, now, most, now + lease, .. lane.Providers ?? []];
                var rows = await db.Database.SqlQueryRaw<ClaimedRow>(ClaimSql(db.Database.IsSqlite(), mayStart, lane.Providers?.Count), values).ToListAsync(ct);
                return rows.ConvertAll(row => new Claim(row.Id, row.ClaimNumber, lane.Name));
            },
            ct);
        return result.Value!;
    }

    /// <summary>What waits in a lane to be started, in the order in which it will be claimed; without what belongs to a paused provider.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="lane">Name of the lane.</param>
    /// <param name="atMost">How many are told, 1 or more.</param>
    /// <param name="ct">Cancels.</param>
    public Task<List<Guid>> QueueAsync(MusicDb db, string lane, int atMost, CancellationToken ct) => db.Database.SqlQueryRaw<Guid>(
        $$"""
        WITH {{Running}}
        SELECT due."Id" AS "Value" {{FromDue}}
            AND due."State" = 'Queued' AND NOT (due."IsClaimed" AND due."DueAt" > {1}) AND due."DueAt" < {3} AND NOT {{IsPaused}}
        {{FairOrder}} LIMIT {2}
        """,
        // The last one keeps all queued rows, and lets SQLite find them by the index of the open ones.
        lane, Now, atMost, DateTime.MaxValue.ToUniversalTime()).ToListAsync(ct);

    /// <summary>Moves the leases of all these claims forward in one statement.</summary>
    /// <returns>Those that still hold, each with whether somebody asked to stop it; what is missing is lost.</returns>
    public async Task<Dictionary<Guid, bool>> RenewAsync(IReadOnlyCollection<Claim> claims, TimeSpan lease, CancellationToken ct)
    {
        var result = await writes.RunAsync<Dictionary<Guid, bool>>(
            async db =>
            {
                var (where, values) = Held(claims, Now + lease);
                var rows = await db.Database.SqlQueryRaw<RenewedRow>(
                    $$"""UPDATE "Tasks" SET "DueAt" = {0} WHERE {{where}} RETURNING "Id", "CancelRequestedAt" """, values).ToListAsync(ct);
                return rows.ToDictionary(row => row.Id, row => row.CancelRequestedAt is not null);
            },
            ct);
        return result.Value!;
    }

    /// <summary>Lets go of claims whose steps did not end in time, so that the next process need not wait for the lease.</summary>
    public Task ReleaseAsync(IReadOnlyCollection<Claim> claims, CancellationToken ct) => writes.RunAsync<int>(
        async db =>
        {
            var (where, values) = Held(claims, Now);
            return await db.Database.ExecuteSqlRawAsync(
                $$"""UPDATE "Tasks" SET "DueAt" = {0}, "IsClaimed" = FALSE, "Revision" = "Revision" + 1 WHERE {{where}}""", values, ct);
        },
        ct);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    // A start is a queued row that is claimed; its StartedAt follows a moment later.
    private static async Task<bool> MayStartAsync(MusicDb db, Lane lane, DateTime now, CancellationToken ct) =>
        !(await LastStartAsync(db, lane.Name, ct) + lane.Spacing > now)
        && await CountAsync(db, "\"State\" = 'Queued' AND \"IsClaimed\" AND \"DueAt\" > {1}", lane.Name, now, ct) == 0;

    private static Task<DateTime?> LastStartAsync(MusicDb db, string lane, CancellationToken ct) =>
        TimeAsync(db, "SELECT MAX(\"StartedAt\") AS \"Value\" FROM \"Tasks\" WHERE \"Lane\" = {0} AND \"StartedAt\" IS NOT NULL", lane, argument: null, ct);

    private static Task<int> CountAsync(MusicDb db, string condition, string lane, DateTime now, CancellationToken ct) =>
        db.Database.SqlQueryRaw<int>($$"""SELECT CAST(COUNT(*) AS INTEGER) AS "Value" FROM "Tasks" WHERE "Lane" = {0} AND "FinalizedAt" IS NULL AND {{condition}}""", lane, now).SingleAsync(ct);

    private static async Task<DateTime?> TimeAsync(MusicDb db, string sql, string lane, DateTime? argument, CancellationToken ct)
    {
        var found = await db.Database.SqlQueryRaw<DateTime?>(sql, argument is null ? [lane] : [lane, argument.Value]).SingleAsync(ct);
        return found is null ? null : DateTime.SpecifyKind(found.Value, DateTimeKind.Utc);
    }

    private static (string Where, object[] Values) Held(IReadOnlyCollection<Claim> claims, DateTime dueAt)
    {
        var conditions = claims.Select((_, i) => $"(\"Id\" = {{{(2 * i) + 1}}} AND \"ClaimNumber\" = {{{(2 * i) + 2}}})");
        return ($"\"IsClaimed\" AND ({string.Join(" OR ", conditions)})", [dueAt, .. claims.SelectMany(claim => new object[] { claim.Id, claim.Number })]);
    }

    // {0} lane, {1} now, {2} how many, {3} end of the lease, {4} and on: the providers.
    private static string ClaimSql(bool isSqlite, bool mayStart, int? providers) => $$"""
        WITH {{Running}},
        "Ranked" AS (
            SELECT due."Id" {{FromDue}}
                AND due."DueAt" <= {1}{{(mayStart ? $" AND NOT {IsPaused}" : " AND due.\"State\" <> 'Queued'")}}{{OfProviders(providers)}}
            {{FairOrder}} LIMIT {2}),
        "Mine" AS (
            SELECT "Id" FROM "Tasks" WHERE "Id" IN (SELECT "Id" FROM "Ranked") AND "FinalizedAt" IS NULL AND "DueAt" <= {1}{{(isSqlite ? "" : " FOR UPDATE SKIP LOCKED")}})
        UPDATE "Tasks" SET "DueAt" = {3}, "IsClaimed" = TRUE, "ClaimNumber" = "ClaimNumber" + 1, "Revision" = "Revision" + 1
        WHERE "Id" IN (SELECT "Id" FROM "Mine") RETURNING "Id", "ClaimNumber"
        """;

    private static string OfProviders(int? count) => count is null ? "" : count == 0 ? " AND FALSE" : $" AND due.\"Provider\" IN ({string.Join(", ", Enumerable.Range(4, count.Value).Select(number => $"{{{number}}}"))})";

    private sealed record ClaimedRow(Guid Id, int ClaimNumber);

    // The moment itself: SQLite 3.40 answers "IS NOT NULL" in RETURNING with 1 even where the column is NULL.
    private sealed record RenewedRow(Guid Id, DateTime? CancelRequestedAt);
}

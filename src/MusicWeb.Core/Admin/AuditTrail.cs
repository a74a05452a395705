using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Admin;

/// <summary>Which rows of the audit log; null leaves a field open.</summary>
/// <param name="Action">Only this action, for example <c>credits.given</c>.</param>
/// <param name="ActorId">Only what this person did.</param>
/// <param name="WorkspaceId">Only what happened there.</param>
/// <param name="SubjectId">Only what was done to this thing.</param>
/// <param name="From">The first day, in UTC.</param>
/// <param name="To">The last day, in UTC, included.</param>
public sealed record AuditFilter(string? Action = null, Guid? ActorId = null, Guid? WorkspaceId = null, Guid? SubjectId = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>A row of the audit log with the names of whom it speaks.</summary>
/// <param name="Event">The row.</param>
/// <param name="ActorName">The person's address; null for the product itself and for who is gone.</param>
/// <param name="WorkspaceName">The workspace's name; null for the installation as a whole.</param>
public sealed record AuditRow(AuditEvent Event, string? ActorName, string? WorkspaceName);

/// <summary>Reads the log of changes to credits, roles, keys, prices and accounts; for administrators only.</summary>
public sealed class AuditTrail(IDbContextFactory<MusicDb> databases)
{
    private const int MaxTake = 200;
    private const int StreamedAtOnce = 500;

    // From one action to the next by the index: the cost is that of the actions there are, not of the rows.
    private const string ActionsSql =
        """
        WITH RECURSIVE "Known" AS (
            SELECT MIN("Action") AS "Value" FROM "AuditEvents"
            UNION ALL
            SELECT (SELECT MIN("Action") FROM "AuditEvents" WHERE "Action" > "Known"."Value") FROM "Known" WHERE "Known"."Value" IS NOT NULL)
        SELECT "Value" FROM "Known" WHERE "Value" IS NOT NULL
        """;

    /// <summary>A page of the log, newest first.</summary>
    /// <param name="actor">Who looks; only an administrator may.</param>
    /// <param name="filter">Which rows.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 200.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The page; <c>not_found</c> for everybody else.</returns>
    public async Task<Result<Page<AuditRow>>> PageAsync(Actor actor, AuditFilter filter, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(filter);
        if (!actor.IsAdministrator) return Error.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await ReadAsync(db, filter, before, Math.Clamp(take, 1, MaxTake), ct);
    }

    /// <summary>Every row the filter lets through, newest first, read piece by piece; nothing for who is no administrator.</summary>
    public async IAsyncEnumerable<AuditRow> AllAsync(Actor actor, AuditFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(filter);
        if (!actor.IsAdministrator) yield break;
        await using var db = await databases.CreateDbContextAsync(ct);
        Cursor? next = null;
        do
        {
            var page = await ReadAsync(db, filter, next, StreamedAtOnce, ct);
            foreach (var row in page.Items) yield return row;
            next = page.Next;
        }
        while (next is not null);
    }

    /// <summary>The actions that the log knows, in order; <c>not_found</c> for who is no administrator.</summary>
    public async Task<Result<IReadOnlyList<string>>> ActionsAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Database.SqlQueryRaw<string>(ActionsSql).ToListAsync(ct);
    }

    private static async Task<Page<AuditRow>> ReadAsync(MusicDb db, AuditFilter filter, Cursor? before, int take, CancellationToken ct)
    {
        var events = Matching(db.AuditEvents.AsNoTracking(), filter);
        // Said twice, so that PostgreSQL too enters the index at that place and not at the newest row.
        if (before is var (time, id)) events = events.Where(row => row.CreatedAt <= time && (row.CreatedAt < time || row.Id < id));
        var (users, workspaces) = (db.Users, db.Workspaces);
        // One more than asked for tells whether there is another page.
        var rows = await events
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id)
            .Take(take + 1)
            .Select(row => new AuditRow(
                row,
                users.Where(user => user.Id == row.ActorId).Select(user => user.Email).FirstOrDefault(),
                workspaces.Where(workspace => workspace.Id == row.WorkspaceId).Select(workspace => workspace.Name).FirstOrDefault()))
            .ToListAsync(ct);
        if (rows.Count <= take) return new Page<AuditRow>(rows, Next: null);
        rows.RemoveAt(take);
        return new Page<AuditRow>(rows, new Cursor(rows[^1].Event.CreatedAt, rows[^1].Event.Id));
    }

    private static IQueryable<AuditEvent> Matching(IQueryable<AuditEvent> events, AuditFilter filter)
    {
        if (filter.Action is { } action) events = events.Where(row => row.Action == action);
        if (filter.ActorId is { } actorId) events = events.Where(row => row.ActorId == actorId);
        if (filter.WorkspaceId is { } workspaceId) events = events.Where(row => row.WorkspaceId == workspaceId);
        if (filter.SubjectId is { } subjectId) events = events.Where(row => row.SubjectId == subjectId);
        if (filter.From is { } from)
        {
            var start = from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            events = events.Where(row => row.CreatedAt >= start);
        }

        if (filter.To is { } to && to < DateOnly.MaxValue)
        {
            var end = to.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            events = events.Where(row => row.CreatedAt < end);
        }

        return events;
    }
}

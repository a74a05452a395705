using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>A line of a workspace's activity.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When, in UTC.</param>
/// <param name="ActorName">Who: the chosen name, else the one signed in with; null for the product itself and for accounts that are gone.</param>
/// <param name="Kind">A word of <see cref="ActivityKinds"/>.</param>
/// <param name="SubjectId">The thing or person it was done to.</param>
/// <param name="Subject">Its name at that moment.</param>
/// <param name="Detail">A word more, as the kind says.</param>
public sealed record ActivityView(Guid Id, DateTime CreatedAt, string? ActorName, string Kind, Guid? SubjectId, string Subject, string? Detail);

/// <summary>Reads what happened in the workspace an actor is in.</summary>
public sealed class WorkspaceActivity(IDbContextFactory<MusicDb> databases)
{
    private const int MaxTake = 100;

    /// <summary>A page of it, newest first.</summary>
    /// <param name="actor">Who looks, and where.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 100.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<ActivityView>> PageAsync(Actor actor, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await databases.CreateDbContextAsync(ct);
        var users = db.Users;
        var events = db.ActivityEvents.AsNoTracking().Where(row => row.WorkspaceId == actor.WorkspaceId);
        // Said twice, so that PostgreSQL too enters the index at that place and not at the newest row.
        if (before is var (time, id)) events = events.Where(row => row.CreatedAt <= time && (row.CreatedAt < time || row.Id < id));
        // One more than asked for tells whether there is another page.
        var rows = await events
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(take + 1)
            .Select(row => new ActivityView(
                row.Id, row.CreatedAt, users.Where(user => user.Id == row.ActorId && user.DeletedAt == null).Select(user => user.DisplayName ?? user.UserName).FirstOrDefault(), row.Kind, row.SubjectId, row.Subject, row.Detail))
            .ToListAsync(ct);
        if (rows.Count <= take) return new Page<ActivityView>(rows, Next: null);
        rows.RemoveAt(take);
        return new Page<ActivityView>(rows, new Cursor(rows[^1].CreatedAt, rows[^1].Id));
    }
}

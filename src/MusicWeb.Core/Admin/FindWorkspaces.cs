using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Admin;

/// <summary>A workspace in a list.</summary>
/// <param name="Id">Its id; also of its credit account.</param>
/// <param name="Name">What people read.</param>
/// <param name="IsPersonal">Belongs to one person.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Members">How many people are in it.</param>
/// <param name="AvailableCredits">What can be spent from its account.</param>
/// <param name="HeldCredits">What open tasks hold there.</param>
/// <param name="TasksLately">Tasks that ended within 30 days.</param>
public sealed record WorkspaceRow(Guid Id, string Name, bool IsPersonal, DateTime CreatedAt, int Members, long AvailableCredits, long HeldCredits, int TasksLately);

/// <summary>Somebody in a workspace.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="WorkspaceName">What people read.</param>
/// <param name="UserId">The person.</param>
/// <param name="Email">The person's address.</param>
/// <param name="Role">What the person may do there.</param>
public sealed record MemberRow(Guid WorkspaceId, string WorkspaceName, Guid UserId, string Email, Role Role);

/// <summary>Lists workspaces and who is in them; for administrators only.</summary>
public sealed class FindWorkspaces(IDbContextFactory<MusicDb> databases, TimeProvider time)
{
    private const int MaxTake = 200;
    private const int MaxMembers = 200;
    private const int LatelyDays = 30;

    /// <summary>A page of teams or of personal workspaces, newest first.</summary>
    /// <returns>The page; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<Page<WorkspaceRow>>> PageAsync(Actor actor, bool isPersonal, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await databases.CreateDbContextAsync(ct);
        var workspaces = db.Workspaces.AsNoTracking().Where(workspace => workspace.IsPersonal == isPersonal);
        if (before is var (at, id)) workspaces = workspaces.Where(workspace => workspace.CreatedAt <= at && (workspace.CreatedAt < at || workspace.Id < id));
        var rows = await RowsAsync(db, workspaces.OrderByDescending(workspace => workspace.CreatedAt).ThenByDescending(workspace => workspace.Id).Take(take + 1), ct);
        if (rows.Count <= take) return new Page<WorkspaceRow>(rows, Next: null);
        rows.RemoveAt(take);
        return new Page<WorkspaceRow>(rows, new Cursor(rows[^1].CreatedAt, rows[^1].Id));
    }

    /// <summary>One workspace; <c>not_found</c> when there is none, and for who is no administrator.</summary>
    public async Task<Result<WorkspaceRow>> FindAsync(Actor actor, Guid workspaceId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await RowsAsync(db, db.Workspaces.Where(workspace => workspace.Id == workspaceId), ct) is [var row] ? row : Error.NotFound;
    }

    /// <summary>Who is in a workspace; at most 200.</summary>
    /// <returns>The members; <c>not_found</c> for who is no administrator.</returns>
    public Task<Result<IReadOnlyList<MemberRow>>> MembersAsync(Actor actor, Guid workspaceId, CancellationToken ct) =>
        MembershipsAsync(actor, memberships => memberships.Where(membership => membership.WorkspaceId == workspaceId), ct);

    /// <summary>Where a person is a member; at most 200.</summary>
    /// <returns>The memberships; <c>not_found</c> for who is no administrator.</returns>
    public Task<Result<IReadOnlyList<MemberRow>>> OfUserAsync(Actor actor, Guid userId, CancellationToken ct) =>
        MembershipsAsync(actor, memberships => memberships.Where(membership => membership.UserId == userId), ct);

    private async Task<Result<IReadOnlyList<MemberRow>>> MembershipsAsync(Actor actor, Func<IQueryable<Membership>, IQueryable<Membership>> which, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        var (users, workspaces) = (db.Users, db.Workspaces);
        return await which(db.Memberships.AsNoTracking())
            .OrderBy(membership => membership.UserId).ThenBy(membership => membership.WorkspaceId).Take(MaxMembers)
            .Join(users, membership => membership.UserId, user => user.Id, (membership, user) => new { membership, user.Email })
            .Join(workspaces, row => row.membership.WorkspaceId, workspace => workspace.Id, (row, workspace) => new MemberRow(workspace.Id, workspace.Name, row.membership.UserId, row.Email ?? "", row.membership.Role))
            .ToListAsync(ct);
    }

    private Task<List<WorkspaceRow>> RowsAsync(MusicDb db, IQueryable<Workspace> workspaces, CancellationToken ct)
    {
        var since = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(1 - LatelyDays);
        var (accounts, memberships, days) = (db.CreditAccounts, db.Memberships, db.UsageDays);
        return workspaces.Select(workspace => new WorkspaceRow(
            workspace.Id, workspace.Name, workspace.IsPersonal, workspace.CreatedAt,
            memberships.Count(membership => membership.WorkspaceId == workspace.Id),
            accounts.Where(account => account.Id == workspace.Id).Select(account => account.Posted - account.Held).FirstOrDefault(),
            accounts.Where(account => account.Id == workspace.Id).Select(account => account.Held).FirstOrDefault(),
            days.Where(day => day.WorkspaceId == workspace.Id && day.Day >= since).Sum(day => day.Succeeded + day.Failed + day.Cancelled))).ToListAsync(ct);
    }
}

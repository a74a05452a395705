using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Hands a team to another member. At every moment there is exactly one owner: the old one becomes an admin in the same write.</summary>
public sealed class TransferOwnership(WriteQueue writes, TimeProvider time)
{
    /// <summary>Hands over.</summary>
    /// <param name="actor">The owner.</param>
    /// <param name="userId">A member.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The new owner's id; <c>forbidden</c>, <c>not_found</c>, <c>personal_workspace</c>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid userId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (workspaceId, ownerId) = (actor.WorkspaceId, actor.UserId);
        return writes.RunAsync<Guid>(async db =>
        {
            if ((await db.EnterTeamAsync(actor, Role.Owner, ct)).Error is { } closed) return closed.Code == Error.Forbidden.Code ? new Error("forbidden", "Only the owner can hand the team over.") : closed;
            if (userId == ownerId) return userId;
            // First down, then up: the database allows no two owners, not even within a write.
            if (await SetAsync(db, workspaceId, ownerId, Role.Owner, Role.Admin, ct) == 0) return Error.Forbidden;
            if (await SetAsync(db, workspaceId, userId, from: null, Role.Owner, ct) == 0) return Error.NotFound;
            var (now, name) = (time.GetUtcNow(), await db.NameOfAsync(userId, ct));
            db.Audit(actor, "owner.changed", name, userId, now, before: await db.NameOfAsync(ownerId, ct), after: name);
            db.Tell(workspaceId, ownerId, ActivityKinds.OwnerChanged, await db.ShortNameOfAsync(userId, ct), userId, now);
            db.AnnounceMember(workspaceId, userId);
            db.AnnounceMember(workspaceId, ownerId);
            db.Notify(userId, NoticeKind.Workspace, now, $"/w/{workspaceId}/settings", "You own “{0}” now.", await db.WorkspaceNameAsync(workspaceId, ct));
            return userId;
        }, ct);
    }

    private static Task<int> SetAsync(MusicDb db, Guid workspaceId, Guid userId, Role? from, Role to, CancellationToken ct) => db.Memberships
        .Where(membership => membership.WorkspaceId == workspaceId && membership.UserId == userId && (from == null || membership.Role == from))
        .ExecuteUpdateAsync(set => set.SetProperty(membership => membership.Role, to), ct);
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Takes somebody out of a team, or lets somebody leave it. What they made stays; their open pages end at once.</summary>
public sealed class RemoveMember(WriteQueue writes, TimeProvider time)
{
    /// <summary>Removes a member.</summary>
    /// <param name="actor">An owner or admin, or whoever leaves.</param>
    /// <param name="userId">Who goes; the actor's own id to leave. The owner cannot go.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The id of who went; <c>forbidden</c>, <c>not_found</c>, <c>owner_stays</c>, <c>personal_workspace</c>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid userId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var workspaceId = actor.WorkspaceId;
        var isLeaving = userId == actor.UserId;
        return writes.RunAsync<Guid>(async db =>
        {
            var entered = await db.EnterTeamAsync(actor, isLeaving ? Role.Viewer : Role.Admin, ct);
            if (entered.Error is { } closed) return closed;
            if (await db.Memberships.AsNoTracking().SingleOrDefaultAsync(membership => membership.WorkspaceId == workspaceId && membership.UserId == userId, ct) is not { } member) return Error.NotFound;
            var gone = await db.Memberships.Where(membership => membership.WorkspaceId == workspaceId && membership.UserId == userId && membership.Role != Role.Owner).ExecuteDeleteAsync(ct);
            if (gone == 0)
            {
                return isLeaving
                    ? new Error("owner_stays", "You own this team. Hand it over to somebody, or delete it.")
                    : new Error("owner_stays", "The owner cannot be removed.");
            }

            var (now, name) = (time.GetUtcNow(), await db.NameOfAsync(userId, ct));
            db.Audit(actor, isLeaving ? "member.left" : "member.removed", name, userId, now, before: $"{member.Role}");
            db.Tell(workspaceId, actor.UserId, isLeaving ? ActivityKinds.MemberLeft : ActivityKinds.MemberRemoved, await db.ShortNameOfAsync(userId, ct), userId, now);
            db.AnnounceMember(workspaceId, userId);
            if (!isLeaving) db.Notify(userId, NoticeKind.Workspace, now, link: null, "You were taken out of “{0}”.", await db.WorkspaceNameAsync(workspaceId, ct));
            return userId;
        }, ct);
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Lets a member do more or less. Owning is handed over, never given: see <see cref="TransferOwnership"/>.</summary>
public sealed class ChangeRole(WriteQueue writes, TimeProvider time)
{
    /// <summary>Changes a member's role.</summary>
    /// <param name="actor">An owner or admin.</param>
    /// <param name="userId">Whose role; the owner's stays as it is.</param>
    /// <param name="role">Admin, member or viewer.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The role; <c>forbidden</c>, <c>not_found</c>, <c>owner_stays</c>, <c>bad_role</c>, <c>personal_workspace</c>.</returns>
    public Task<Result<Role>> RunAsync(Actor actor, Guid userId, Role role, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (role is not (Role.Admin or Role.Member or Role.Viewer)) return Task.FromResult<Result<Role>>(new Error("bad_role", "Choose admin, member or viewer."));
        var workspaceId = actor.WorkspaceId;
        return writes.RunAsync<Role>(async db =>
        {
            if ((await db.EnterTeamAsync(actor, Role.Admin, ct)).Error is { } closed) return closed;
            if (await db.Memberships.SingleOrDefaultAsync(membership => membership.WorkspaceId == workspaceId && membership.UserId == userId, ct) is not { } member) return Error.NotFound;
            if (member.Role is Role.Owner) return new Error("owner_stays", "The owner's role does not change. Ownership can be handed over instead.");
            if (member.Role == role) return role;
            var (before, now) = (member.Role, time.GetUtcNow());
            member.Role = role;
            var name = await db.NameOfAsync(userId, ct);
            db.Audit(actor, "role.changed", name, userId, now, before: $"{before}", after: $"{role}");
            db.Tell(workspaceId, actor.UserId, ActivityKinds.RoleChanged, await db.ShortNameOfAsync(userId, ct), userId, now, $"{role}");
            db.AnnounceMember(workspaceId, userId);
            var news = role switch
            {
                Role.Admin => "You are an admin of “{0}” now.",
                Role.Member => "You are a member of “{0}” now.",
                _ => "You are a viewer of “{0}” now.",
            };
            db.Notify(userId, NoticeKind.Workspace, now, $"/w/{workspaceId}/settings", news, await db.WorkspaceNameAsync(workspaceId, ct));
            return role;
        }, ct);
    }
}

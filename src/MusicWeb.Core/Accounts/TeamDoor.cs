using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>
/// What every change of a shared workspace begins with. Whoever came through holds the workspace's row until the commit, so changes of
/// one team happen one after the other, on both databases, and none of them needs to think of races with another.
/// </summary>
internal static class TeamDoor
{
    /// <summary>Holds the row of a workspace that still exists.</summary>
    /// <returns>False when it was deleted or never was.</returns>
    public static async Task<bool> HoldWorkspaceAsync(this MusicDb db, Guid workspaceId, CancellationToken ct) =>
        await db.Workspaces.Where(workspace => workspace.Id == workspaceId && workspace.DeletedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(workspace => workspace.Revision, workspace => workspace.Revision + 1), ct) == 1;

    /// <summary>Lets an actor into the team he is in, with the role that he has at this moment.</summary>
    /// <returns>The role of now; <c>not_found</c>, <c>forbidden</c> below <paramref name="atLeast"/>, <c>personal_workspace</c>.</returns>
    public static async Task<Result<Role>> EnterTeamAsync(this MusicDb db, Actor actor, Role atLeast, CancellationToken ct)
    {
        if (!actor.IsPerson) return Error.Forbidden; // People and rights are for people, not for keys.
        var (workspaceId, userId) = (actor.WorkspaceId, actor.UserId);
        if (!await db.HoldWorkspaceAsync(workspaceId, ct)) return Error.NotFound;
        // The actor was read a moment before the row was held.
        var role = await db.Memberships.Where(membership => membership.WorkspaceId == workspaceId && membership.UserId == userId)
            .Select(membership => (Role?)membership.Role).SingleOrDefaultAsync(ct);
        if (role is null) return Error.NotFound;
        if (role > atLeast) return Error.Forbidden;
        if (await db.Workspaces.AnyAsync(workspace => workspace.Id == workspaceId && workspace.IsPersonal, ct))
        {
            return new Error("personal_workspace", "Your personal workspace is yours alone. Create a team to share songs.");
        }

        return role.Value;
    }

    /// <summary>Tells the pages of a workspace, and those of one person, that something about membership changed.</summary>
    public static void AnnounceMember(this MusicDb db, Guid workspaceId, Guid userId)
    {
        db.Announce($"workspace:{workspaceId}", LiveKinds.Members, userId);
        db.Announce($"user:{userId}", LiveKinds.Access, workspaceId);
    }

    /// <summary>What a person is called in the audit log: the name signed in with.</summary>
    public static async Task<string> NameOfAsync(this MusicDb db, Guid userId, CancellationToken ct) =>
        await db.Users.Where(user => user.Id == userId).Select(user => user.UserName).SingleOrDefaultAsync(ct) ?? "";

    /// <summary>What the other members call a person.</summary>
    public static async Task<string> ShortNameOfAsync(this MusicDb db, Guid userId, CancellationToken ct)
    {
        var user = await db.Users.Where(user => user.Id == userId).Select(user => new { user.DisplayName, user.UserName }).SingleOrDefaultAsync(ct);
        return user is null ? "" : PersonNames.Of(user.DisplayName, user.UserName);
    }

    /// <summary>What the workspace is called.</summary>
    public static Task<string> WorkspaceNameAsync(this MusicDb db, Guid workspaceId, CancellationToken ct) =>
        db.Workspaces.Where(workspace => workspace.Id == workspaceId).Select(workspace => workspace.Name).SingleAsync(ct);
}

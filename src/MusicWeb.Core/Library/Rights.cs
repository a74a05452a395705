using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>A belonging and what an actor may do with it.</summary>
internal sealed record Held<T>(T Item, ShareRight Right)
    where T : Belonging;

/// <summary>Who may do what with a belonging.</summary>
internal static class Rights
{
    /// <summary>
    /// The belonging as the actor may have it: from the workspace it lives in, or shared with it. At home its owner and the workspace's
    /// admins manage it; elsewhere the share decides, and its owner as long as the home is open to him.
    /// </summary>
    /// <returns>Null when it does not exist for the actor.</returns>
    public static async Task<Held<T>?> FindHeldAsync<T>(this MusicDb db, Actor actor, Guid id, CancellationToken ct)
        where T : Belonging
    {
        var (workspaceId, shares, workspaces) = (actor.WorkspaceId, db.Shares, db.Workspaces);
        var item = await db.Set<T>().SingleOrDefaultAsync(
            item => item.Id == id
                && (item.WorkspaceId == workspaceId || shares.Any(share => share.SubjectId == id && share.WorkspaceId == workspaceId))
                && workspaces.Any(home => home.Id == item.WorkspaceId && home.DeletedAt == null), ct);
        return item is null ? null : new Held<T>(item, await RightAsync(db, actor, item, ct));
    }

    /// <summary>As <see cref="FindHeldAsync"/>, for a change.</summary>
    /// <returns><c>not_found</c> or <c>forbidden</c> when the actor may not manage it.</returns>
    public static async Task<Result<T>> FindManagedAsync<T>(this MusicDb db, Actor actor, Guid id, CancellationToken ct)
        where T : Belonging
    {
        if (await db.FindHeldAsync<T>(actor, id, ct) is not { } held) return Error.NotFound;
        if (!actor.CanWrite) return Error.Forbidden;
        return held.Right is ShareRight.Manage ? held.Item : new Error("forbidden", "This was shared for use only. Ask its owner to change it.");
    }

    /// <summary>Tells everybody who has it that it changed.</summary>
    public static async Task AnnounceAsync(this MusicDb db, Belonging item, CancellationToken ct)
    {
        db.Announce($"workspace:{item.WorkspaceId}", item.Kind, item.Id);
        foreach (var workspaceId in await db.Shares.Where(share => share.SubjectId == item.Id).Select(share => share.WorkspaceId).ToListAsync(ct)) db.Announce($"workspace:{workspaceId}", item.Kind, item.Id);
    }

    private static async Task<ShareRight> RightAsync(MusicDb db, Actor actor, Belonging item, CancellationToken ct)
    {
        if (item.WorkspaceId == actor.WorkspaceId) return Of(actor, item, share: null, isOwnerAtHome: true);
        var share = await db.Shares.Where(share => share.SubjectId == item.Id && share.WorkspaceId == actor.WorkspaceId).Select(share => (ShareRight?)share.Right).SingleOrDefaultAsync(ct);
        var isOwnerAtHome = item.OwnerId == actor.UserId && await db.Memberships.AnyAsync(membership => membership.WorkspaceId == item.WorkspaceId && membership.UserId == actor.UserId, ct);
        return Of(actor, item, share, isOwnerAtHome);
    }

    /// <summary>The right, from what was read.</summary>
    /// <param name="actor">Who asks, and where.</param>
    /// <param name="item">What for.</param>
    /// <param name="share">What the actor's workspace was given; null at home.</param>
    /// <param name="isOwnerAtHome">The owner is still a member where it lives; counts for the owner only.</param>
    public static ShareRight Of(Actor actor, Belonging item, ShareRight? share, bool isOwnerAtHome)
    {
        if (item.OwnerId == actor.UserId && isOwnerAtHome) return ShareRight.Manage;
        if (item.WorkspaceId == actor.WorkspaceId) return actor.CanManage ? ShareRight.Manage : ShareRight.Use;
        return share ?? ShareRight.Use;
    }
}

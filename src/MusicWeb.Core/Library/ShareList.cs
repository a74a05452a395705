using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>A workspace that has, or could be given, a share.</summary>
/// <param name="WorkspaceId">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Right">What it may do; null where it has no share yet.</param>
/// <param name="SharedAt">Since when; null where it has no share yet.</param>
public sealed record ShareView(Guid WorkspaceId, string Name, ShareRight? Right, DateTime? SharedAt);

/// <summary>Reads with whom a belonging is shared, and with whom it could be.</summary>
public sealed class ShareList(IDbContextFactory<MusicDb> databases)
{
    private const int MostTargets = 100;

    /// <summary>The shares, oldest first, then the actor's other workspaces by name.</summary>
    /// <returns>The list; <c>not_found</c>, or <c>forbidden</c> for who may only use it.</returns>
    public async Task<Result<IReadOnlyList<ShareView>>> RunAsync<T>(Actor actor, Guid id, CancellationToken ct)
        where T : Belonging
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.FindManagedAsync<T>(actor, id, ct);
        if (!found.IsOk) return found.Error;
        var (homeId, userId, workspaces, memberships, all) = (found.Value.WorkspaceId, actor.UserId, db.Workspaces, db.Memberships, db.Shares);
        var shares = await db.Shares.Where(share => share.SubjectId == id).OrderBy(share => share.CreatedAt).Take(ShareBelonging.MostShares)
            .Join(workspaces, share => share.WorkspaceId, workspace => workspace.Id, (share, workspace) => new ShareView(workspace.Id, workspace.Name, share.Right, share.CreatedAt)).ToListAsync(ct);
        var targets = await db.Workspaces
            .Where(workspace => workspace.Id != homeId
                && memberships.Any(membership => membership.WorkspaceId == workspace.Id && membership.UserId == userId && membership.Role != Role.Viewer)
                && !all.Any(share => share.SubjectId == id && share.WorkspaceId == workspace.Id))
            .OrderBy(workspace => workspace.Name).ThenBy(workspace => workspace.Id).Take(MostTargets)
            .Select(workspace => new ShareView(workspace.Id, workspace.Name, null, null)).ToListAsync(ct);
        return (ShareView[])[.. shares.OrderBy(share => share.SharedAt), .. targets];
    }
}

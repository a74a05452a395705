using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Lets another workspace use or manage a belonging.</summary>
public sealed class ShareBelonging(WriteQueue writes, TimeProvider time)
{
    /// <summary>With how many workspaces one belonging can be shared.</summary>
    public const int MostShares = 100;

    /// <summary>Shares with a workspace that the actor may write in; sharing again changes the right.</summary>
    /// <returns>The id; <c>not_found</c> (also for a workspace that is not the actor's), <c>forbidden</c>, <c>bad_share</c> or <c>too_many_shares</c>.</returns>
    public Task<Result<Guid>> RunAsync<T>(Actor actor, Guid id, Guid withWorkspaceId, ShareRight right, CancellationToken ct)
        where T : Belonging
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsPerson) return Task.FromResult<Result<Guid>>(Error.Forbidden); // Rights are given by people.
        if (!Enum.IsDefined(right)) return Task.FromResult<Result<Guid>>(new Error("bad_share", "Choose between use and manage."));
        return writes.RunAsync<Guid>(async db =>
        {
            var found = await db.FindManagedAsync<T>(actor, id, ct);
            if (!found.IsOk) return found.Error;
            var item = found.Value;
            if (item.WorkspaceId == withWorkspaceId) return new Error("bad_share", "It lives in this workspace already.");
            if (item.TrashedAt is not null) return new Error("bad_share", "Take it out of the trash first.");
            if (await NameOfOwnAsync(db, actor, withWorkspaceId, ct) is not { } name) return Error.NotFound;

            var share = await db.Shares.SingleOrDefaultAsync(share => share.SubjectId == id && share.WorkspaceId == withWorkspaceId, ct);
            if (share?.Right == right) return id;
            if (share is null && await db.Shares.CountAsync(share => share.SubjectId == id, ct) >= MostShares) return new Error("too_many_shares", "It is shared with {0} workspaces already.", MostShares);
            var now = time.GetUtcNow();
            db.Audit(actor, $"{item.Kind}.shared", item.Name, id, now, before: share is null ? null : $"{name}: {share.Right}", after: $"{name}: {right}");
            if (share is not null) share.Right = right;
            else db.Shares.Add(new Share { SubjectId = id, WorkspaceId = withWorkspaceId, Right = right, SharedById = actor.UserId, CreatedAt = now.UtcDateTime });
            await db.AnnounceAsync(item, ct);
            db.Announce($"workspace:{withWorkspaceId}", item.Kind, id);
            db.Tell(withWorkspaceId, actor.UserId, ActivityKinds.ShareGiven, item.Name, id, now);
            return id;
        }, ct);
    }

    private static Task<string?> NameOfOwnAsync(MusicDb db, Actor actor, Guid workspaceId, CancellationToken ct)
    {
        var (memberships, userId) = (db.Memberships, actor.UserId);
        return db.Workspaces
            .Where(workspace => workspace.Id == workspaceId && memberships.Any(membership => membership.WorkspaceId == workspaceId && membership.UserId == userId && membership.Role != Role.Viewer))
            .Select(workspace => workspace.Name).SingleOrDefaultAsync(ct);
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Ends a share: from this moment nothing new is made with it there. What was made stays.</summary>
public sealed class RevokeShare(WriteQueue writes, TimeProvider time)
{
    /// <summary>Revokes the share with a workspace; one that is not there any more is no mistake.</summary>
    /// <remarks>Besides those who manage the belonging, the admins of the workspace it was shared with may send it away.</remarks>
    /// <returns>The id; <c>not_found</c> or <c>forbidden</c>.</returns>
    public Task<Result<Guid>> RunAsync<T>(Actor actor, Guid id, Guid withWorkspaceId, CancellationToken ct)
        where T : Belonging
    {
        ArgumentNullException.ThrowIfNull(actor);
        return writes.RunAsync<Guid>(async db =>
        {
            if (await db.FindHeldAsync<T>(actor, id, ct) is not { Item: var item } held) return Error.NotFound;
            var isSentAway = withWorkspaceId == actor.WorkspaceId && actor.CanManage;
            if (!actor.CanWrite || !actor.IsPerson || !(held.Right is ShareRight.Manage || isSentAway)) return Error.Forbidden;
            var workspaces = db.Workspaces;
            var share = await db.Shares.Where(share => share.SubjectId == id && share.WorkspaceId == withWorkspaceId)
                .Join(workspaces, share => share.WorkspaceId, workspace => workspace.Id, (share, workspace) => new { share, workspace.Name }).SingleOrDefaultAsync(ct);
            if (share is null) return id;
            await db.AnnounceAsync(item, ct); // While the share still says who has it.
            db.Tell(withWorkspaceId, actor.UserId, ActivityKinds.ShareEnded, item.Name, id, time.GetUtcNow());
            db.Audit(actor, $"{item.Kind}.revoked", item.Name, id, time.GetUtcNow(), before: $"{share.Name}: {share.share.Right}");
            db.Shares.Remove(share.share);
            return id;
        }, ct);
    }
}

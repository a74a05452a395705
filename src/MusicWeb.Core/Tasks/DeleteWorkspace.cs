using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Vendors;

namespace MusicWeb.Core.Tasks;

/// <summary>
/// Ends a team. Its songs move to the owner, its credits too, nobody is in it any more. Its row, its tasks and its books stay, because
/// entries of the books are never rewritten.
/// </summary>
public sealed class DeleteWorkspace(WriteQueue writes, Ledger ledger, TimeProvider time)
{
    /// <summary>Deletes the team an actor is in.</summary>
    /// <param name="actor">The owner.</param>
    /// <param name="toTrash">The songs move into the owner's trash; otherwise into the owner's library.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The workspace's id; <c>forbidden</c>, <c>not_found</c>, <c>personal_workspace</c>, <c>tasks_running</c> while songs are in the making.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, bool toTrash, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var workspaceId = actor.WorkspaceId;
        return writes.RunAsync<Guid>(async db =>
        {
            // From here on no order enters: each holds this row too.
            if ((await db.EnterTeamAsync(actor, Role.Owner, ct)).Error is { } closed) return closed.Code == Error.Forbidden.Code ? new Error("forbidden", "Only the owner can delete the team.") : closed;
            var running = await db.Tasks.CountAsync(task => task.WorkspaceId == workspaceId && task.FinalizedAt == null, ct);
            if (running > 0) return new Error("tasks_running", "{0} songs are still in the making here. Wait for them, or cancel them on the Activity page, and delete the team then.", running);

            var now = time.GetUtcNow();
            var name = await db.Workspaces.Where(workspace => workspace.Id == workspaceId).Select(workspace => workspace.Name).SingleAsync(ct);
            if (await MoveCreditsAsync(db, actor, name, ct) is { } refused) return refused;
            await MoveClipsAsync(db, actor, toTrash ? now.UtcDateTime : null, ct);
            await db.ForgetKeysAsync(workspaceId, now.UtcDateTime, ct);
            await db.Invitations.Where(row => row.WorkspaceId == workspaceId && row.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now.UtcDateTime), ct);
            var members = await db.Memberships.Where(member => member.WorkspaceId == workspaceId).Select(member => member.UserId).ToListAsync(ct);
            await db.Memberships.Where(member => member.WorkspaceId == workspaceId).ExecuteDeleteAsync(ct);
            await db.Workspaces.Where(workspace => workspace.Id == workspaceId).ExecuteUpdateAsync(set => set.SetProperty(workspace => workspace.DeletedAt, now.UtcDateTime), ct);
            db.Audit(actor, "workspace.deleted", name, workspaceId, now, before: $"{members.Count} members", after: toTrash ? "songs to the owner's trash" : "songs to the owner's library");
            foreach (var member in members)
            {
                db.AnnounceMember(workspaceId, member);
                if (member != actor.UserId) db.Notify(member, NoticeKind.Workspace, now, link: null, "“{0}” was deleted by its owner.", name);
            }

            return workspaceId;
        }, ct);
    }

    private async Task<Error?> MoveCreditsAsync(MusicDb db, Actor actor, string name, CancellationToken ct)
    {
        await ledger.ExpireAsync(db, actor.WorkspaceId, ct); // What is over its time does not move.
        var left = await db.CreditAccounts.Where(account => account.Id == actor.WorkspaceId).Select(account => account.Posted - account.Held).SingleOrDefaultAsync(ct);
        if (left == 0) return null;
        return await ledger.MoveAsync(db, actor, actor.WorkspaceId, actor.UserId, left, outReason: "The team was deleted", inReason: $"From {name}, which was deleted", onceKey: $"end:{actor.WorkspaceId}", ct);
    }

    // What was in the trash stays in a trash.
    private static async Task MoveClipsAsync(MusicDb db, Actor actor, DateTime? trashedAt, CancellationToken ct)
    {
        var (from, to) = (actor.WorkspaceId, actor.UserId);
        await db.Clips.Where(clip => clip.WorkspaceId == from).ExecuteUpdateAsync(
            set => set
                .SetProperty(clip => clip.WorkspaceId, to)
                .SetProperty(clip => clip.TrashedAt, clip => clip.TrashedAt ?? trashedAt)
                .SetProperty(clip => clip.Revision, clip => clip.Revision + 1),
            ct);
        db.Announce($"workspace:{to}", LiveKinds.Clip, from);
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Vendors;

namespace MusicWeb.Core.Tasks;

/// <summary>
/// Ends a team. Its songs, personas, lyrics and presets move to the owner, its credits too, nobody is in it any more. Its row, its tasks
/// and its books stay, because entries of the books are never rewritten.
/// </summary>
public sealed class DeleteWorkspace(WriteQueue writes, Ledger ledger, TimeProvider time)
{
    /// <summary>Deletes the team an actor is in.</summary>
    /// <param name="actor">The owner.</param>
    /// <param name="toTrash">They move into the owner's trash; otherwise among what the owner keeps.</param>
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
            DateTime? trashedAt = toTrash ? now.UtcDateTime : null;
            await MoveClipsAsync(db, actor, trashedAt, ct);
            await MoveBelongingsAsync<Persona>(db, actor, LiveKinds.Persona, trashedAt, ct);
            await MoveBelongingsAsync<LyricSheet>(db, actor, LiveKinds.Lyrics, trashedAt, ct);
            await MoveBelongingsAsync<Preset>(db, actor, LiveKinds.Preset, trashedAt, ct);
            await db.Shares.Where(share => share.WorkspaceId == workspaceId).ExecuteDeleteAsync(ct);
            await db.Drafts.Where(draft => draft.WorkspaceId == workspaceId).ExecuteDeleteAsync(ct);
            await db.ForgetKeysAsync(workspaceId, now.UtcDateTime, ct);
            await db.Invitations.Where(row => row.WorkspaceId == workspaceId && row.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now.UtcDateTime), ct);
            var members = await db.Memberships.Where(member => member.WorkspaceId == workspaceId).Select(member => member.UserId).ToListAsync(ct);
            await db.Memberships.Where(member => member.WorkspaceId == workspaceId).ExecuteDeleteAsync(ct);
            await db.Workspaces.Where(workspace => workspace.Id == workspaceId).ExecuteUpdateAsync(set => set.SetProperty(workspace => workspace.DeletedAt, now.UtcDateTime), ct);
            db.Audit(actor, "workspace.deleted", name, workspaceId, now, before: $"{members.Count} members", after: toTrash ? "what was made to the owner's trash" : "what was made to the owner's library");
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

    // Who was given one of them keeps it, but the owner, to whom it comes home. What the team was given goes back to where it lives.
    private static async Task MoveBelongingsAsync<T>(MusicDb db, Actor actor, string kind, DateTime? trashedAt, CancellationToken ct)
        where T : Belonging
    {
        var (from, to, shares) = (actor.WorkspaceId, actor.UserId, db.Shares);
        var moving = db.Set<T>().Where(item => item.WorkspaceId == from);
        await shares.Where(share => share.WorkspaceId == to && moving.Any(item => item.Id == share.SubjectId)).ExecuteDeleteAsync(ct);
        var holders = await shares.Where(share => moving.Any(item => item.Id == share.SubjectId)).Select(share => share.WorkspaceId).Distinct().ToListAsync(ct);
        var homes = await db.Set<T>().Where(item => shares.Any(share => share.SubjectId == item.Id && share.WorkspaceId == from)).Select(item => item.WorkspaceId).Distinct().ToListAsync(ct);
        await moving.ExecuteUpdateAsync(
            set => set
                .SetProperty(item => item.WorkspaceId, to)
                .SetProperty(item => item.TrashedAt, item => item.TrashedAt ?? trashedAt)
                .SetProperty(item => item.Revision, item => item.Revision + 1),
            ct);
        foreach (var workspaceId in holders.Union(homes).Append(to)) db.Announce($"workspace:{workspaceId}", kind, from);
    }
}

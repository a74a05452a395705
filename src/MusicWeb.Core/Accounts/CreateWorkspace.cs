using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>What another room does when a team begins, in the same write.</summary>
public delegate Task WorkspaceStep(MusicDb db, Guid workspaceId, CancellationToken ct);

/// <summary>Begins a workspace that people share; whoever makes it owns it.</summary>
public sealed class CreateWorkspace(WriteQueue writes, IEnumerable<WorkspaceStep> steps, TimeProvider time)
{
    /// <summary>How many workspaces a person may own beside the personal one.</summary>
    public const int MaxOwned = 50;

    /// <summary>Creates, once for each id.</summary>
    /// <param name="actor">Who; the workspace of the actor does not matter.</param>
    /// <param name="id">The caller's id of the new workspace: sent twice, it is made once.</param>
    /// <param name="name">1 to <see cref="WorkspaceName.Limit"/> units on one line.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The id; <c>forbidden</c> for an API key, <c>bad_name</c>, <c>too_many_workspaces</c>, or <c>id_reused</c>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid id, string name, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(name);
        var (userId, kept) = (actor.UserId, name.Trim());
        if (!actor.IsPerson) return Task.FromResult<Result<Guid>>(Error.Forbidden);
        if (WorkspaceName.Refuse(kept) is { } refusal) return Task.FromResult<Result<Guid>>(refusal);
        return writes.RunAsync<Guid>(async db =>
        {
            if (await db.Workspaces.AsNoTracking().SingleOrDefaultAsync(workspace => workspace.Id == id, ct) is { } earlier)
            {
                var isMine = earlier.Name == kept && !earlier.IsPersonal && await db.Memberships.AnyAsync(membership => membership.WorkspaceId == id && membership.UserId == userId && membership.Role == Role.Owner, ct);
                return isMine ? id : new Error("id_reused", "This was already sent with other contents. Reload the page and try again.");
            }

            if (await db.Memberships.CountAsync(membership => membership.UserId == userId && membership.Role == Role.Owner, ct) > MaxOwned)
            {
                return new Error("too_many_workspaces", "You own {0} teams, which is the most one person can. Delete one you no longer need.", MaxOwned);
            }

            var now = time.GetUtcNow();
            db.Workspaces.Add(new Workspace { Id = id, Name = kept, IsPersonal = false, CreatedAt = now.UtcDateTime });
            db.Memberships.Add(new Membership { WorkspaceId = id, UserId = userId, Role = Role.Owner, JoinedAt = now.UtcDateTime });
            foreach (var step in steps) await step(db, id, ct);
            db.Audit(actor, "workspace.created", kept, id, now, workspaceId: id);
            db.Tell(id, userId, ActivityKinds.WorkspaceCreated, kept, id, now);
            db.AnnounceMember(id, userId);
            return id;
        }, ct);
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Gives a team another name.</summary>
public sealed class RenameWorkspace(WriteQueue writes, TimeProvider time)
{
    /// <summary>Renames.</summary>
    /// <returns>The name as it is kept; <c>bad_name</c>, <c>forbidden</c> below admin, <c>not_found</c>, <c>personal_workspace</c>.</returns>
    public Task<Result<string>> RunAsync(Actor actor, string name, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(name);
        var (id, kept) = (actor.WorkspaceId, name.Trim());
        if (WorkspaceName.Refuse(kept) is { } refusal) return Task.FromResult<Result<string>>(refusal);
        return writes.RunAsync<string>(async db =>
        {
            if ((await db.EnterTeamAsync(actor, Role.Admin, ct)).Error is { } closed) return closed;
            var before = await db.Workspaces.Where(workspace => workspace.Id == id).Select(workspace => workspace.Name).SingleAsync(ct);
            if (before == kept) return kept;
            await db.Workspaces.Where(workspace => workspace.Id == id).ExecuteUpdateAsync(set => set.SetProperty(workspace => workspace.Name, kept), ct);
            var now = time.GetUtcNow();
            db.Audit(actor, "workspace.renamed", before, id, now, before: before, after: kept);
            db.Tell(id, actor.UserId, ActivityKinds.WorkspaceRenamed, before, id, now, kept);
            var members = await db.Memberships.Where(membership => membership.WorkspaceId == id).Select(membership => membership.UserId).Order().Take(AcceptInvitation.MaxMembers).ToListAsync(ct);
            foreach (var member in members) db.AnnounceMember(id, member);
            return kept;
        }, ct);
    }
}

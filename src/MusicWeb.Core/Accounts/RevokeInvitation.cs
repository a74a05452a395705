using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Closes a door into a team before its time; those who came by it stay.</summary>
public sealed class RevokeInvitation(WriteQueue writes, TimeProvider time)
{
    /// <summary>Takes an invitation back; one that was taken back stays so.</summary>
    /// <returns>The id; <c>forbidden</c> below admin, <c>not_found</c>, <c>personal_workspace</c>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid invitationId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var workspaceId = actor.WorkspaceId;
        return writes.RunAsync<Guid>(async db =>
        {
            if ((await db.EnterTeamAsync(actor, Role.Admin, ct)).Error is { } closed) return closed;
            if (await db.Invitations.AsNoTracking().SingleOrDefaultAsync(invitation => invitation.Id == invitationId && invitation.WorkspaceId == workspaceId, ct) is not { } invitation) return Error.NotFound;
            var now = time.GetUtcNow();
            var revoked = await db.Invitations.Where(row => row.Id == invitationId && row.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now.UtcDateTime), ct);
            if (revoked == 0) return invitationId;
#pragma warning disable CA1308 // Addresses are read in lower case.
            var subject = invitation.NormalizedEmail?.ToLowerInvariant() ?? "";
#pragma warning restore CA1308
            db.Audit(actor, "invitation.revoked", subject.Length > 0 ? subject : "link", invitationId, now);
            db.Tell(workspaceId, actor.UserId, ActivityKinds.InvitationRevoked, subject, invitationId, now);
            db.Announce($"workspace:{workspaceId}", LiveKinds.Members, invitationId);
            return invitationId;
        }, ct);
    }
}

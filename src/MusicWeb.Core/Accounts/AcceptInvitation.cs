using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>What a link offers whoever holds it.</summary>
/// <param name="WorkspaceId">Where it leads.</param>
/// <param name="WorkspaceName">Its name.</param>
/// <param name="Role">What one may do there.</param>
/// <param name="InvitedBy">The name of who invites.</param>
/// <param name="IsMember">The person who asks is there already.</param>
public sealed record InvitationOffer(Guid WorkspaceId, string WorkspaceName, Role Role, string InvitedBy, bool IsMember);

/// <summary>Lets the holder of a link into a team.</summary>
public sealed class AcceptInvitation(IDbContextFactory<MusicDb> databases, WriteQueue writes, TimeProvider time)
{
    /// <summary>Most members of a workspace.</summary>
    public const int MaxMembers = 200;

    /// <summary>Joins. Whoever is a member already stays as he is, and uses nothing up.</summary>
    /// <param name="userId">Who holds the link.</param>
    /// <param name="token">The token of the link.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The workspace; <c>unknown_invitation</c>, <c>invitation_revoked</c>, <c>invitation_expired</c>, <c>invitation_used_up</c>, <c>invitation_for_other</c>, <c>team_full</c>.</returns>
    public Task<Result<Guid>> RunAsync(Guid userId, string token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        var hash = CreateInvitation.Hash(token);
        return writes.RunAsync<Guid>(async db =>
        {
            var invitations = db.Invitations.AsNoTracking().Where(row => row.TokenHash == hash);
            if (await invitations.SingleOrDefaultAsync(ct) is not { } found) return Unknown;
            // Read again behind the workspace's row: everything that decides changes only there.
            if (!await db.HoldWorkspaceAsync(found.WorkspaceId, ct)) return Unknown;
            var (invitation, now) = (await invitations.SingleAsync(ct), time.GetUtcNow());
            var workspaceId = invitation.WorkspaceId;
            if (await db.Memberships.AnyAsync(membership => membership.WorkspaceId == workspaceId && membership.UserId == userId, ct)) return workspaceId;
            if (WhyClosed(invitation, now.UtcDateTime) is { } closed) return closed;
            var user = await db.Users.AsNoTracking().SingleAsync(user => user.Id == userId, ct);
            if (invitation.NormalizedEmail is { } email && email != user.NormalizedEmail) return ForOther;
            if (await db.Memberships.CountAsync(membership => membership.WorkspaceId == workspaceId, ct) >= MaxMembers) return new Error("team_full", "This team has {0} members, which is the most it can have.", MaxMembers);

            await db.Invitations.Where(row => row.Id == invitation.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Uses, row => row.Uses + 1), ct);
            db.Memberships.Add(new Membership { WorkspaceId = workspaceId, UserId = userId, Role = invitation.Role, JoinedAt = now.UtcDateTime });
            var actor = new Actor(userId, workspaceId, invitation.Role, user.IsAdministrator, Door.Web);
            db.Audit(actor, "member.joined", user.UserName ?? "", userId, now, after: $"{invitation.Role}");
            db.Tell(workspaceId, userId, ActivityKinds.MemberJoined, PersonNames.Of(user.DisplayName, user.UserName), userId, now, $"{invitation.Role}");
            db.AnnounceMember(workspaceId, userId);
            db.Notify(invitation.CreatedById, NoticeKind.Workspace, now, $"/w/{workspaceId}/settings", "{0} joined “{1}”.", PersonNames.Of(user.DisplayName, user.UserName), await db.WorkspaceNameAsync(workspaceId, ct));
            return workspaceId;
        }, ct);
    }

    /// <summary>What a link offers, without taking it.</summary>
    /// <param name="userId">Who holds the link; null for a stranger.</param>
    /// <param name="token">The token of the link.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The offer, or why there is none, as <see cref="RunAsync"/> would say.</returns>
    public async Task<Result<InvitationOffer>> LookAsync(Guid? userId, string token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        var hash = CreateInvitation.Hash(token);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Invitations.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash, ct) is not { } invitation) return Unknown;
        var workspaceId = invitation.WorkspaceId;
        if (await db.Workspaces.AsNoTracking().SingleOrDefaultAsync(row => row.Id == workspaceId && row.DeletedAt == null, ct) is not { } workspace) return Unknown;
        var isMember = await db.Memberships.AnyAsync(membership => membership.WorkspaceId == workspaceId && membership.UserId == userId, ct);
        if (!isMember && WhyClosed(invitation, time.GetUtcNow().UtcDateTime) is { } closed) return closed;
        if (!isMember && userId is not null && invitation.NormalizedEmail is { } email && !await db.Users.AnyAsync(user => user.Id == userId && user.NormalizedEmail == email, ct)) return ForOther;
        return new InvitationOffer(workspaceId, workspace.Name, invitation.Role, await db.ShortNameOfAsync(invitation.CreatedById, ct), isMember);
    }

    // A workspace that is gone looks like a link that never was.
    private static Error Unknown { get; } = new("unknown_invitation", "This invitation does not exist. Check that the link is complete, or ask for a new one.");

    private static Error ForOther { get; } = new("invitation_for_other", "This invitation is for another mail address. Sign in with the address it was made for, or ask for a new one.");

    private static Error? WhyClosed(Invitation invitation, DateTime now)
    {
        if (invitation.RevokedAt is not null) return new Error("invitation_revoked", "This invitation was taken back. Ask for a new one.");
        if (invitation.ExpiresAt <= now) return new Error("invitation_expired", "This invitation has expired. Ask for a new one.");
        return invitation.Uses >= invitation.MaxUses ? new Error("invitation_used_up", "This invitation was used up. Ask for a new one.") : null;
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>A workspace as one of its members sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people read.</param>
/// <param name="IsPersonal">One's own, addressed as <c>/w/me</c>.</param>
/// <param name="Role">What one may do there.</param>
public sealed record WorkspaceView(Guid Id, string Name, bool IsPersonal, Role Role)
{
    /// <summary>How it is called in addresses.</summary>
    public string Slug => IsPersonal ? FindActor.Me : Id.ToString();
}

/// <summary>A member as the others see him.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Name">The name signed in with.</param>
/// <param name="DisplayName">The name the member chose for others to read; null for none.</param>
/// <param name="Role">What the member may do.</param>
/// <param name="JoinedAt">When the member came, where it was noted.</param>
public sealed record MemberView(Guid UserId, string Name, string? DisplayName, Role Role, DateTime? JoinedAt)
{
    /// <summary>What the others call the member: the chosen name, else the one signed in with.</summary>
    public string CalledName => DisplayName ?? Name;
}

/// <summary>An invitation that is still open.</summary>
/// <param name="Id">Its id; the token is not known to anybody any more.</param>
/// <param name="Email">The one address it is for; null for anybody with the link.</param>
/// <param name="Role">What those who come by it may do.</param>
/// <param name="InvitedBy">What the others call who made it.</param>
/// <param name="ExpiresAt">When it ends by itself, in UTC.</param>
/// <param name="Uses">How many came.</param>
/// <param name="MaxUses">How many may come.</param>
public sealed record InvitationView(Guid Id, string? Email, Role Role, string InvitedBy, DateTime ExpiresAt, int Uses, int MaxUses);

/// <summary>Reads who is where.</summary>
public sealed class WorkspaceDirectory(IDbContextFactory<MusicDb> databases, TimeProvider time)
{
    // Owned ones are limited, and nobody finds the way in a longer list.
    private const int MaxListed = 200;

    /// <summary>The workspaces of a person: the personal one first, then by name.</summary>
    public async Task<IReadOnlyList<WorkspaceView>> OfUserAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var workspaces = db.Workspaces;
        return await db.Memberships.Where(membership => membership.UserId == userId)
            .Join(workspaces, membership => membership.WorkspaceId, workspace => workspace.Id, (membership, workspace) => new { workspace, membership.Role })
            .OrderBy(row => row.workspace.Id == userId ? 0 : 1).ThenBy(row => row.workspace.Name).ThenBy(row => row.workspace.Id)
            .Take(MaxListed)
            // Somebody else's personal workspace is reached by its id.
            .Select(row => new WorkspaceView(row.workspace.Id, row.workspace.Name, row.workspace.Id == userId, row.Role))
            .ToListAsync(ct);
    }

    /// <summary>The members of the workspace an actor is in: owner first, then by role and name.</summary>
    public async Task<IReadOnlyList<MemberView>> MembersAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var users = db.Users;
        var members = await db.Memberships.Where(membership => membership.WorkspaceId == actor.WorkspaceId)
            .Join(users, membership => membership.UserId, user => user.Id, (membership, user) => new { membership.UserId, user.UserName, user.DisplayName, membership.Role, membership.JoinedAt })
            .OrderBy(row => row.UserName).Take(AcceptInvitation.MaxMembers).ToListAsync(ct);
        // Roles are stored by their names, whose order is not that of their rights.
        return [.. members.OrderBy(row => row.Role).Select(row => new MemberView(row.UserId, row.UserName ?? "", row.DisplayName, row.Role, row.JoinedAt))];
    }

    /// <summary>The open invitations of the workspace an actor is in, newest first; none for those who may not manage members.</summary>
    public async Task<IReadOnlyList<InvitationView>> InvitationsAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.CanManage) return [];
        await using var db = await databases.CreateDbContextAsync(ct);
        var users = db.Users;
        var rows = await db.Invitations.AsNoTracking().Open(actor.WorkspaceId, time.GetUtcNow().UtcDateTime)
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(CreateInvitation.MaxOpen)
            .Select(row => new { Row = row, InvitedBy = users.Where(user => user.Id == row.CreatedById).Select(user => user.DisplayName ?? user.UserName).FirstOrDefault() })
            .ToListAsync(ct);
#pragma warning disable CA1308 // Addresses are read in lower case.
        return [.. rows.Select(found => new InvitationView(found.Row.Id, found.Row.NormalizedEmail?.ToLowerInvariant(), found.Row.Role, found.InvitedBy ?? "", found.Row.ExpiresAt, found.Row.Uses, found.Row.MaxUses))];
#pragma warning restore CA1308
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Finds out who acts and with which right, from the database and for every action anew.</summary>
public sealed class FindActor(IDbContextFactory<MusicDb> databases)
{
    /// <summary>How one's own workspace is called in addresses.</summary>
    public const string Me = "me";

    /// <summary>The user in a workspace.</summary>
    /// <param name="userId">Who, as the door found out.</param>
    /// <param name="workspace"><see cref="Me"/> or a workspace's id.</param>
    /// <param name="door">The way in.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The actor; <c>not_found</c> when there is no such workspace or the user is no member of it, or may not come in any more.</returns>
    public async Task<Result<Actor>> RunAsync(Guid userId, string workspace, Door door, CancellationToken ct)
    {
        var workspaceId = userId;
        if (workspace != Me && !Guid.TryParse(workspace, out workspaceId)) return Error.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        var users = db.Users.Where(user => user.DisabledAt == null);
        var actor = await db.Memberships
            .Where(membership => membership.WorkspaceId == workspaceId && membership.UserId == userId)
            .Join(users, membership => membership.UserId, user => user.Id, (membership, user) => new { membership.Role, user.IsAdministrator })
            .SingleOrDefaultAsync(ct);
        return actor is null ? Error.NotFound : new Actor(userId, workspaceId, actor.Role, actor.IsAdministrator, door);
    }
}

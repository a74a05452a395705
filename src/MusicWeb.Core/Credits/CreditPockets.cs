using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>An account that somebody has a part in.</summary>
public sealed record Pocket
{
    /// <summary>Whose it is.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>What the workspace is called.</summary>
    public required string Name { get; init; }

    /// <summary>The person's own one.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>The person may pay in.</summary>
    public required bool MayGive { get; init; }

    /// <summary>The person may take out.</summary>
    public required bool MayTake { get; init; }

    /// <summary>Whole credits that can be spent now.</summary>
    public required long Available { get; init; }
}

/// <summary>Lists the accounts between which somebody may move credits.</summary>
public sealed class CreditPockets(IDbContextFactory<MusicDb> databases)
{
    private const int Most = 200;

    /// <summary>The person's own account first, then those of teams by name; at most 200.</summary>
    public async Task<IReadOnlyList<Pocket>> ListAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsPerson) return []; // A key knows of its own workspace only.
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Of(db, actor.UserId).OrderByDescending(pocket => pocket.IsOwn).ThenBy(pocket => pocket.Name).ThenBy(pocket => pocket.WorkspaceId).Take(Most).ToListAsync(ct);
    }

    internal static IQueryable<Pocket> Of(MusicDb db, Guid userId)
    {
        var (workspaces, accounts) = (db.Workspaces, db.CreditAccounts);
        return
            from membership in db.Memberships
            where membership.UserId == userId
            join workspace in workspaces on membership.WorkspaceId equals workspace.Id
            select new Pocket
            {
                WorkspaceId = workspace.Id,
                Name = workspace.Name,
                IsOwn = workspace.Id == userId,
                MayGive = membership.Role != Role.Viewer,
                MayTake = membership.Role == Role.Owner || membership.Role == Role.Admin,
                Available = accounts.Where(account => account.Id == workspace.Id).Select(account => account.Posted - account.Held).FirstOrDefault(),
            };
    }
}

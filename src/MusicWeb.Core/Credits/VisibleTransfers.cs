using MusicWeb.Core.Accounts;

namespace MusicWeb.Core.Credits;

/// <summary>Which entries of a workspace's books somebody may read.</summary>
internal static class VisibleTransfers
{
    /// <summary>Owner and admins read all of them, members those of their own orders, viewers none.</summary>
    public static IQueryable<Transfer> VisibleTo(this IQueryable<Transfer> transfers, Actor actor)
    {
        var (accountId, userId) = (actor.WorkspaceId, actor.UserId);
        var all = transfers.Where(transfer => transfer.AccountId == accountId);
        if (actor.Role <= Role.Admin) return all;
        if (actor.Role is Role.Viewer) return all.Where(_ => false);
        return all.Where(transfer => transfer.ActorId == userId);
    }
}

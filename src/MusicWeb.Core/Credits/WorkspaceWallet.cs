using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>One member's part of a workspace's wallet.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Own">The caps that are this member's own; null where those of everybody hold.</param>
/// <param name="Standings">How far the member has come, day first.</param>
public sealed record WalletMember(Guid UserId, CapTerms? Own, IReadOnlyList<CapStanding> Standings);

/// <summary>A workspace's credits, and who may spend how much of them.</summary>
/// <param name="Balance">What there is.</param>
/// <param name="Everybody">The caps of whoever has none of his own.</param>
/// <param name="Members">All members for those who may manage them, else only oneself.</param>
/// <param name="DayEndsAt">When the day starts anew, in UTC.</param>
/// <param name="MonthEndsAt">When the month starts anew, in UTC.</param>
public sealed record Wallet(Balance Balance, CapTerms Everybody, IReadOnlyList<WalletMember> Members, DateTime DayEndsAt, DateTime MonthEndsAt);

/// <summary>Reads the wallet of the workspace an actor is in.</summary>
public sealed class WorkspaceWallet(IDbContextFactory<MusicDb> databases, CreditBalance balances, TimeProvider time)
{
    /// <summary>The wallet of now.</summary>
    public async Task<Wallet> FindAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var (workspaceId, now) = (actor.WorkspaceId, time.GetUtcNow().UtcDateTime);
        await using var db = await databases.CreateDbContextAsync(ct);
        var users = await db.Memberships.Where(member => member.WorkspaceId == workspaceId && (actor.CanManage || member.UserId == actor.UserId))
            .OrderBy(member => member.UserId).Select(member => member.UserId).Take(AcceptInvitation.MaxMembers).ToListAsync(ct);
        var caps = await db.MemberCaps.AsNoTracking().Where(cap => cap.WorkspaceId == workspaceId && (cap.SubjectId == workspaceId || users.Contains(cap.SubjectId))).ToListAsync(ct);
        var spending = (await db.MemberSpending.AsNoTracking().Of(workspaceId, now).Where(row => users.Contains(row.UserId)).ToListAsync(ct)).ToLookup(row => row.UserId);
        var everybody = caps.Find(cap => cap.SubjectId == workspaceId)?.Terms ?? CapTerms.None;
        var members = users.Select(userId =>
        {
            var own = caps.Find(cap => cap.SubjectId == userId)?.Terms;
            return new WalletMember(userId, own, CapStandings.Of(own ?? everybody, [.. spending[userId]], now));
        });
        return new Wallet(await balances.FindAsync(actor, ct), everybody, [.. members], SpendPeriod.Day.EndOf(now), SpendPeriod.Month.EndOf(now));
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>What will come and go by itself.</summary>
/// <param name="RefillCredits">What the next month brings; 0 when there is no allowance here.</param>
/// <param name="RefillAt">When, in UTC.</param>
/// <param name="ExpiringCredits">How many credits expire next, held ones left out; 0 when none do.</param>
/// <param name="ExpiresAt">When, in UTC.</param>
public sealed record Outlook(long RefillCredits, DateTime RefillAt, long ExpiringCredits, DateTime? ExpiresAt);

/// <summary>Looks ahead in the workspace an actor is in.</summary>
public sealed class CreditOutlook(IDbContextFactory<MusicDb> databases, MonthlyAllowance allowance)
{
    /// <summary>The next month's credits, and the next ones that expire.</summary>
    public async Task<Outlook> FindAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var expiresAt = await db.CreditAccounts.Where(account => account.Id == actor.WorkspaceId).Select(account => account.NextExpiryAt).SingleOrDefaultAsync(ct);
        var expiring = expiresAt is null ? 0 : await db.CreditLots
            .Where(lot => lot.AccountId == actor.WorkspaceId && lot.RemainingCredits > 0 && lot.ExpiresAt == expiresAt)
            .SumAsync(lot => lot.RemainingCredits - lot.HeldCredits, ct);
        return new Outlook(actor.WorkspaceId == actor.UserId ? allowance.AmountCredits : 0, allowance.NextAt, expiring, expiresAt);
    }
}

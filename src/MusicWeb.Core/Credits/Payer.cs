using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>How far a member has come in a period.</summary>
/// <param name="Period">Day or month.</param>
/// <param name="SpentCredits">Holds minus those that came back.</param>
/// <param name="SoftCredits">Beyond this the member is warned; null for never.</param>
/// <param name="HardCredits">Nobody gets beyond this; null for no end.</param>
/// <param name="ResetsAt">When it starts anew, in UTC.</param>
public sealed record CapStanding(SpendPeriod Period, long SpentCredits, long? SoftCredits, long? HardCredits, DateTime ResetsAt)
{
    /// <summary>The member was warned.</summary>
    public bool IsPastSoft => SoftCredits is { } soft && SpentCredits > soft;

    /// <summary>An order of this price would go beyond the hard cap.</summary>
    public bool Blocks(long priceCredits) => HardCredits is { } hard && SpentCredits + priceCredits > hard;

    /// <summary>The sentence with which such an order is refused.</summary>
    public Error Refusal(long priceCredits) => CapCount.Refuse(Period, priceCredits, SpentCredits, HardCredits ?? 0, ResetsAt.AddTicks(-1));
}

/// <summary>Who would pay for an order now, and how far that reaches.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="IsSelf">One's own, in one's own workspace too; otherwise the shared workspace's.</param>
/// <param name="Balance">What the account has.</param>
/// <param name="Caps">The caps that hold, day first; none where one pays oneself.</param>
public sealed record Payer(Guid AccountId, bool IsSelf, Balance Balance, IReadOnlyList<CapStanding> Caps)
{
    /// <summary>The vendor's key whose balance the account mirrors; null where credits of this installation pay.</summary>
    public PayingKey? Key { get; init; }

    /// <summary>Whether what is there is enough for a price; a key whose vendor tells no balance has no end that is known here.</summary>
    public bool CanPay(long priceCredits) => Key is { HasLimit: false } || Balance.Available >= priceCredits;
}

/// <summary>Somebody's own key at a vendor that pays for an order.</summary>
/// <param name="Id">The key.</param>
/// <param name="Vendor">The vendor as people read it.</param>
/// <param name="Shown">The key's end.</param>
/// <param name="ReadAt">When the vendor was last asked for its balance.</param>
public sealed record PayingKey(Guid Id, string Vendor, string Shown, DateTime? ReadAt)
{
    /// <summary>The vendor tells what can be spent with it.</summary>
    public bool HasLimit { get; init; } = true;
}

/// <summary>Reads how far a payer reaches.</summary>
internal static class Payers
{
    /// <summary>What an account has for an actor, with the caps of the workspace whose it is.</summary>
    public static async Task<Payer> PayerAsync(this MusicDb db, Actor actor, Guid accountId, DateTime now, CancellationToken ct)
    {
        var account = await db.CreditAccounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == accountId, ct);
        var (ownerId, balance) = (account?.OwnerId ?? accountId, new Balance(account?.Available ?? 0, account?.Held ?? 0));
        if (ownerId == actor.UserId) return new Payer(accountId, IsSelf: true, balance, []);
        var terms = await db.MemberCaps.TermsOfAsync(ownerId, actor.UserId, ct);
        var spending = await db.MemberSpending.AsNoTracking().Of(ownerId, now).Where(row => row.UserId == actor.UserId).ToListAsync(ct);
        return new Payer(accountId, IsSelf: false, balance, CapStandings.Of(terms, spending, now));
    }
}

internal static class CapStandings
{
    /// <summary>What a workspace's members spent in the day and month of now.</summary>
    public static IQueryable<MemberSpending> Of(this IQueryable<MemberSpending> spending, Guid workspaceId, DateTime now)
    {
        var (day, month) = (SpendPeriod.Day.StartOf(now), SpendPeriod.Month.StartOf(now));
        return spending.Where(row => row.WorkspaceId == workspaceId && ((row.Period == SpendPeriod.Day && row.StartsAt == day) || (row.Period == SpendPeriod.Month && row.StartsAt == month)));
    }

    /// <summary>One member's standing, day first.</summary>
    public static IReadOnlyList<CapStanding> Of(CapTerms terms, IReadOnlyCollection<MemberSpending> spending, DateTime now) =>
        [.. new[] { SpendPeriod.Day, SpendPeriod.Month }.Select(period => new CapStanding(
            period, spending.FirstOrDefault(row => row.Period == period)?.Credits ?? 0, terms.SoftOf(period), terms.HardOf(period), period.EndOf(now)))];
}

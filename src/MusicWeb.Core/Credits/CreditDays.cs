using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>What a day did to an account, in whole credits.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Received">Given, moved in or added by a correction.</param>
/// <param name="Spent">Paid for songs.</param>
/// <param name="Lost">Expired, moved out or taken away by a correction.</param>
public sealed record CreditDay(DateOnly Day, long Received, long Spent, long Lost);

/// <summary>Adds what an actor may read of the books of a workspace up by day.</summary>
public sealed class CreditDays(IDbContextFactory<MusicDb> databases, TimeProvider time)
{
    private const int MaxDays = 366;

    /// <summary>The last days, today included, oldest first; also those on which nothing happened.</summary>
    /// <param name="actor">Who looks, and where.</param>
    /// <param name="days">How many, 1 to 366.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<CreditDay>> ListAsync(Actor actor, int days, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        days = Math.Clamp(days, 1, MaxDays);
        var first = time.GetUtcNow().UtcDateTime.Date.AddDays(1 - days);
        await using var db = await databases.CreateDbContextAsync(ct);
        var sums = await db.Transfers.VisibleTo(actor)
            .Where(transfer => transfer.CreatedAt >= first)
            .Where(transfer => transfer.Kind != TransferKind.Hold && transfer.Kind != TransferKind.Void)
            .GroupBy(transfer => new { transfer.CreatedAt.Year, transfer.CreatedAt.Month, transfer.CreatedAt.Day, IsSpent = transfer.Kind == TransferKind.Capture, IsIn = transfer.CreditId == transfer.AccountId })
            .Select(group => new { group.Key, Credits = group.Sum(transfer => transfer.AmountCredits) })
            .ToListAsync(ct);
        var byDay = sums.ToLookup(sum => new DateOnly(sum.Key.Year, sum.Key.Month, sum.Key.Day));
        return [.. Enumerable.Range(0, days).Select(i => DateOnly.FromDateTime(first).AddDays(i)).Select(day => new CreditDay(
            day,
            byDay[day].Where(sum => sum.Key.IsIn).Sum(sum => sum.Credits),
            byDay[day].Where(sum => sum.Key.IsSpent).Sum(sum => sum.Credits),
            byDay[day].Where(sum => sum.Key is { IsIn: false, IsSpent: false }).Sum(sum => sum.Credits)))];
    }
}

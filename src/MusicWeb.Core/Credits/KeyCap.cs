using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>
/// Counts what a key spends by day and month, in the write that moves the credits. The cap, the count and whether the key is still in
/// force stand in one UPDATE, so parallel orders cannot pass it together, and a revoked key orders nothing more.
/// </summary>
internal static class KeyCap
{
    /// <summary>Counts an order.</summary>
    /// <returns>Null when the cap allows it, else why not.</returns>
    public static async Task<Error?> TakeAsync(MusicDb db, Guid keyId, Guid ownerId, long amountCredits, DateTime now, CancellationToken ct)
    {
        var (day, month) = (ApiKey.DayOf(now), ApiKey.MonthOf(now));
        var counted = await db.ApiKeys
            .Where(key => key.Id == keyId && key.RevokedAt == null)
            .Where(key => key.CapCredits == null || amountCredits + (key.CapPeriod == CapPeriod.Day
                ? (key.DayStartsAt == day ? key.DayCredits : 0)
                : (key.MonthStartsAt == month ? key.MonthCredits : 0)) <= key.CapCredits)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(key => key.DayCredits, key => amountCredits + (key.DayStartsAt == day ? key.DayCredits : 0))
                    .SetProperty(key => key.DayStartsAt, day)
                    .SetProperty(key => key.MonthCredits, key => amountCredits + (key.MonthStartsAt == month ? key.MonthCredits : 0))
                    .SetProperty(key => key.MonthStartsAt, month),
                ct);
        if (counted > 0)
        {
            Tell(db, keyId, ownerId);
            return null;
        }

        var key = await db.ApiKeys.AsNoTracking().SingleAsync(key => key.Id == keyId, ct);
        if (key.RevokedAt is not null) return new Error("revoked_key", "This API key is revoked.");
        var text = key.CapPeriod is CapPeriod.Day
            ? "This costs {0} credits, and this key has spent {1} of the {2} it may spend a day. The next day begins at {3:u}."
            : "This costs {0} credits, and this key has spent {1} of the {2} it may spend a month. The next month begins at {3:u}.";
        return new Error("key_cap_reached", text, amountCredits, key.SpentAt(now), key.CapCredits!.Value, key.ResetsAfter(now));
    }

    /// <summary>Takes an order back that came to nothing, where the period it was counted in still runs.</summary>
    public static async Task GiveBackAsync(MusicDb db, Guid keyId, Guid ownerId, long amountCredits, DateTime countedAt, CancellationToken ct)
    {
        var (day, month) = (ApiKey.DayOf(countedAt), ApiKey.MonthOf(countedAt));
        await db.ApiKeys.Where(key => key.Id == keyId)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(key => key.DayCredits, key => key.DayStartsAt == day ? key.DayCredits - amountCredits : key.DayCredits)
                    .SetProperty(key => key.MonthCredits, key => key.MonthStartsAt == month ? key.MonthCredits - amountCredits : key.MonthCredits),
                ct);
        Tell(db, keyId, ownerId);
    }

    private static void Tell(MusicDb db, Guid keyId, Guid ownerId) => db.Announce($"user:{ownerId}", LiveKinds.Key, keyId);
}

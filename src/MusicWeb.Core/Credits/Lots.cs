using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>A number of credits out of a lot; no lot means credits without an end.</summary>
internal sealed record LotPart(Guid? LotId, DateTime? ExpiresAt, long AmountCredits);

/// <summary>Takes from lots and gives back to them, what expires first going first. The account's row is locked by the caller.</summary>
internal static class Lots
{
    /// <summary>Out of which lots an amount comes that the account has available; the last part may be of no lot.</summary>
    public static async Task<List<LotPart>> FindAsync(MusicDb db, Guid accountId, long amountCredits, CancellationToken ct)
    {
        var parts = new List<LotPart>();
        var missing = amountCredits;
        var lots = db.CreditLots.AsNoTracking()
            .Where(lot => lot.AccountId == accountId && lot.RemainingCredits > 0 && lot.RemainingCredits > lot.HeldCredits)
            .OrderBy(lot => lot.ExpiresAt).ThenBy(lot => lot.Number);
        foreach (var lot in await lots.ToListAsync(ct))
        {
            if (missing == 0) break;
            var part = Math.Min(missing, lot.RemainingCredits - lot.HeldCredits);
            parts.Add(new LotPart(lot.Id, lot.ExpiresAt, part));
            missing -= part;
        }

        if (missing > 0) parts.Add(new LotPart(LotId: null, ExpiresAt: null, missing));
        return parts;
    }

    /// <summary>Sets parts aside for a hold.</summary>
    public static async Task HoldAsync(MusicDb db, Guid accountId, Guid holdId, IEnumerable<LotPart> parts, CancellationToken ct)
    {
        foreach (var part in parts)
        {
            if (part.LotId is not { } lotId) continue;
            await ChangeAsync(db, lotId, remaining: 0, held: part.AmountCredits, ct);
            db.LotHolds.Add(new LotHold { HoldId = holdId, LotId = lotId, AmountCredits = part.AmountCredits });
        }

        await LookAheadAsync(db, accountId, ct);
    }

    /// <summary>Ends what a hold had set aside.</summary>
    public static async Task SettleAsync(MusicDb db, Guid accountId, Guid holdId, bool isSpent, CancellationToken ct)
    {
        foreach (var part in await db.LotHolds.AsNoTracking().Where(part => part.HoldId == holdId).ToListAsync(ct))
        {
            await ChangeAsync(db, part.LotId, remaining: isSpent ? -part.AmountCredits : 0, held: -part.AmountCredits, ct);
        }

        await LookAheadAsync(db, accountId, ct);
    }

    /// <summary>Takes parts away for good.</summary>
    public static async Task TakeAsync(MusicDb db, Guid accountId, IEnumerable<LotPart> parts, CancellationToken ct)
    {
        foreach (var part in parts)
        {
            if (part.LotId is { } lotId) await ChangeAsync(db, lotId, remaining: -part.AmountCredits, held: 0, ct);
        }

        await LookAheadAsync(db, accountId, ct);
    }

    private static Task<int> ChangeAsync(MusicDb db, Guid lotId, long remaining, long held, CancellationToken ct) => db.CreditLots.Where(lot => lot.Id == lotId)
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(lot => lot.RemainingCredits, lot => lot.RemainingCredits + remaining)
                .SetProperty(lot => lot.HeldCredits, lot => lot.HeldCredits + held),
            ct);

    private static async Task LookAheadAsync(MusicDb db, Guid accountId, CancellationToken ct)
    {
        var next = await db.CreditLots
            .Where(lot => lot.AccountId == accountId && lot.RemainingCredits > 0 && lot.RemainingCredits > lot.HeldCredits)
            .MinAsync(lot => (DateTime?)lot.ExpiresAt, ct);
        await db.CreditAccounts.Where(account => account.Id == accountId).ExecuteUpdateAsync(set => set.SetProperty(account => account.NextExpiryAt, next), ct);
    }
}

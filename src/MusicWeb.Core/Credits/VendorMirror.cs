using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>
/// Keeps the account of a vendor's key beside what the vendor says. Works inside a <see cref="WriteQueue"/> write, as
/// <see cref="Ledger"/> does, and its entries stand in the same books.
/// </summary>
internal sealed class VendorMirror(Journal journal, TimeProvider time)
{
    /// <summary>Opens the account of a key with nothing in it.</summary>
    public async Task OpenAsync(MusicDb db, Guid keyId, Guid ownerId, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(keyId, ownerId);
        db.CreditAccounts.Add(new CreditAccount { Id = keyId, OwnerId = ownerId, CreatedAt = time.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Brings in what an order lacks, where the vendor tells no balance: such an account has no limit, only what is spent counts.</summary>
    /// <returns>The credits that came in.</returns>
    public async Task<long> BringInAsync(MusicDb db, Guid keyId, long amountCredits, string reason, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountCredits);
        // Takes the account's row, so that two orders do not both count on what one of them brings.
        await db.CreditAccounts.Where(account => account.Id == keyId && account.OwnerId != keyId).ExecuteUpdateAsync(set => set.SetProperty(account => account.Entries, account => account.Entries), ct);
        // What came back from an order is there for the next one.
        var missing = amountCredits - (await Journal.ReadAsync(db, keyId, ct)).Available;
        if (missing <= 0) return 0;
        await db.CreditAccounts.Where(account => account.Id == keyId).ExecuteUpdateAsync(
            set => set.SetProperty(account => account.Posted, account => account.Posted + missing).SetProperty(account => account.Entries, account => account.Entries + 1), ct);
        await journal.AppendAsync(db, new Entry(TransferKind.Mirror, keyId, DebitId: CreditAccount.Vendor, CreditId: keyId, missing, reason), ct);
        return missing;
    }

    /// <summary>How many entries the books have: what a balance that is read now can be compared with.</summary>
    public static Task<long> EntriesAsync(MusicDb db, Guid keyId, CancellationToken ct) =>
        db.CreditAccounts.Where(account => account.Id == keyId).Select(account => account.Entries).SingleAsync(ct);

    /// <summary>Brings the books to what the vendor says.</summary>
    /// <remarks>
    /// The vendor takes its price some time between our hold and our settlement, so with orders in the air any balance between what is
    /// available and what is there agrees with the books. Outside of that the nearer end is the difference, which becomes an entry.
    /// </remarks>
    /// <param name="db">The database of the write.</param>
    /// <param name="keyId">The key.</param>
    /// <param name="vendorCredits">What the vendor says, not below zero.</param>
    /// <param name="entriesBefore">The entries when the vendor was asked.</param>
    /// <param name="reason">For the books.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The difference, above zero when the vendor has more than our books; null when they moved while it was asked, so that nothing can be compared.</returns>
    public async Task<long?> FollowAsync(MusicDb db, Guid keyId, long vendorCredits, long entriesBefore, string reason, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vendorCredits);
        // Takes the account's row, so that nothing moves between the comparison and the entry.
        var isStill = await db.CreditAccounts.Where(account => account.Id == keyId && account.Entries == entriesBefore && account.OwnerId != keyId)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.Entries, account => account.Entries), ct) == 1;
        if (!isStill) return null;
        var state = await Journal.ReadAsync(db, keyId, ct);
        var (least, most) = (state.Available, state.Available + state.Held);
        var difference = vendorCredits < least ? vendorCredits - least : vendorCredits > most ? vendorCredits - most : 0;
        if (difference == 0) return 0;
        await db.CreditAccounts.Where(account => account.Id == keyId).ExecuteUpdateAsync(
            set => set.SetProperty(account => account.Posted, account => account.Posted + difference).SetProperty(account => account.Entries, account => account.Entries + 1), ct);
        var (from, to) = difference > 0 ? (CreditAccount.Vendor, keyId) : (keyId, CreditAccount.Vendor);
        await journal.AppendAsync(db, new Entry(TransferKind.Mirror, keyId, DebitId: from, CreditId: to, Math.Abs(difference), reason), ct);
        return difference;
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>Reads all books entry by entry and compares what they amount to with what the accounts and lots say.</summary>
internal static class BooksReplay
{
    private const int PageSize = 2000;

    /// <summary>What does not fit, at most as many as said; the first broken entry by time comes first.</summary>
    public static async Task<List<string>> FindAsync(MusicDb db, int atMost, CancellationToken ct)
    {
        var broken = new List<(DateTime At, string Finding)>();
        var findings = new List<string>();
        AccountReplay? account = null;
        await foreach (var entry in ReadAsync(db, ct))
        {
            if (entry.AccountId != account?.AccountId)
            {
                if (account is not null) await CloseAsync(db, account, findings, ct);
                account = new AccountReplay(entry.AccountId);
            }

            if (account.Add(entry) is { } fault) broken.Add((entry.CreatedAt, fault));
        }

        if (account is not null) await CloseAsync(db, account, findings, ct);
        return [.. broken.OrderBy(one => one.At).Select(one => one.Finding).Concat(findings).Take(atMost)];
    }

    // Page by page, so that the connection is free for questions in between and memory does not grow with the books.
    private static async IAsyncEnumerable<Transfer> ReadAsync(MusicDb db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (account, number) = (Guid.Empty, 0L);
        while (true)
        {
            var page = await db.Transfers.AsNoTracking()
                .Where(entry => entry.AccountId > account || (entry.AccountId == account && entry.Number > number))
                .Where(entry => entry.AccountId >= account) // Said twice, so that both databases enter the index at that place.
                .OrderBy(entry => entry.AccountId).ThenBy(entry => entry.Number)
                .Take(PageSize).ToListAsync(ct);
            foreach (var entry in page) yield return entry;
            if (page.Count < PageSize) yield break;
            (account, number) = (page[^1].AccountId, page[^1].Number);
        }
    }

    private static async Task CloseAsync(MusicDb db, AccountReplay replay, List<string> findings, CancellationToken ct)
    {
        if (replay.IsBroken) return;
        var row = await db.CreditAccounts.AsNoTracking().Where(account => account.Id == replay.AccountId).Select(account => new { account.Entries, account.NextExpiryAt }).SingleOrDefaultAsync(ct);
        if (row is null) return; // Said by another question.
        if (row.Entries != replay.Entries) findings.Add($"Account {replay.AccountId} has {row.Entries} entries, its books have {replay.Entries}.");
        if (row.NextExpiryAt != replay.NextExpiryAt) findings.Add($"Account {replay.AccountId} expects its next expiry at {row.NextExpiryAt:u}, its lots at {replay.NextExpiryAt:u}.");
        if (replay.Lots.Count == 0) return;
        var lots = await db.CreditLots.AsNoTracking().Where(lot => lot.AccountId == replay.AccountId).ToDictionaryAsync(lot => lot.Id, ct);
        foreach (var lot in replay.Lots)
        {
            if (!lots.TryGetValue(lot.Id, out var kept)) findings.Add($"Lot {lot.Id} of account {replay.AccountId} is missing.");
            else if (kept.RemainingCredits != lot.Remaining || kept.HeldCredits != lot.Held)
                findings.Add($"Lot {lot.Id} of account {replay.AccountId} has {kept.RemainingCredits} left and {kept.HeldCredits} held, its entries say {lot.Remaining} and {lot.Held}.");
        }
    }
}

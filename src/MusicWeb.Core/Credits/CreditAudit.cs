using System.Data;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>What all books together amount to, in whole credits.</summary>
/// <param name="Granted">Given: starting credits, gifts, codes, monthly credits.</param>
/// <param name="Adjusted">Added by corrections, less what they took away.</param>
/// <param name="Available">Can be spent now.</param>
/// <param name="Held">Set aside for tasks.</param>
/// <param name="Spent">Paid for songs.</param>
/// <param name="Expired">Not used in time.</param>
/// <param name="InTransit">Left one account and arrived at none; zero in books that add up.</param>
/// <param name="Mirrored">What vendors' balances of people's own keys brought in, less what they took away.</param>
public sealed record BooksTotals(long Granted, long Adjusted, long Available, long Held, long Spent, long Expired, long InTransit, long Mirrored)
{
    /// <summary>What came in less what is there or went out; zero in books that add up.</summary>
    public long Difference => Granted + Adjusted + Mirrored - Available - Held - Spent - Expired - InTransit;
}

/// <summary>What an audit found.</summary>
/// <param name="IsBalanced">The books add up.</param>
/// <param name="Accounts">How many accounts were looked at.</param>
/// <param name="Transfers">How many entries.</param>
/// <param name="Findings">What does not add up, one sentence each, at most 100 of a kind; a broken chain comes first, at its first broken entry.</param>
/// <param name="Totals">The sums.</param>
public sealed record AuditReport(bool IsBalanced, int Accounts, long Transfers, IReadOnlyList<string> Findings, BooksTotals Totals);

/// <summary>
/// Proves that every balance is the sum of its entries, that every entry is what its kind says, that each hold is settled at most once,
/// that lots have what the entries leave them, and that no entry was changed, removed or put in between.
/// </summary>
/// <remarks>All questions see one moment of the database, however many writers there are.</remarks>
public sealed class CreditAudit(IDbContextFactory<MusicDb> databases)
{
    private const int MaxOfAKind = 100;

    /// <summary>Audits all books; changes nothing.</summary>
    public async Task<AuditReport> RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // SQLite takes the weakest level as "do not reserve the right to write", and shows one moment of the database all the same.
        await using var snapshot = await db.Database.BeginTransactionAsync(db.Database.IsSqlite() ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, ct);
        var totals = await SumAsync(db, ct);
        List<string> findings =
        [
            .. await BooksReplay.FindAsync(db, MaxOfAKind, ct),
            .. await FindWrongBalancesAsync(db, ct),
            .. await FindOrphansAsync(db, ct),
            .. await FindWrongEndsAsync(db, ct),
            .. await FindWrongSettlementsAsync(db, ct),
            .. await FindWrongMovesAsync(db, ct),
            .. await FindWrongLotsAsync(db, ct),
        ];
        if (totals is not { Difference: 0, InTransit: 0 }) findings.Add($"All books together differ by {totals.Difference} credits, and {totals.InTransit} are between two accounts.");
        return new AuditReport(findings.Count == 0, await db.CreditAccounts.CountAsync(ct), await db.Transfers.LongCountAsync(ct), findings, totals);
    }

    private static async Task<BooksTotals> SumAsync(MusicDb db, CancellationToken ct)
    {
        var sums = await db.Transfers.GroupBy(transfer => new { transfer.Kind, IsIn = transfer.CreditId == transfer.AccountId })
            .Select(group => new { group.Key.Kind, group.Key.IsIn, Credits = group.Sum(transfer => transfer.AmountCredits) })
            .ToListAsync(ct);
        long Of(TransferKind kind) => sums.Where(sum => sum.Kind == kind).Sum(sum => sum.Credits);
        long Net(TransferKind kind) => sums.Where(sum => sum.Kind == kind).Sum(sum => sum.IsIn ? sum.Credits : -sum.Credits);
        return new BooksTotals(
            Of(TransferKind.Grant),
            Net(TransferKind.Adjust),
            await db.CreditAccounts.SumAsync(account => account.Posted - account.Held, ct),
            await db.CreditAccounts.SumAsync(account => account.Held, ct),
            Of(TransferKind.Capture),
            Of(TransferKind.Expire),
            Of(TransferKind.MoveOut) - Of(TransferKind.MoveIn),
            Net(TransferKind.Mirror));
    }

    private static async Task<IEnumerable<string>> FindWrongBalancesAsync(MusicDb db, CancellationToken ct)
    {
        var transfers = db.Transfers;
        var rows = await db.CreditAccounts
            .Select(account => new
            {
                account.Id,
                account.Posted,
                account.Held,
                BookedPosted = transfers.Where(transfer => transfer.AccountId == account.Id).Sum(transfer =>
                    transfer.Kind == TransferKind.Hold || transfer.Kind == TransferKind.Void ? 0 : transfer.CreditId == account.Id ? transfer.AmountCredits : -transfer.AmountCredits),
                BookedHeld = transfers.Where(transfer => transfer.AccountId == account.Id).Sum(transfer =>
                    transfer.Kind == TransferKind.Hold ? transfer.AmountCredits : transfer.Kind == TransferKind.Capture || transfer.Kind == TransferKind.Void ? -transfer.AmountCredits : 0),
            })
            .Where(row => row.Posted != row.BookedPosted || row.Held != row.BookedHeld)
            .OrderBy(row => row.Id)
            .Take(MaxOfAKind)
            .ToListAsync(ct);
        return rows.Select(row => $"Account {row.Id} has {row.Posted} posted and {row.Held} held, its entries say {row.BookedPosted} and {row.BookedHeld}.");
    }

    private static async Task<IEnumerable<string>> FindOrphansAsync(MusicDb db, CancellationToken ct)
    {
        var accounts = db.CreditAccounts;
        var rows = await db.Transfers
            .Where(transfer => !accounts.Any(account => account.Id == transfer.AccountId))
            .OrderBy(transfer => transfer.Id).Select(transfer => new { transfer.Id, transfer.AccountId }).Take(MaxOfAKind)
            .ToListAsync(ct);
        return rows.Select(row => $"Entry {row.Id} belongs to account {row.AccountId}, which does not exist.");
    }

    private static async Task<IEnumerable<string>> FindWrongEndsAsync(MusicDb db, CancellationToken ct)
    {
        var (issued, spent, adjusted, expired, transit, vendor) = (CreditAccount.Issued, CreditAccount.Spent, CreditAccount.Adjusted, CreditAccount.Expired, CreditAccount.InTransit, CreditAccount.Vendor);
        var mirrors = db.CreditAccounts.Where(account => account.OwnerId != account.Id);
        var rows = await db.Transfers
            .Where(transfer => transfer.AmountCredits <= 0
                || (transfer.Kind == TransferKind.Grant && (transfer.DebitId != issued || transfer.CreditId != transfer.AccountId || transfer.HoldId != null))
                || (transfer.Kind == TransferKind.Hold && (transfer.DebitId != transfer.AccountId || transfer.CreditId != spent || transfer.TaskId == null || transfer.HoldId != null))
                || (transfer.Kind == TransferKind.Capture && (transfer.DebitId != transfer.AccountId || transfer.CreditId != spent || transfer.HoldId == null))
                || (transfer.Kind == TransferKind.Void && (transfer.DebitId != spent || transfer.CreditId != transfer.AccountId || transfer.HoldId == null))
                || (transfer.Kind == TransferKind.Adjust && (transfer.ActorId == null || !((transfer.DebitId == adjusted && transfer.CreditId == transfer.AccountId) || (transfer.DebitId == transfer.AccountId && transfer.CreditId == adjusted))))
                || (transfer.Kind == TransferKind.Expire && (transfer.DebitId != transfer.AccountId || transfer.CreditId != expired || transfer.LotId == null))
                || (transfer.Kind == TransferKind.Mirror && !((transfer.DebitId == vendor && transfer.CreditId == transfer.AccountId) || (transfer.DebitId == transfer.AccountId && transfer.CreditId == vendor)))
                // Our credits and a vendor's are never mixed.
                || ((transfer.Kind == TransferKind.Mirror) != mirrors.Any(account => account.Id == transfer.AccountId)
                    && transfer.Kind != TransferKind.Hold && transfer.Kind != TransferKind.Capture && transfer.Kind != TransferKind.Void)
                || (transfer.Kind == TransferKind.MoveOut && (transfer.DebitId != transfer.AccountId || transfer.CreditId != transit))
                || (transfer.Kind == TransferKind.MoveIn && (transfer.DebitId != transit || transfer.CreditId != transfer.AccountId || transfer.MoveOutId == null)))
            .OrderBy(transfer => transfer.Id).Select(transfer => new { transfer.Id, transfer.Kind }).Take(MaxOfAKind)
            .ToListAsync(ct);
        return rows.Select(row => $"Entry {row.Id} is a {row.Kind} between the wrong accounts, or without what a {row.Kind} needs.");
    }

    private static async Task<IEnumerable<string>> FindWrongSettlementsAsync(MusicDb db, CancellationToken ct)
    {
        var transfers = db.Transfers;
        var rows = await db.Transfers
            .Where(transfer => transfer.HoldId != null && (
                !transfers.Any(hold =>
                    hold.Id == transfer.HoldId && hold.Kind == TransferKind.Hold && hold.TaskId == transfer.TaskId
                    && hold.AccountId == transfer.AccountId && hold.AmountCredits == transfer.AmountCredits)
                || transfers.Any(other => other.HoldId == transfer.HoldId && other.Id != transfer.Id)))
            .OrderBy(transfer => transfer.Id).Select(transfer => new { transfer.Id, transfer.HoldId }).Take(MaxOfAKind)
            .ToListAsync(ct);
        return rows.Select(row => $"Entry {row.Id} settles {row.HoldId}, which is no hold of the same account, task and amount, or is settled twice.");
    }

    private static async Task<IEnumerable<string>> FindWrongMovesAsync(MusicDb db, CancellationToken ct)
    {
        var transfers = db.Transfers;
        var rows = await db.Transfers
            .Where(transfer =>
                (transfer.Kind == TransferKind.MoveOut && transfers.Count(other => other.MoveOutId == transfer.Id && other.Kind == TransferKind.MoveIn && other.AmountCredits == transfer.AmountCredits) != 1)
                || (transfer.Kind == TransferKind.MoveIn && !transfers.Any(other => other.Id == transfer.MoveOutId && other.Kind == TransferKind.MoveOut && other.AmountCredits == transfer.AmountCredits)))
            .OrderBy(transfer => transfer.Id).Select(transfer => transfer.Id).Take(MaxOfAKind)
            .ToListAsync(ct);
        return rows.Select(id => $"Entry {id} is one half of a move whose other half is missing or different.");
    }

    private static async Task<IEnumerable<string>> FindWrongLotsAsync(MusicDb db, CancellationToken ct)
    {
        var transfers = db.Transfers;
        var rows = await db.CreditLots
            .Where(lot => !transfers.Any(entry => entry.Id == lot.Id && entry.AccountId == lot.AccountId && entry.CreditId == lot.AccountId && entry.ExpiresAt == lot.ExpiresAt && entry.AmountCredits == lot.AmountCredits))
            .OrderBy(lot => lot.Id).Select(lot => lot.Id).Take(MaxOfAKind)
            .ToListAsync(ct);
        return rows.Select(id => $"Lot {id} has no entry that brought it.");
    }
}

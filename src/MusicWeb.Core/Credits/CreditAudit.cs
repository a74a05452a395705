using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>What an audit found.</summary>
/// <param name="IsBalanced">The books add up.</param>
/// <param name="Accounts">How many accounts were looked at.</param>
/// <param name="Transfers">How many entries.</param>
/// <param name="Findings">What does not add up, one sentence each; at most 100 of a kind.</param>
public sealed record AuditReport(bool IsBalanced, int Accounts, long Transfers, IReadOnlyList<string> Findings);

/// <summary>Proves that every balance is the sum of its entries and that every entry is what its kind says.</summary>
/// <remarks>Each question is one statement, so each sees one moment of the database, however many writers there are.</remarks>
public sealed class CreditAudit(IDbContextFactory<MusicDb> databases)
{
    private const int MaxOfAKind = 100;

    /// <summary>Audits all books; changes nothing.</summary>
    public async Task<AuditReport> RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        List<string> findings =
        [
            .. await FindWrongBalancesAsync(db, ct),
            .. await FindOrphansAsync(db, ct),
            .. await FindWrongEndsAsync(db, ct),
            .. await FindWrongSettlementsAsync(db, ct),
        ];
        return new AuditReport(findings.Count == 0, await db.CreditAccounts.CountAsync(ct), await db.Transfers.LongCountAsync(ct), findings);
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
                    transfer.Kind == TransferKind.Grant ? transfer.AmountCredits : transfer.Kind == TransferKind.Capture ? -transfer.AmountCredits : 0),
                BookedHeld = transfers.Where(transfer => transfer.AccountId == account.Id).Sum(transfer =>
                    transfer.Kind == TransferKind.Hold ? transfer.AmountCredits : transfer.Kind == TransferKind.Grant ? 0 : -transfer.AmountCredits),
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
        var (issued, spent) = (CreditAccount.Issued, CreditAccount.Spent);
        var rows = await db.Transfers
            .Where(transfer => transfer.AmountCredits <= 0
                || (transfer.Kind == TransferKind.Grant && (transfer.DebitId != issued || transfer.CreditId != transfer.AccountId || transfer.HoldId != null))
                || (transfer.Kind == TransferKind.Hold && (transfer.DebitId != transfer.AccountId || transfer.CreditId != spent || transfer.TaskId == null || transfer.HoldId != null))
                || (transfer.Kind == TransferKind.Capture && (transfer.DebitId != transfer.AccountId || transfer.CreditId != spent || transfer.HoldId == null))
                || (transfer.Kind == TransferKind.Void && (transfer.DebitId != spent || transfer.CreditId != transfer.AccountId || transfer.HoldId == null)))
            .OrderBy(transfer => transfer.Id).Select(transfer => new { transfer.Id, transfer.Kind }).Take(MaxOfAKind)
            .ToListAsync(ct);
        return rows.Select(row => $"Entry {row.Id} is a {row.Kind} between the wrong accounts, or without what a {row.Kind} needs.");
    }

    private static async Task<IEnumerable<string>> FindWrongSettlementsAsync(MusicDb db, CancellationToken ct)
    {
        var transfers = db.Transfers;
        var rows = await db.Transfers
            .Where(transfer => transfer.HoldId != null && !transfers.Any(hold =>
                hold.Id == transfer.HoldId && hold.Kind == TransferKind.Hold && hold.TaskId == transfer.TaskId
                && hold.AccountId == transfer.AccountId && hold.AmountCredits == transfer.AmountCredits))
            .OrderBy(transfer => transfer.Id).Select(transfer => new { transfer.Id, transfer.HoldId }).Take(MaxOfAKind)
            .ToListAsync(ct);
        return rows.Select(row => $"Entry {row.Id} settles {row.HoldId}, which is no hold of the same account, task and amount.");
    }
}

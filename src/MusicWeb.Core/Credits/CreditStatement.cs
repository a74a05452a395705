using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>A line of an account's statement.</summary>
/// <param name="Id">The transfer.</param>
/// <param name="CreatedAt">When, in UTC.</param>
/// <param name="Kind">What happened.</param>
/// <param name="AmountCredits">Whole credits, above zero; the kind says in which direction.</param>
/// <param name="AvailableAfter">What could be spent right after it.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="TaskId">The task it paid for, if any.</param>
public sealed record StatementRow(Guid Id, DateTime CreatedAt, TransferKind Kind, long AmountCredits, long AvailableAfter, string Reason, Guid? TaskId);

/// <summary>Reads the books of the workspace an actor is in, as far as they are open to the actor.</summary>
public sealed class CreditStatement(IDbContextFactory<MusicDb> databases)
{
    private const int MaxTake = 200;

    /// <summary>A page of the statement, newest first.</summary>
    /// <param name="actor">Who looks, and where.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 200.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<StatementRow>> PageAsync(Actor actor, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await databases.CreateDbContextAsync(ct);
        var transfers = db.Transfers.VisibleTo(actor);
        if (before is not null)
        {
            var (time, id) = before;
            // Said twice, so that PostgreSQL too enters the index at that place and not at the newest entry.
            transfers = transfers.Where(transfer => transfer.CreatedAt <= time && (transfer.CreatedAt < time || transfer.Id < id));
        }

        // One more than asked for tells whether there is another page.
        var rows = await transfers
            .OrderByDescending(transfer => transfer.CreatedAt).ThenByDescending(transfer => transfer.Id)
            .Take(take + 1)
            .Select(transfer => new StatementRow(transfer.Id, transfer.CreatedAt, transfer.Kind, transfer.AmountCredits, transfer.AvailableAfter, transfer.Reason, transfer.TaskId))
            .ToListAsync(ct);
        if (rows.Count <= take) return new Page<StatementRow>(rows, Next: null);
        rows.RemoveAt(take);
        return new Page<StatementRow>(rows, new Cursor(rows[^1].CreatedAt, rows[^1].Id));
    }
}

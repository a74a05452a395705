using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>What an order cost: what was set aside for it, and what became of that.</summary>
/// <param name="AmountCredits">Whole credits that were held.</param>
/// <param name="HeldAt">When, in UTC.</param>
/// <param name="Title">What it was called when it was ordered.</param>
/// <param name="SettledAt">When it was spent or returned; null while it is held.</param>
/// <param name="IsSpent">A song came, and the credits are spent; otherwise they came back.</param>
/// <param name="PayerName">The workspace whose account pays.</param>
/// <param name="IsOwn">The account is the reader's own.</param>
public sealed record Charge(long AmountCredits, DateTime HeldAt, string Title, DateTime? SettledAt, bool IsSpent, string PayerName, bool IsOwn);

/// <summary>Reads what a task cost, out of the books and not out of the task, whose clips may be gone.</summary>
internal static class TaskCharge
{
    /// <summary>The charge; null when nothing was ever held for it.</summary>
    public static async Task<Charge?> FindAsync(MusicDb db, Actor actor, Guid taskId, CancellationToken ct)
    {
        var workspaces = db.Workspaces;
        var transfers = db.Transfers;
        var row = await db.Transfers.Where(hold => hold.TaskId == taskId && hold.Kind == TransferKind.Hold)
            .Select(hold => new
            {
                hold.AmountCredits,
                hold.CreatedAt,
                hold.Reason,
                hold.AccountId,
                Payer = workspaces.Where(workspace => workspace.Id == hold.AccountId).Select(workspace => workspace.Name).FirstOrDefault(),
                Settled = transfers.Where(end => end.HoldId == hold.Id).Select(end => new { end.CreatedAt, end.Kind }).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        return row is null ? null : new Charge(row.AmountCredits, row.CreatedAt, row.Reason, row.Settled?.CreatedAt, row.Settled?.Kind is TransferKind.Capture, row.Payer ?? "", row.AccountId == actor.UserId);
    }
}

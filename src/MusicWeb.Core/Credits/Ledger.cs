using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>
/// Moves credits. Every method works inside a <see cref="WriteQueue"/> write, so money and what it pays for share one transaction.
/// The limit stands inside the UPDATE, and unique keys settle each hold once.
/// </summary>
public sealed class Ledger(TimeProvider time)
{
    /// <summary>Gives credits to an account, opening it when needed.</summary>
    /// <param name="db">The database of the write.</param>
    /// <param name="accountId">The account that receives.</param>
    /// <param name="amountCredits">Above zero.</param>
    /// <param name="reason">Why, shown in the books.</param>
    /// <param name="actorId">Who gives; null for the product itself.</param>
    /// <param name="onceKey">A grant with this key happens once; later ones are ignored.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when the key was used before.</returns>
    public async Task<bool> GrantAsync(MusicDb db, Guid accountId, long amountCredits, string reason, Guid? actorId, string? onceKey, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountCredits);
        if (onceKey is not null && await db.Transfers.AnyAsync(transfer => transfer.OnceKey == onceKey, ct)) return false;
        if (!await db.CreditAccounts.AnyAsync(account => account.Id == accountId, ct))
        {
            db.CreditAccounts.Add(new CreditAccount { Id = accountId, CreatedAt = time.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync(ct);
        }

        await db.CreditAccounts.Where(account => account.Id == accountId)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.Posted, account => account.Posted + amountCredits), ct);
        await RecordAsync(db, TransferKind.Grant, debitId: CreditAccount.Issued, creditId: accountId, accountId, amountCredits, reason, actorId, taskId: null, holdId: null, onceKey, ct);
        return true;
    }

    /// <summary>Sets credits aside for a task.</summary>
    /// <returns>Null when they are held, else why not.</returns>
    public async Task<Error?> HoldAsync(MusicDb db, Actor actor, Guid accountId, Guid taskId, long amountCredits, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountCredits);
        var held = await db.CreditAccounts
            .Where(account => account.Id == accountId && account.Posted - account.Held >= amountCredits)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.Held, account => account.Held + amountCredits), ct);
        if (held == 0)
        {
            var available = await db.CreditAccounts.Where(account => account.Id == accountId).Select(account => account.Posted - account.Held).SingleOrDefaultAsync(ct);
            return new Error("not_enough_credits", "This costs {0} credits and {1} are available.", amountCredits, available);
        }

        await RecordAsync(db, TransferKind.Hold, debitId: accountId, creditId: CreditAccount.Spent, accountId, amountCredits, reason, actor.UserId, taskId, holdId: null, onceKey: null, ct);
        return null;
    }

    /// <summary>Spends a task's hold. Settling one twice is refused by the database.</summary>
    public Task CaptureAsync(MusicDb db, Guid taskId, string reason, CancellationToken ct) => SettleAsync(db, TransferKind.Capture, taskId, reason, ct);

    /// <summary>Gives a task's hold back.</summary>
    public Task VoidAsync(MusicDb db, Guid taskId, string reason, CancellationToken ct) => SettleAsync(db, TransferKind.Void, taskId, reason, ct);

    private async Task SettleAsync(MusicDb db, TransferKind kind, Guid taskId, string reason, CancellationToken ct)
    {
        var hold = await db.Transfers.AsNoTracking().SingleAsync(transfer => transfer.TaskId == taskId && transfer.Kind == TransferKind.Hold, ct);
        var (amount, spent) = (hold.AmountCredits, kind is TransferKind.Capture ? hold.AmountCredits : 0);
        await db.CreditAccounts.Where(account => account.Id == hold.AccountId).ExecuteUpdateAsync(set => set
            .SetProperty(account => account.Held, account => account.Held - amount)
            .SetProperty(account => account.Posted, account => account.Posted - spent), ct);
        var (debitId, creditId) = kind is TransferKind.Capture ? (hold.DebitId, hold.CreditId) : (hold.CreditId, hold.DebitId);
        await RecordAsync(db, kind, debitId, creditId, hold.AccountId, amount, reason, actorId: null, taskId, hold.Id, onceKey: null, ct);
    }

    private async Task RecordAsync(
        MusicDb db, TransferKind kind, Guid debitId, Guid creditId, Guid accountId, long amountCredits, string reason,
        Guid? actorId, Guid? taskId, Guid? holdId, string? onceKey, CancellationToken ct)
    {
        // The row is locked by the update above, so this is what the account can spend at exactly this entry.
        var available = await db.CreditAccounts.Where(account => account.Id == accountId).Select(account => account.Posted - account.Held).SingleAsync(ct);
        db.Transfers.Add(new Transfer
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Kind = kind,
            DebitId = debitId,
            CreditId = creditId,
            AccountId = accountId,
            AmountCredits = amountCredits,
            AvailableAfter = available,
            Reason = reason,
            ActorId = actorId,
            TaskId = taskId,
            HoldId = holdId,
            OnceKey = onceKey,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(ct);
        db.Announce($"workspace:{accountId}", "credits", accountId);
    }
}

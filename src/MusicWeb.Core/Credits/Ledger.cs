using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>
/// Moves credits. Every method works inside a <see cref="WriteQueue"/> write, so money and what it pays for share one transaction.
/// The limit stands inside the UPDATE, and unique keys settle each hold once.
/// </summary>
/// <remarks>Credit accounts are changed by set-based updates only; a copy that a context tracks would be stale and is let go.</remarks>
public sealed class Ledger(TimeProvider time)
{
    private const int ReasonLimit = 300;

    /// <summary>Opens an account with nothing in it; does nothing when it is there.</summary>
    public async Task OpenAsync(MusicDb db, Guid accountId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.CreditAccounts.AnyAsync(account => account.Id == accountId, ct)) return;
        db.CreditAccounts.Add(new CreditAccount { Id = accountId, CreatedAt = time.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Gives credits to an account, opening it when needed.</summary>
    /// <param name="db">The database of the write.</param>
    /// <param name="accountId">The account that receives.</param>
    /// <param name="amountCredits">Above zero.</param>
    /// <param name="reason">Why, shown in the books; cut after 300 characters.</param>
    /// <param name="actorId">Who gives; null for the product itself.</param>
    /// <param name="onceKey">A grant with this key happens once; later ones are ignored.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when the key was used before.</returns>
    public async Task<bool> GrantAsync(MusicDb db, Guid accountId, long amountCredits, string reason, Guid? actorId, string? onceKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountCredits);
        if (onceKey is not null && await db.Transfers.AnyAsync(transfer => transfer.OnceKey == onceKey, ct)) return false;
        await OpenAsync(db, accountId, ct);
        await db.CreditAccounts.Where(account => account.Id == accountId)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.Posted, account => account.Posted + amountCredits), ct);
        await RecordAsync(db, TransferKind.Grant, debitId: CreditAccount.Issued, creditId: accountId, accountId, amountCredits, reason, actorId, taskId: null, holdId: null, onceKey, ct);
        return true;
    }

    /// <summary>Sets credits aside for a task.</summary>
    /// <returns>Null when they are held, else why not.</returns>
    public async Task<Error?> HoldAsync(MusicDb db, Actor actor, Guid accountId, Guid taskId, long amountCredits, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
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

    /// <summary>Spends a task's hold.</summary>
    /// <exception cref="InvalidOperationException">The task holds nothing, or its hold is settled: nothing is changed.</exception>
    public Task CaptureAsync(MusicDb db, Guid taskId, string reason, CancellationToken ct) => SettleAsync(db, TransferKind.Capture, taskId, reason, ct);

    /// <summary>Gives a task's hold back.</summary>
    /// <exception cref="InvalidOperationException">The task holds nothing, or its hold is settled: nothing is changed.</exception>
    public Task VoidAsync(MusicDb db, Guid taskId, string reason, CancellationToken ct) => SettleAsync(db, TransferKind.Void, taskId, reason, ct);

    private async Task SettleAsync(MusicDb db, TransferKind kind, Guid taskId, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var hold = await db.Transfers.AsNoTracking().SingleOrDefaultAsync(transfer => transfer.TaskId == taskId && transfer.Kind == TransferKind.Hold, ct)
            ?? throw new InvalidOperationException($"Task {taskId} holds no credits.");
        if (await db.Transfers.AnyAsync(transfer => transfer.HoldId == hold.Id, ct)) throw new InvalidOperationException($"The hold of task {taskId} is settled.");

        var (amount, spent) = (hold.AmountCredits, kind is TransferKind.Capture ? hold.AmountCredits : 0);
        var settled = await db.CreditAccounts
            .Where(account => account.Id == hold.AccountId && account.Held >= amount)
            .ExecuteUpdateAsync(set => set
                .SetProperty(account => account.Held, account => account.Held - amount)
                .SetProperty(account => account.Posted, account => account.Posted - spent), ct);
        // Somebody settled it between the question above and the update, which waited for that commit; the next run will see it.
        if (settled == 0) throw new LostRaceException($"Account {hold.AccountId} no longer holds what task {taskId} set aside.");

        var (debitId, creditId) = kind is TransferKind.Capture ? (hold.DebitId, hold.CreditId) : (hold.CreditId, hold.DebitId);
        await RecordAsync(db, kind, debitId, creditId, hold.AccountId, amount, reason, actorId: null, taskId, hold.Id, onceKey: null, ct);
    }

    private async Task RecordAsync(
        MusicDb db, TransferKind kind, Guid debitId, Guid creditId, Guid accountId, long amountCredits, string reason,
        Guid? actorId, Guid? taskId, Guid? holdId, string? onceKey, CancellationToken ct)
    {
        foreach (var stale in db.ChangeTracker.Entries<CreditAccount>().Where(entry => entry.Entity.Id == accountId).ToList()) stale.State = EntityState.Detached;
        // The row is locked by the update before this, so this is what the account can spend at exactly this entry.
        var available = await db.CreditAccounts.Where(account => account.Id == accountId).Select(account => account.Posted - account.Held).SingleAsync(ct);
        var now = time.GetUtcNow();
        db.Transfers.Add(new Transfer
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            DebitId = debitId,
            CreditId = creditId,
            AccountId = accountId,
            AmountCredits = amountCredits,
            AvailableAfter = available,
            Reason = Cut(reason),
            ActorId = actorId,
            TaskId = taskId,
            HoldId = holdId,
            OnceKey = onceKey,
            CreatedAt = now.UtcDateTime,
        });
        await LowCredits.FollowAsync(db, accountId, available, now, ct);
        await db.SaveChangesAsync(ct);
        db.Announce($"workspace:{accountId}", LiveKinds.Credits, accountId);
    }

    // A long reason must not keep a task from being settled; a character of two units is not cut in half.
    private static string Cut(string reason) => reason.Length <= ReasonLimit ? reason
        : reason[..(char.IsHighSurrogate(reason[ReasonLimit - 1]) ? ReasonLimit - 1 : ReasonLimit)];
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>
/// Moves credits. Every method works inside a <see cref="WriteQueue"/> write, so money and what it pays for share one transaction.
/// The limit stands inside the UPDATE, and unique keys settle each hold once.
/// </summary>
/// <remarks>Credit accounts are changed by set-based updates only; a copy that a context tracks would be stale and is let go.</remarks>
public sealed class Ledger
{
    private readonly TimeProvider _time;
    private readonly Journal _journal;

    internal Ledger(TimeProvider time, Journal journal) => (_time, _journal) = (time, journal);

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Opens an account with nothing in it; does nothing when it is there.</summary>
    public async Task OpenAsync(MusicDb db, Guid accountId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.CreditAccounts.AnyAsync(account => account.Id == accountId, ct)) return;
        db.CreditAccounts.Add(new CreditAccount { Id = accountId, OwnerId = accountId, CreatedAt = Now });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Gives credits to an account, opening it when needed.</summary>
    /// <param name="db">The database of the write.</param>
    /// <param name="accountId">The account that receives.</param>
    /// <param name="amountCredits">Above zero.</param>
    /// <param name="reason">Why, shown in the books; cut after 300 characters.</param>
    /// <param name="actorId">Who gives; null for the product itself.</param>
    /// <param name="onceKey">A grant with this key happens once; later ones are ignored.</param>
    /// <param name="expiresAt">When what is left of them goes away; null for never.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when the key was used before.</returns>
    public async Task<bool> GrantAsync(
        MusicDb db, Guid accountId, long amountCredits, string reason, Guid? actorId, string? onceKey, DateTime? expiresAt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountCredits);
        if (await WasDoneAsync(db, onceKey, ct)) return false;
        await OpenAsync(db, accountId, ct);
        await ReceiveAsync(
            db, new Entry(TransferKind.Grant, accountId, DebitId: CreditAccount.Issued, CreditId: accountId, amountCredits, reason) { ActorId = actorId, OnceKey = onceKey, ExpiresAt = expiresAt }, ct);
        return true;
    }

    /// <summary>Sets credits aside for a task.</summary>
    /// <returns>Null when they are held, else why not.</returns>
    public async Task<Error?> HoldAsync(MusicDb db, Actor actor, Guid accountId, Guid taskId, long amountCredits, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountCredits);
        var held = await TryHoldAsync(db, accountId, amountCredits, ct);
        if (held == 0)
        {
            // What is over its time must not pay any more, and kept this from being held.
            await ExpireAsync(db, accountId, ct);
            held = await TryHoldAsync(db, accountId, amountCredits, ct);
        }

        if (held == 0) return await ShortageAsync(db, accountId, "This costs {0} credits and {1} are available.", amountCredits, ct);

        // After the account, as in a settlement: two writes that meet at both rows wait for each other in one order.
        var state = await Journal.ReadAsync(db, accountId, ct);
        if (state.OwnerId != actor.UserId && await CapCount.TakeAsync(db, actor, state.OwnerId, amountCredits, _time.GetUtcNow(), ct) is { } beyondCap) return beyondCap;
        if (actor.ApiKeyId is { } keyId && await KeyCap.TakeAsync(db, keyId, actor.UserId, amountCredits, Now, ct) is { } capped) return capped;
        var entry = new Entry(TransferKind.Hold, accountId, DebitId: accountId, CreditId: CreditAccount.Spent, amountCredits, reason) { ActorId = actor.UserId, ApiKeyId = actor.ApiKeyId, TaskId = taskId };
        if (state.NextExpiryAt is null)
        {
            await _journal.AppendAsync(db, entry, state, ct);
            return null;
        }

        var parts = await Lots.FindAsync(db, accountId, amountCredits, ct);
        var hold = await _journal.AppendAsync(db, entry with { ExpiresAt = parts[0].ExpiresAt }, state, ct);
        await Lots.HoldAsync(db, accountId, hold.Id, parts, ct);
        return null;
    }

    /// <summary>Sets credits aside on the account of a key whose vendor tells no balance: what is missing comes in first, so only caps can refuse.</summary>
    /// <returns>Null when they are held, else why not; then the write must end with that refusal.</returns>
    internal async Task<Error?> HoldAtVendorAsync(MusicDb db, Actor actor, Guid keyId, Guid taskId, long amountCredits, string reason, CancellationToken ct)
    {
        await new VendorMirror(_journal, _time).BringInAsync(db, keyId, amountCredits, "For an order; the vendor tells no balance", ct);
        return await HoldAsync(db, actor, keyId, taskId, amountCredits, reason, ct);
    }

    /// <summary>Spends a task's hold.</summary>
    /// <exception cref="InvalidOperationException">The task holds nothing, or its hold is settled: nothing is changed.</exception>
    public Task CaptureAsync(MusicDb db, Guid taskId, string reason, CancellationToken ct) => SettleAsync(db, TransferKind.Capture, taskId, reason, ct);

    /// <summary>Gives a task's hold back; what expired meanwhile expires now.</summary>
    /// <exception cref="InvalidOperationException">The task holds nothing, or its hold is settled: nothing is changed.</exception>
    public Task VoidAsync(MusicDb db, Guid taskId, string reason, CancellationToken ct) => SettleAsync(db, TransferKind.Void, taskId, reason, ct);

    /// <summary>Corrects a balance, in either direction but never below what is available.</summary>
    /// <param name="db">The database of the write.</param>
    /// <param name="actor">Who corrects.</param>
    /// <param name="accountId">The account, which exists.</param>
    /// <param name="amountCredits">Above zero to add, below zero to take away.</param>
    /// <param name="reason">Why, shown in the books.</param>
    /// <param name="onceKey">Keeps a correction from being made twice.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null when it is done or was before, else why not.</returns>
    public async Task<Error?> AdjustAsync(MusicDb db, Actor actor, Guid accountId, long amountCredits, string reason, string? onceKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentOutOfRangeException.ThrowIfZero(amountCredits);
        if (await WasDoneAsync(db, onceKey, ct)) return null;
        if (amountCredits > 0)
        {
            await ReceiveAsync(
                db, new Entry(TransferKind.Adjust, accountId, DebitId: CreditAccount.Adjusted, CreditId: accountId, amountCredits, reason) { ActorId = actor.UserId, OnceKey = onceKey }, ct);
            return null;
        }

        await ExpireAsync(db, accountId, ct);
        if (!await TryTakeAsync(db, accountId, -amountCredits, ct)) return await ShortageAsync(db, accountId, "{0} credits cannot be taken away: {1} are available.", -amountCredits, ct);
        var state = await Journal.ReadAsync(db, accountId, ct);
        await _journal.AppendAsync(
            db, new Entry(TransferKind.Adjust, accountId, DebitId: accountId, CreditId: CreditAccount.Adjusted, -amountCredits, reason) { ActorId = actor.UserId, OnceKey = onceKey }, state, ct);
        if (state.NextExpiryAt is not null) await Lots.TakeAsync(db, accountId, await Lots.FindAsync(db, accountId, -amountCredits, ct), ct);
        return null;
    }

    /// <summary>Moves credits from one account to another; those that expire keep their end, as an entry of their own on each side.</summary>
    /// <param name="db">The database of the write.</param>
    /// <param name="actor">Who moves.</param>
    /// <param name="fromId">The account that gives, which exists.</param>
    /// <param name="toId">Another account, which is opened when needed.</param>
    /// <param name="amountCredits">Above zero.</param>
    /// <param name="outReason">For the books of the giver.</param>
    /// <param name="inReason">For the books of the receiver.</param>
    /// <param name="onceKey">Keeps a move from being made twice.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null when it is done or was before, else why not; then the write must end with that refusal.</returns>
    public async Task<Error?> MoveAsync(MusicDb db, Actor actor, Guid fromId, Guid toId, long amountCredits, string outReason, string inReason, string? onceKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amountCredits);
        ArgumentOutOfRangeException.ThrowIfEqual(fromId, toId);
        if (await WasDoneAsync(db, onceKey, ct)) return null;
        await OpenAsync(db, toId, ct);
        await LockAsync(db, fromId, toId, ct);
        await ExpireAsync(db, fromId, ct);
        var available = await db.CreditAccounts.Where(account => account.Id == fromId).Select(account => account.Posted - account.Held).SingleOrDefaultAsync(ct);
        if (available < amountCredits) return new Error("not_enough_credits", "{0} credits cannot be moved: {1} are available.", amountCredits, available);

        var key = onceKey;
        foreach (var part in await Lots.FindAsync(db, fromId, amountCredits, ct))
        {
            await TryTakeAsync(db, fromId, part.AmountCredits, ct);
            var gone = await _journal.AppendAsync(
                db, new Entry(TransferKind.MoveOut, fromId, DebitId: fromId, CreditId: CreditAccount.InTransit, part.AmountCredits, outReason) { ActorId = actor.UserId, OnceKey = key }, ct);
            if (part.LotId is not null) await Lots.TakeAsync(db, fromId, [part], ct);
            await ReceiveAsync(
                db,
                new Entry(TransferKind.MoveIn, toId, DebitId: CreditAccount.InTransit, CreditId: toId, part.AmountCredits, inReason) { ActorId = actor.UserId, MoveOutId = gone.Id, ExpiresAt = part.ExpiresAt },
                ct);
            key = null; // One entry carries it, whatever the number of parts.
        }

        return null;
    }

    /// <summary>Lets go of what is over its time and not held; a hold that is returned later loses it then.</summary>
    /// <returns>How many credits expired.</returns>
    public async Task<long> ExpireAsync(MusicDb db, Guid accountId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var now = Now;
        // Takes the account's row, and asks whether there is anything to do.
        var due = await db.CreditAccounts.Where(account => account.Id == accountId && account.NextExpiryAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.NextExpiryAt, account => account.NextExpiryAt), ct);
        if (due == 0) return 0;
        var lots = await db.CreditLots.AsNoTracking()
            .Where(lot => lot.AccountId == accountId && lot.RemainingCredits > 0 && lot.RemainingCredits > lot.HeldCredits && lot.ExpiresAt <= now)
            .OrderBy(lot => lot.ExpiresAt).ThenBy(lot => lot.Number)
            .ToListAsync(ct);
        foreach (var lot in lots)
        {
            var gone = lot.RemainingCredits - lot.HeldCredits;
            await TryTakeAsync(db, accountId, gone, ct);
            await _journal.AppendAsync(
                db, new Entry(TransferKind.Expire, accountId, DebitId: accountId, CreditId: CreditAccount.Expired, gone, "Expired") { LotId = lot.Id, ExpiresAt = lot.ExpiresAt }, ct);
            await Lots.TakeAsync(db, accountId, [new LotPart(lot.Id, lot.ExpiresAt, gone)], ct);
        }

        return lots.Sum(lot => lot.RemainingCredits - lot.HeldCredits);
    }

    private async Task SettleAsync(MusicDb db, TransferKind kind, Guid taskId, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var hold = await db.Transfers.AsNoTracking().SingleOrDefaultAsync(transfer => transfer.TaskId == taskId && transfer.Kind == TransferKind.Hold, ct)
            ?? throw new InvalidOperationException($"Task {taskId} holds no credits.");
        if (await db.Transfers.AnyAsync(transfer => transfer.HoldId == hold.Id, ct)) throw new InvalidOperationException($"The hold of task {taskId} is settled.");

        var (accountId, amount, spent) = (hold.AccountId, hold.AmountCredits, kind is TransferKind.Capture ? hold.AmountCredits : 0);
        var settled = await db.CreditAccounts
            .Where(account => account.Id == accountId && account.Held >= amount)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(account => account.Held, account => account.Held - amount)
                    .SetProperty(account => account.Posted, account => account.Posted - spent)
                    .SetProperty(account => account.Entries, account => account.Entries + 1),
                ct);
        // Somebody settled it between the question above and the update, which waited for that commit; the next run will see it.
        if (settled == 0) throw new LostRaceException($"Account {accountId} no longer holds what task {taskId} set aside.");

        var state = await Journal.ReadAsync(db, accountId, ct);
        if (kind is TransferKind.Void && hold.ActorId is { } userId && userId != state.OwnerId) await CapCount.GiveBackAsync(db, userId, state.OwnerId, amount, hold.CreatedAt, ct);
        if (kind is TransferKind.Void && hold is { ApiKeyId: { } keyId, ActorId: { } ownerId }) await KeyCap.GiveBackAsync(db, keyId, ownerId, amount, hold.CreatedAt, ct);
        var (debitId, creditId) = kind is TransferKind.Capture ? (hold.DebitId, hold.CreditId) : (hold.CreditId, hold.DebitId);
        await _journal.AppendAsync(db, new Entry(kind, accountId, debitId, creditId, amount, reason) { ActorId = hold.ActorId, ApiKeyId = hold.ApiKeyId, TaskId = taskId, HoldId = hold.Id }, state, ct);
        if (hold.ExpiresAt is null) return;
        await Lots.SettleAsync(db, accountId, hold.Id, isSpent: kind is TransferKind.Capture, ct);
        await ExpireAsync(db, accountId, ct);
    }

    private async Task ReceiveAsync(MusicDb db, Entry entry, CancellationToken ct)
    {
        var (amount, end) = (entry.AmountCredits, entry.ExpiresAt);
        var received = await db.CreditAccounts.Where(account => account.Id == entry.AccountId)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(account => account.Posted, account => account.Posted + amount)
                    .SetProperty(account => account.Entries, account => account.Entries + 1)
                    .SetProperty(account => account.NextExpiryAt, account => end == null || account.NextExpiryAt < end ? account.NextExpiryAt : end),
                ct);
        if (received == 0) throw new InvalidOperationException($"There is no account {entry.AccountId}.");
        var transfer = await _journal.AppendAsync(db, entry, ct);
        if (end is not { } expiresAt) return;
        db.CreditLots.Add(new CreditLot { Id = transfer.Id, AccountId = entry.AccountId, Number = transfer.Number, ExpiresAt = expiresAt, AmountCredits = amount, RemainingCredits = amount });
        await db.SaveChangesAsync(ct);
    }

    private Task<int> TryHoldAsync(MusicDb db, Guid accountId, long amountCredits, CancellationToken ct)
    {
        var now = Now;
        return db.CreditAccounts
            .Where(account => account.Id == accountId && account.Posted - account.Held >= amountCredits && (account.NextExpiryAt == null || account.NextExpiryAt > now))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(account => account.Held, account => account.Held + amountCredits)
                    .SetProperty(account => account.Entries, account => account.Entries + 1),
                ct);
    }

    private static async Task<bool> TryTakeAsync(MusicDb db, Guid accountId, long amountCredits, CancellationToken ct) => await db.CreditAccounts
        .Where(account => account.Id == accountId && account.Posted - account.Held >= amountCredits)
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(account => account.Posted, account => account.Posted - amountCredits)
                .SetProperty(account => account.Entries, account => account.Entries + 1),
            ct) > 0;

    // In one order for everybody, so that two moves in opposite directions wait for each other instead of blocking each other.
    private static async Task LockAsync(MusicDb db, Guid oneId, Guid otherId, CancellationToken ct)
    {
        foreach (var id in new[] { oneId, otherId }.Order())
        {
            await db.CreditAccounts.Where(account => account.Id == id).ExecuteUpdateAsync(set => set.SetProperty(account => account.Entries, account => account.Entries), ct);
        }
    }

    private static async Task<bool> WasDoneAsync(MusicDb db, string? onceKey, CancellationToken ct) => onceKey is not null && await db.Transfers.AnyAsync(transfer => transfer.OnceKey == onceKey, ct);

    private static async Task<Error> ShortageAsync(MusicDb db, Guid accountId, string text, long amountCredits, CancellationToken ct)
    {
        var available = await db.CreditAccounts.Where(account => account.Id == accountId).Select(account => account.Posted - account.Held).SingleOrDefaultAsync(ct);
        return new Error("not_enough_credits", text, amountCredits, available);
    }
}

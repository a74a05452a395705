using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>What is to be written into the books of an account.</summary>
internal sealed record Entry(TransferKind Kind, Guid AccountId, Guid DebitId, Guid CreditId, long AmountCredits, string Reason)
{
    public Guid? ActorId { get; init; }

    public Guid? ApiKeyId { get; init; }

    public Guid? TaskId { get; init; }

    public Guid? HoldId { get; init; }

    public Guid? MoveOutId { get; init; }

    public Guid? LotId { get; init; }

    public DateTime? ExpiresAt { get; init; }

    public string? OnceKey { get; init; }
}

/// <summary>Where an account stands, its new entry counted.</summary>
internal sealed record BooksState(Guid OwnerId, long Available, long Held, long Entries, DateTime? NextExpiryAt, byte[]? LastHash);

/// <summary>
/// Appends to the books. Called right after the UPDATE that changed the account and raised its <see cref="CreditAccount.Entries"/>: the
/// row is locked by it, so balance, number and the hash before are those of exactly this entry.
/// </summary>
internal sealed class Journal(TimeProvider time)
{
    private const int ReasonLimit = 300;

    public static async Task<BooksState> ReadAsync(MusicDb db, Guid accountId, CancellationToken ct)
    {
        foreach (var stale in db.ChangeTracker.Entries<CreditAccount>().Where(account => account.Entity.Id == accountId).ToList()) stale.State = EntityState.Detached;
        var transfers = db.Transfers;
        return await db.CreditAccounts.Where(account => account.Id == accountId)
            .Select(account => new BooksState(
                account.OwnerId,
                account.Posted - account.Held,
                account.Held,
                account.Entries,
                account.NextExpiryAt,
                transfers.Where(before => before.AccountId == accountId && before.Number == account.Entries - 1).Select(before => before.Hash).FirstOrDefault()))
            .SingleAsync(ct);
    }

    public async Task<Transfer> AppendAsync(MusicDb db, Entry entry, CancellationToken ct) => await AppendAsync(db, entry, await ReadAsync(db, entry.AccountId, ct), ct);

    public async Task<Transfer> AppendAsync(MusicDb db, Entry entry, BooksState state, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var transfer = new Transfer
        {
            Id = Guid.CreateVersion7(now),
            Kind = entry.Kind,
            DebitId = entry.DebitId,
            CreditId = entry.CreditId,
            AccountId = entry.AccountId,
            Number = state.Entries,
            AmountCredits = entry.AmountCredits,
            AvailableAfter = state.Available,
            HeldAfter = state.Held,
            Reason = Cut(entry.Reason),
            ActorId = entry.ActorId,
            ApiKeyId = entry.ApiKeyId,
            TaskId = entry.TaskId,
            HoldId = entry.HoldId,
            MoveOutId = entry.MoveOutId,
            LotId = entry.LotId,
            ExpiresAt = entry.ExpiresAt,
            OnceKey = entry.OnceKey,
            CreatedAt = now.UtcDateTime,
            PreviousHash = state.LastHash ?? [],
        };
        transfer.Hash = TransferChain.HashOf(transfer);
        db.Transfers.Add(transfer);
        await LowCredits.FollowAsync(db, entry.AccountId, state.Available, now, ct);
        await db.SaveChangesAsync(ct);
        db.Announce($"workspace:{state.OwnerId}", LiveKinds.Credits, entry.AccountId);
        return transfer;
    }

    // A long reason must not keep a task from being settled; a character of two units is not cut in half.
    private static string Cut(string reason) => reason.Length <= ReasonLimit ? reason
        : reason[..(char.IsHighSurrogate(reason[ReasonLimit - 1]) ? ReasonLimit - 1 : ReasonLimit)];
}

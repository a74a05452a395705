using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>What a code brought.</summary>
/// <param name="AmountCredits">Whole credits.</param>
/// <param name="Available">What can be spent after it.</param>
/// <param name="ExpiresAt">When what is left of them goes away; null for never.</param>
public sealed record Redeemed(long AmountCredits, long Available, DateTime? ExpiresAt);

/// <summary>
/// Somebody redeems a code into the workspace at hand. Whether a code is unknown, used up, over its time or revoked makes no
/// difference to the answer, and whoever guesses is stopped after a few attempts.
/// </summary>
public sealed class RedeemCredits(WriteQueue writes, Ledger ledger, TimeProvider time)
{
    private const int MaxAttempts = 10;
    private static readonly TimeSpan _window = TimeSpan.FromHours(1);
    private static readonly Error _invalid = new("invalid_code", "This code cannot be redeemed: it is unknown, used up or over its time.") { Field = "Code" };

    /// <summary>Redeems, once for each person and code.</summary>
    /// <returns>What came; <c>forbidden</c>, <c>invalid_code</c>, <c>already_redeemed</c>, or <c>too_many_attempts</c> after 10 codes that did not work within an hour.</returns>
    public async Task<Result<Redeemed>> RunAsync(Actor actor, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(code);
        if (!actor.CanWrite || !actor.IsPerson) return Error.Forbidden;
        var hash = CodeText.HashOf(code);
        // The refusal travels inside, because a refused write would forget the attempt.
        var answer = await writes.RunAsync<Answer>(
            async db =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                if (await TryAsync(db, actor.UserId, now, ct) is { } tooMany) return new Answer(null, tooMany);
                var redeemed = hash is null ? _invalid : await TakeAsync(db, actor, hash, now, ct);
                // Only a guess counts.
                if (redeemed.Error != _invalid)
                {
                    await db.RedeemAttempts.Where(attempts => attempts.UserId == actor.UserId)
                        .ExecuteUpdateAsync(set => set.SetProperty(attempts => attempts.Count, attempts => attempts.Count - 1), ct);
                }

                return new Answer(redeemed.Value, redeemed.Error);
            },
            ct);
        return answer.Error is { } unexpected ? unexpected : answer.Value!.Refusal is { } refusal ? refusal : answer.Value.Redeemed!;
    }

    // Counted before the look, and under the lock of the row, so that fifty guesses at once are no more than ten.
    private static async Task<Error?> TryAsync(MusicDb db, Guid userId, DateTime now, CancellationToken ct)
    {
        if (!await db.RedeemAttempts.AnyAsync(attempts => attempts.UserId == userId, ct))
        {
            db.RedeemAttempts.Add(new RedeemAttempts { UserId = userId, WindowStartsAt = now, Count = 1 });
            await db.SaveChangesAsync(ct);
            return null;
        }

        var over = now - _window;
        var counted = await db.RedeemAttempts.Where(attempts => attempts.UserId == userId && (attempts.Count < MaxAttempts || attempts.WindowStartsAt <= over))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(attempts => attempts.Count, attempts => attempts.WindowStartsAt <= over ? 1 : attempts.Count + 1)
                    .SetProperty(attempts => attempts.WindowStartsAt, attempts => attempts.WindowStartsAt <= over ? now : attempts.WindowStartsAt),
                ct);
        if (counted > 0) return null;
        var startedAt = await db.RedeemAttempts.Where(attempts => attempts.UserId == userId).Select(attempts => attempts.WindowStartsAt).SingleAsync(ct);
        return new Error("too_many_attempts", "Too many codes that do not work. Try again in {0} minutes.", (int)Math.Ceiling((startedAt + _window - now).TotalMinutes)) { Field = "Code" };
    }

    private async Task<Result<Redeemed>> TakeAsync(MusicDb db, Actor actor, byte[] hash, DateTime now, CancellationToken ct)
    {
        var batches = db.RedeemBatches;
        var found = await db.RedeemCodes.AsNoTracking().Where(code => code.Hash == hash)
            .Join(batches.Where(batch => batch.RevokedAt == null && (batch.ExpiresAt == null || batch.ExpiresAt > now)), code => code.BatchId, batch => batch.Id, (code, batch) => new { code.Id, code.BatchId, code.Tail, batch.AmountCredits, batch.CreditDays })
            .SingleOrDefaultAsync(ct);
        if (found is null) return _invalid;
        if (await db.Redemptions.AnyAsync(use => use.CodeId == found.Id && use.UserId == actor.UserId, ct)) return new Error("already_redeemed", "You have redeemed this code already.") { Field = "Code" };
        // The last use is decided here: of fifty at the same moment one changes the row.
        if (await db.RedeemCodes.Where(code => code.Id == found.Id && code.UsesLeft > 0).ExecuteUpdateAsync(set => set.SetProperty(code => code.UsesLeft, code => code.UsesLeft - 1), ct) == 0) return _invalid;

        db.Redemptions.Add(new Redemption { Id = Guid.CreateVersion7(now), BatchId = found.BatchId, CodeId = found.Id, UserId = actor.UserId, WorkspaceId = actor.WorkspaceId, CreatedAt = now });
        DateTime? expiresAt = found.CreditDays is { } days ? now.AddDays(days) : null;
        await ledger.GrantAsync(db, actor.WorkspaceId, found.AmountCredits, "Code redeemed", actor.UserId, $"code:{found.Id}:{actor.UserId}", expiresAt, ct);
        db.Audit(actor, "code.redeemed", $"…{found.Tail}", found.Id, time.GetUtcNow(), after: $"+{found.AmountCredits}");
        var available = await db.CreditAccounts.Where(account => account.Id == actor.WorkspaceId).Select(account => account.Posted - account.Held).SingleAsync(ct);
        return new Redeemed(found.AmountCredits, available, expiresAt);
    }

    private sealed record Answer(Redeemed? Redeemed, Error? Refusal);
}

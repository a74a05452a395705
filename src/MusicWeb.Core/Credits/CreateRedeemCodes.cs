using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>What a batch of codes is to be.</summary>
/// <param name="Codes">How many, 1 to 500.</param>
/// <param name="AmountCredits">Whole credits of each use, 1 to 1,000,000.</param>
/// <param name="UsesPerCode">How many people may redeem each, 1 to 100,000.</param>
/// <param name="ExpiresAt">Until when, in UTC and in the future; null for ever.</param>
/// <param name="CreditDays">Days after which redeemed credits expire, 1 to 3,650; null for never.</param>
/// <param name="Note">What they are for; required, at most 200 characters.</param>
public sealed record RedeemOrder(int Codes, long AmountCredits, int UsesPerCode, DateTime? ExpiresAt, int? CreditDays, string Note);

/// <summary>An administrator makes codes that bring credits. They are shown once: only their hashes are kept.</summary>
public sealed class CreateRedeemCodes(WriteQueue writes, TimeProvider time)
{
    private const int MaxCodes = 500;
    private const long MaxAmountCredits = 1_000_000;
    private const int MaxUses = 100_000;
    private const int MaxCreditDays = 3650;

    /// <summary>Makes a batch, once for each batch id.</summary>
    /// <returns>The codes; <c>forbidden</c>, <c>bad_amount</c>, <c>bad_expiry</c>, <c>bad_reason</c> (each with its field), or <c>id_reused</c>.</returns>
    public async Task<Result<IReadOnlyList<string>>> RunAsync(Actor actor, Guid batchId, RedeemOrder order, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(order);
        if (!actor.IsAdministrator) return new Error("forbidden", "Only an administrator can make codes.");
        var now = time.GetUtcNow();
        if (Refuse(order, now.UtcDateTime) is { } refusal) return refusal;
        var note = order.Note;
        if (CreditReason.Refuse(ref note) is { } badNote) return badNote with { Field = nameof(RedeemOrder.Note) };

        string[] codes = [.. Enumerable.Range(0, order.Codes).Select(_ => CodeText.Make())];
        return await writes.RunAsync<IReadOnlyList<string>>(
            async db =>
            {
                // The codes of an earlier press are gone: they were shown then.
                if (await db.RedeemBatches.AnyAsync(batch => batch.Id == batchId, ct)) return new Error("id_reused", "These codes were made a moment ago. Reload the page to make more.");
                db.RedeemBatches.Add(new RedeemBatch
                {
                    Id = batchId,
                    Note = note,
                    AmountCredits = order.AmountCredits,
                    UsesPerCode = order.UsesPerCode,
                    Codes = order.Codes,
                    ExpiresAt = order.ExpiresAt,
                    CreditDays = order.CreditDays,
                    CreatedAt = now.UtcDateTime,
                    CreatedById = actor.UserId,
                });
                db.RedeemCodes.AddRange(codes.Select(code => new RedeemCode
                {
                    Id = Guid.CreateVersion7(now),
                    BatchId = batchId,
                    Hash = CodeText.HashOf(code)!,
                    Tail = code[^4..],
                    UsesLeft = order.UsesPerCode,
                }));
                db.Audit(actor, "codes.created", note, batchId, now, after: $"{order.Codes} x {order.AmountCredits}, {order.UsesPerCode} uses");
                return codes;
            },
            ct);
    }

    private static Error? Refuse(RedeemOrder order, DateTime now)
    {
        if (order.Codes is < 1 or > MaxCodes) return new Error("bad_amount", "Make between 1 and {0} codes.", MaxCodes) { Field = nameof(RedeemOrder.Codes) };
        if (order.AmountCredits is < 1 or > MaxAmountCredits) return new Error("bad_amount", "Give between 1 and {0} credits.", MaxAmountCredits) { Field = nameof(RedeemOrder.AmountCredits) };
        if (order.UsesPerCode is < 1 or > MaxUses) return new Error("bad_amount", "Allow between 1 and {0} uses.", MaxUses) { Field = nameof(RedeemOrder.UsesPerCode) };
        if (order.CreditDays is < 1 or > MaxCreditDays) return new Error("bad_amount", "Let credits live between 1 and {0} days.", MaxCreditDays) { Field = nameof(RedeemOrder.CreditDays) };
        return order.ExpiresAt <= now ? new Error("bad_expiry", "Choose a moment in the future.") { Field = nameof(RedeemOrder.ExpiresAt) } : null;
    }
}

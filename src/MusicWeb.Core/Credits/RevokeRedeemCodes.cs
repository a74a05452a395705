using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>An administrator ends a batch of codes. What was redeemed stays.</summary>
public sealed class RevokeRedeemCodes(WriteQueue writes, TimeProvider time)
{
    /// <summary>Ends it; again changes nothing.</summary>
    /// <returns>The batch's id; <c>forbidden</c>, <c>bad_reason</c> or <c>not_found</c>.</returns>
    public async Task<Result<Guid>> RunAsync(Actor actor, Guid batchId, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return new Error("forbidden", "Only an administrator can end codes.");
        if (CreditReason.Refuse(ref reason) is { } badReason) return badReason;
        return await writes.RunAsync<Guid>(
            async db =>
            {
                if (await db.RedeemBatches.SingleOrDefaultAsync(batch => batch.Id == batchId, ct) is not { } batch) return Error.NotFound;
                if (batch.RevokedAt is not null) return batchId;
                var now = time.GetUtcNow();
                batch.Revoke(now.UtcDateTime);
                db.Audit(actor, "codes.revoked", batch.Note, batchId, now, reason);
                return batchId;
            },
            ct);
    }
}

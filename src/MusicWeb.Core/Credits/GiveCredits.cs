using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>An administrator gives credits to somebody, himself included, with a reason that stands in the books.</summary>
public sealed class GiveCredits(WriteQueue writes, Ledger ledger, TimeProvider time)
{
    /// <summary>Largest gift, in whole credits.</summary>
    public const long MaxAmountCredits = 1_000_000;

    /// <summary>Longest reason, in UTF-16 units.</summary>
    public const int MaxReasonLength = CreditReason.MaxLength;

    /// <summary>Gives, once for each gift id.</summary>
    /// <param name="actor">Who gives.</param>
    /// <param name="giftId">The caller's id of this gift: sent twice, it is given once.</param>
    /// <param name="toEmail">The address the receiver signed up with.</param>
    /// <param name="amountCredits">1 to <see cref="MaxAmountCredits"/>.</param>
    /// <param name="reason">Required, at most <see cref="MaxReasonLength"/> units.</param>
    /// <param name="expiresAt">When what is left of it goes away, in UTC and in the future; null for never.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What the receiver can spend after it; <c>forbidden</c>, <c>bad_amount</c>, <c>bad_reason</c>, <c>bad_expiry</c>, <c>unknown_email</c> or <c>id_reused</c>.</returns>
    public async Task<Result<long>> RunAsync(Actor actor, Guid giftId, string toEmail, long amountCredits, string reason, DateTime? expiresAt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(toEmail);
        if (!actor.IsAdministrator) return new Error("forbidden", "Only an administrator can give credits.");
        if (amountCredits is < 1 or > MaxAmountCredits) return new Error("bad_amount", "Give between 1 and {0} credits.", MaxAmountCredits) { Field = "AmountCredits" };
        if (CreditReason.Refuse(ref reason) is { } badReason) return badReason;
        if (expiresAt <= time.GetUtcNow().UtcDateTime) return new Error("bad_expiry", "Choose a moment in the future.") { Field = "ExpiresAt" };

        var address = toEmail.Trim().ToUpperInvariant(); // As Identity normalises it.
        var onceKey = $"gift:{giftId}";
        return await writes.RunAsync<long>(async db =>
        {
            var receivers = address.Contains('\0', StringComparison.Ordinal) ? [] : await db.Users
                .Where(user => user.NormalizedEmail == address).OrderBy(user => user.CreatedAt).Select(user => user.Id).Take(1).ToListAsync(ct);
            if (receivers is not [var receiverId]) return new Error("unknown_email", "Nobody has signed up with this address.") { Field = "ToEmail" };
            if (!await ledger.GrantAsync(db, receiverId, amountCredits, reason, actor.UserId, onceKey, expiresAt, ct))
            {
                var earlier = await db.Transfers.AsNoTracking().SingleAsync(transfer => transfer.OnceKey == onceKey, ct);
                var isSame = earlier.AccountId == receiverId && earlier.AmountCredits == amountCredits && earlier.Reason == reason && earlier.ActorId == actor.UserId && earlier.ExpiresAt == Stored(expiresAt);
                return isSame ? earlier.AvailableAfter : new Error("id_reused", "This was already sent with other contents. Reload the page and try again.");
            }

            if (receiverId != actor.UserId) db.Notify(receiverId, NoticeKind.CreditsGiven, time.GetUtcNow(), "/w/me/credits", "You were given {0} credits: {1}", amountCredits.ToString("N0", CultureInfo.InvariantCulture), reason);
            db.Audit(actor, "credits.given", address.ToLowerInvariant(), receiverId, time.GetUtcNow(), reason, after: $"+{amountCredits}", workspaceId: receiverId);
            return await db.CreditAccounts.Where(account => account.Id == receiverId).Select(account => account.Posted - account.Held).SingleAsync(ct);
        }, ct);
    }

    // A database keeps microseconds.
    private static DateTime? Stored(DateTime? time) => time?.AddTicks(-(time.Value.Ticks % TimeSpan.TicksPerMicrosecond));
}

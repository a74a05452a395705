using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>
/// An administrator takes the second factor of an account away, for somebody who lost the telephone and the recovery codes. Passkeys
/// go too, because whoever found the telephone may have them. Sessions end, and the person is told.
/// </summary>
public sealed class ResetSecondFactor(WriteQueue writes, TimeProvider time)
{
    /// <summary>Takes it away.</summary>
    /// <returns>False when there was none; <c>forbidden</c>, <c>not_found</c>, <c>bad_reason</c>.</returns>
    public Task<Result<bool>> RunAsync(Actor actor, Guid userId, string reason, CancellationToken ct)
    {
        if (UserCorrection.Refuse(actor, reason) is { } refusal) return Task.FromResult<Result<bool>>(refusal);
        return writes.RunAsync<bool>(async db =>
        {
            if (await db.FindPersonAsync(userId, ct) is not { } person) return Error.NotFound;
            var (now, stamp) = (time.GetUtcNow(), $"{Guid.CreateVersion7()}");
            var tokens = await db.UserTokens.Where(token => token.UserId == userId).ExecuteDeleteAsync(ct);
            var passkeys = await db.UserPasskeys.Where(passkey => passkey.UserId == userId).ExecuteDeleteAsync(ct);
            if (!person.TwoFactorEnabled && tokens == 0 && passkeys == 0) return false;
            // The stamp ends what a cookie of the second step would still allow.
            await db.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(
                set => set.SetProperty(user => user.TwoFactorEnabled, false).SetProperty(user => user.SecurityStamp, stamp).SetProperty(user => user.ConcurrencyStamp, stamp), ct);
            await db.EndAsync(userId, _ => true, now, ct);
            await db.WarnAsync(userId, now, "An administrator removed the second factor of your account.", [], ct);
            db.Audit(actor, "user.second-factor-reset", person.Email ?? person.UserName ?? "", userId, now, reason.Trim(), before: $"{(person.TwoFactorEnabled ? "on" : "off")}, {passkeys} passkeys", after: "off");
            return true;
        }, ct);
    }
}

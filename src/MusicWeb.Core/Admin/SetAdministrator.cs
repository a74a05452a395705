using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Admin;

/// <summary>Makes somebody an administrator, or no longer one. There is always one left.</summary>
public sealed class SetAdministrator(WriteQueue writes, TimeProvider time)
{
    /// <summary>Gives or takes the right; does nothing where it is as asked.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="userId">Whose right.</param>
    /// <param name="isAdministrator">What it shall be.</param>
    /// <param name="reason">Why, for the log; at most 200 characters.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What it is now; <c>not_found</c>, <c>bad_reason</c> or <c>last_administrator</c>.</returns>
    public async Task<Result<bool>> RunAsync(Actor actor, Guid userId, bool isAdministrator, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        if (AdminReason.Check(reason) is { IsOk: false } bad) return bad.Error;
        return await writes.RunAsync<bool>(
            async db =>
            {
                // Two administrators who take each other's right at once must meet somewhere: rows alone would let both through.
                if (!db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtextextended('administrators', 0))", ct);
                var acts = await db.Users.AnyAsync(user => user.Id == actor.UserId && user.IsAdministrator, ct);
                var found = await db.Users.Where(user => user.Id == userId).Select(user => new { user.Email, user.IsAdministrator }).SingleOrDefaultAsync(ct);
                if (!acts || found is null) return Error.NotFound;
                if (found.IsAdministrator == isAdministrator) return isAdministrator;
                if (!isAdministrator && !await db.Users.AnyAsync(user => user.IsAdministrator && user.DisabledAt == null && user.Id != userId, ct))
                {
                    return new Error("last_administrator", "This is the last administrator. Make somebody else one first.");
                }

                await db.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(user => user.IsAdministrator, isAdministrator), ct);
                db.Audit(
                    actor, isAdministrator ? "administrator.made" : "administrator.unmade", found.Email ?? $"{userId}", userId, time.GetUtcNow(), reason.Trim(),
                    before: Word(!isAdministrator), after: Word(isAdministrator), workspaceId: userId);
                return isAdministrator;
            },
            ct);
    }

    private static string Word(bool isAdministrator) => isAdministrator ? "administrator" : "user";
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>An administrator shuts an account: nobody comes in with it, and its sessions and open pages end at once. Nothing is deleted.</summary>
public sealed class DisableUser(WriteQueue writes, TimeProvider time)
{
    /// <summary>Shuts it.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="userId">Whose account.</param>
    /// <param name="reason">Required; stands in the log.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False when it was shut already; <c>forbidden</c>, <c>not_found</c>, <c>bad_reason</c>, <c>own_account</c>.</returns>
    public Task<Result<bool>> RunAsync(Actor actor, Guid userId, string reason, CancellationToken ct)
    {
        if (UserCorrection.Refuse(actor, reason) is { } refusal) return Task.FromResult<Result<bool>>(refusal);
        // At least one who could undo it must stay.
        if (userId == actor.UserId) return Task.FromResult<Result<bool>>(new Error("own_account", "You cannot disable your own account."));
        return writes.RunAsync<bool>(async db =>
        {
            if (await db.FindPersonAsync(userId, ct) is not { } person) return Error.NotFound;
            var now = time.GetUtcNow();
            var changed = await db.Users.Where(user => user.Id == userId && user.DisabledAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, now.UtcDateTime), ct);
            if (changed == 0) return false;
            await db.EndAsync(userId, _ => true, now, ct);
            db.Audit(actor, "user.disabled", person.Email ?? person.UserName ?? "", userId, now, reason.Trim());
            return true;
        }, ct);
    }
}

/// <summary>An administrator opens an account that was shut.</summary>
public sealed class EnableUser(WriteQueue writes, TimeProvider time)
{
    /// <summary>Opens it; whoever left for good stays away.</summary>
    /// <returns>False when it was open already; <c>forbidden</c>, <c>not_found</c>, <c>bad_reason</c>.</returns>
    public Task<Result<bool>> RunAsync(Actor actor, Guid userId, string reason, CancellationToken ct)
    {
        if (UserCorrection.Refuse(actor, reason) is { } refusal) return Task.FromResult<Result<bool>>(refusal);
        return writes.RunAsync<bool>(async db =>
        {
            if (await db.FindPersonAsync(userId, ct) is not { } person) return Error.NotFound;
            var changed = await db.Users.Where(user => user.Id == userId && user.DisabledAt != null)
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, (DateTime?)null), ct);
            if (changed == 0) return false;
            db.Audit(actor, "user.enabled", person.Email ?? person.UserName ?? "", userId, time.GetUtcNow(), reason.Trim());
            return true;
        }, ct);
    }
}

/// <summary>What the administrator's corrections of accounts have in common.</summary>
internal static class UserCorrection
{
    private const int MaxReasonLength = 200;

    public static Error? Refuse(Actor actor, string reason)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        if (!actor.IsAdministrator) return new Error("forbidden", "Only an administrator can change other people's accounts.");
        if (string.IsNullOrWhiteSpace(reason)) return new Error("bad_reason", "Say why: it stands in the log.") { Field = "Reason" };
        if (reason.Trim().Length > MaxReasonLength) return new Error("bad_reason", "Use at most {0} characters for the reason.", MaxReasonLength) { Field = "Reason" };
        return reason.Trim().Any(char.IsControl) ? new Error("bad_reason", "Write the reason on one line, without control characters.") { Field = "Reason" } : null;
    }

    // Whoever left is nobody any more.
    public static Task<User?> FindPersonAsync(this MusicDb db, Guid userId, CancellationToken ct) =>
        db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == userId && user.DeletedAt == null, ct);
}

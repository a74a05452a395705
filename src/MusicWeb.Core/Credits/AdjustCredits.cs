using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>An administrator corrects a balance, with a reason that stands in the books.</summary>
public sealed class AdjustCredits(WriteQueue writes, Ledger ledger, TimeProvider time)
{
    /// <summary>Largest correction in either direction, in whole credits.</summary>
    public const long MaxAmountCredits = 1_000_000;

    /// <summary>Corrects, once for each adjustment id.</summary>
    /// <param name="actor">Who corrects.</param>
    /// <param name="adjustmentId">The caller's id of this correction: sent twice, it is made once.</param>
    /// <param name="workspaceId">Whose balance.</param>
    /// <param name="amountCredits">Above zero to add, below zero to take away; not below what is available.</param>
    /// <param name="reason">Required, at most 200 characters.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What can be spent after it; <c>forbidden</c>, <c>bad_amount</c>, <c>bad_reason</c>, <c>not_found</c>, <c>not_enough_credits</c> or <c>id_reused</c>.</returns>
    public async Task<Result<long>> RunAsync(Actor actor, Guid adjustmentId, Guid workspaceId, long amountCredits, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return new Error("forbidden", "Only an administrator can correct balances.");
        if (amountCredits is 0 or < -MaxAmountCredits or > MaxAmountCredits) return new Error("bad_amount", "Add or take away between 1 and {0} credits.", MaxAmountCredits) { Field = "AmountCredits" };
        if (CreditReason.Refuse(ref reason) is { } badReason) return badReason;

        var onceKey = $"adjust:{adjustmentId}";
        return await writes.RunAsync<long>(
            async db =>
            {
                if (await db.Transfers.AsNoTracking().SingleOrDefaultAsync(transfer => transfer.OnceKey == onceKey, ct) is { } earlier)
                {
                    var wasSigned = earlier.CreditId == earlier.AccountId ? earlier.AmountCredits : -earlier.AmountCredits;
                    var isSame = earlier.AccountId == workspaceId && wasSigned == amountCredits && earlier.Reason == reason && earlier.ActorId == actor.UserId;
                    return isSame ? earlier.AvailableAfter : new Error("id_reused", "This was already sent with other contents. Reload the page and try again.");
                }

                if (await NameAsync(db, workspaceId, ct) is not { } name) return Error.NotFound;
                if (await ledger.AdjustAsync(db, actor, workspaceId, amountCredits, reason, onceKey, ct) is { } refusal) return refusal with { Field = "AmountCredits" };
                var available = await db.CreditAccounts.Where(account => account.Id == workspaceId).Select(account => account.Posted - account.Held).SingleAsync(ct);
                db.Audit(actor, "credits.adjusted", name, workspaceId, time.GetUtcNow(), reason, before: $"{available - amountCredits}", after: $"{available}", workspaceId);
                return available;
            },
            ct);
    }

    private static Task<string?> NameAsync(MusicDb db, Guid workspaceId, CancellationToken ct)
    {
        var workspaces = db.Workspaces;
        return db.CreditAccounts.Where(account => account.Id == workspaceId)
            .Join(workspaces, account => account.Id, workspace => workspace.Id, (_, workspace) => workspace.Name)
            .SingleOrDefaultAsync(ct);
    }
}

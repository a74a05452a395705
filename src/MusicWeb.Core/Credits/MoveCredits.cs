using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>
/// Somebody moves credits between the own account and that of a team: every member who may write pays in, owners and admins take out.
/// </summary>
public sealed class MoveCredits(WriteQueue writes, Ledger ledger, TimeProvider time)
{
    /// <summary>Largest move, in whole credits.</summary>
    public const long MaxAmountCredits = 1_000_000;

    /// <summary>Moves, once for each move id.</summary>
    /// <param name="actor">Who moves; in which workspace does not matter here.</param>
    /// <param name="moveId">The caller's id of this move: sent twice, it is made once.</param>
    /// <param name="fromId">The workspace whose account gives.</param>
    /// <param name="toId">The workspace whose account receives. One of both is the own one.</param>
    /// <param name="amountCredits">1 to <see cref="MaxAmountCredits"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What the giver can spend after it; <c>bad_amount</c>, <c>bad_target</c>, <c>not_found</c>, <c>forbidden</c>, <c>not_enough_credits</c> or <c>id_reused</c>.</returns>
    public async Task<Result<long>> RunAsync(Actor actor, Guid moveId, Guid fromId, Guid toId, long amountCredits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsPerson) return Error.Forbidden; // A key acts in one workspace.
        if (amountCredits is < 1 or > MaxAmountCredits) return new Error("bad_amount", "Move between 1 and {0} credits.", MaxAmountCredits) { Field = "AmountCredits" };
        if (fromId == toId || (fromId != actor.UserId && toId != actor.UserId)) return new Error("bad_target", "Credits move between your own account and a team.") { Field = "To" };
        var onceKey = $"move:{moveId}";
        return await writes.RunAsync<long>(
            async db =>
            {
                // A team that ends at this moment has given its credits away already.
                if (!await db.HoldWorkspaceAsync(fromId == actor.UserId ? toId : fromId, ct)) return Error.NotFound;
                var (from, to) = (await FindAsync(db, actor, fromId, ct), await FindAsync(db, actor, toId, ct));
                if (from is null || to is null) return Error.NotFound;
                if (!from.MayTake) return new Error("forbidden", "Only owners and admins take credits out of a team.");
                if (!to.MayGive) return Error.Forbidden;
                if (await db.Transfers.AsNoTracking().SingleOrDefaultAsync(transfer => transfer.OnceKey == onceKey, ct) is { } earlier)
                {
                    if (!await IsSameAsync(db, earlier, actor, fromId, toId, ct)) return new Error("id_reused", "This was already sent with other contents. Reload the page and try again.");
                }
                else
                {
                    var refusal = await ledger.MoveAsync(db, actor, fromId, toId, amountCredits, outReason: $"To {to.Name}", inReason: $"From {from.Name}", onceKey, ct);
                    if (refusal is not null) return refusal with { Field = "AmountCredits" };
                    db.Audit(actor, "credits.moved", to.Name, toId, time.GetUtcNow(), after: $"{amountCredits}", workspaceId: fromId);
                }

                return await db.CreditAccounts.Where(account => account.Id == fromId).Select(account => account.Posted - account.Held).SingleAsync(ct);
            },
            ct);
    }

    private static Task<Pocket?> FindAsync(MusicDb db, Actor actor, Guid workspaceId, CancellationToken ct) =>
        CreditPockets.Of(db, actor.UserId).SingleOrDefaultAsync(pocket => pocket.WorkspaceId == workspaceId, ct);

    // The first entry of a move does not say its whole amount where credits that expire were among it, so the amount is not compared.
    private static Task<bool> IsSameAsync(MusicDb db, Transfer earlier, Actor actor, Guid fromId, Guid toId, CancellationToken ct) =>
        earlier.AccountId == fromId && earlier.ActorId == actor.UserId
            ? db.Transfers.AnyAsync(transfer => transfer.MoveOutId == earlier.Id && transfer.AccountId == toId, ct)
            : Task.FromResult(false);
}

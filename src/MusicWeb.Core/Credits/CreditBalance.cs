using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>What an account holds.</summary>
/// <param name="Available">Whole credits that can be spent now.</param>
/// <param name="Held">Whole credits set aside for tasks that are not finished.</param>
public sealed record Balance(long Available, long Held);

/// <summary>Reads the balance of the workspace an actor is in.</summary>
public sealed class CreditBalance(IDbContextFactory<MusicDb> databases)
{
    /// <summary>The balance; nothing of both where no account was opened yet.</summary>
    public async Task<Balance> FindAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.CreditAccounts
            .Where(account => account.Id == actor.WorkspaceId)
            .Select(account => new Balance(account.Posted - account.Held, account.Held))
            .SingleOrDefaultAsync(ct) ?? new Balance(Available: 0, Held: 0);
    }
}

using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>Somebody's use of a code.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserId">Who.</param>
/// <param name="Email">The person's address; null for who is gone.</param>
/// <param name="WorkspaceId">Where the credits went.</param>
/// <param name="Tail">The last four characters of the code.</param>
/// <param name="CreatedAt">When.</param>
public sealed record RedeemUse(Guid Id, Guid UserId, string? Email, Guid WorkspaceId, string Tail, DateTime CreatedAt);

/// <summary>Tells administrators who redeemed the codes of a batch.</summary>
public sealed class RedeemUses(IDbContextFactory<MusicDb> databases)
{
    private const int MaxTake = 200;
    private const int StreamedAtOnce = 500;

    /// <summary>A page of uses, newest first; nothing for whoever is no administrator.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="batchId">The batch.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 200.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<RedeemUse>> PageAsync(Actor actor, Guid batchId, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return new Page<RedeemUse>([], Next: null);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await ReadAsync(db, batchId, before, Math.Clamp(take, 1, MaxTake), ct);
    }

    /// <summary>All uses, newest first, read piece by piece; nothing for whoever is no administrator.</summary>
    public async IAsyncEnumerable<RedeemUse> AllAsync(Actor actor, Guid batchId, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) yield break;
        await using var db = await databases.CreateDbContextAsync(ct);
        Cursor? next = null;
        do
        {
            var page = await ReadAsync(db, batchId, next, StreamedAtOnce, ct);
            foreach (var use in page.Items) yield return use;
            next = page.Next;
        }
        while (next is not null);
    }

    private static async Task<Page<RedeemUse>> ReadAsync(MusicDb db, Guid batchId, Cursor? before, int take, CancellationToken ct)
    {
        var uses = db.Redemptions.AsNoTracking().Where(use => use.BatchId == batchId);
        if (before is var (time, id)) uses = uses.Where(use => use.CreatedAt <= time && (use.CreatedAt < time || use.Id < id));
        var (users, codes) = (db.Users, db.RedeemCodes);
        var rows = await uses.OrderByDescending(use => use.CreatedAt).ThenByDescending(use => use.Id).Take(take + 1)
            .Select(use => new RedeemUse(
                use.Id,
                use.UserId,
                users.Where(user => user.Id == use.UserId).Select(user => user.Email).SingleOrDefault(),
                use.WorkspaceId,
                codes.Where(code => code.Id == use.CodeId).Select(code => code.Tail).Single(),
                use.CreatedAt))
            .ToListAsync(ct);
        if (rows.Count <= take) return new Page<RedeemUse>(rows, Next: null);
        rows.RemoveAt(take);
        return new Page<RedeemUse>(rows, new Cursor(rows[^1].CreatedAt, rows[^1].Id));
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>A batch and how far it is used.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Redeemed">How many uses its codes have seen.</param>
public sealed record RedeemBatchView(RedeemBatch Batch, int Redeemed);

/// <summary>Lists batches of codes for administrators, newest first.</summary>
public sealed class RedeemBatches(IDbContextFactory<MusicDb> databases)
{
    private const int MaxTake = 100;

    /// <summary>One batch; null when there is none, or for whoever is no administrator.</summary>
    public async Task<RedeemBatchView?> FindAsync(Actor actor, Guid batchId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return null;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Views(db, db.RedeemBatches.AsNoTracking().Where(batch => batch.Id == batchId)).SingleOrDefaultAsync(ct);
    }

    /// <summary>A page of batches; nothing for whoever is no administrator.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 100.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<RedeemBatchView>> PageAsync(Actor actor, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return new Page<RedeemBatchView>([], Next: null);
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await databases.CreateDbContextAsync(ct);
        var batches = db.RedeemBatches.AsNoTracking();
        if (before is var (time, id)) batches = batches.Where(batch => batch.CreatedAt <= time && (batch.CreatedAt < time || batch.Id < id));
        var rows = await Views(db, batches.OrderByDescending(batch => batch.CreatedAt).ThenByDescending(batch => batch.Id).Take(take + 1)).ToListAsync(ct);
        if (rows.Count <= take) return new Page<RedeemBatchView>(rows, Next: null);
        rows.RemoveAt(take);
        return new Page<RedeemBatchView>(rows, new Cursor(rows[^1].Batch.CreatedAt, rows[^1].Batch.Id));
    }

    private static IQueryable<RedeemBatchView> Views(MusicDb db, IQueryable<RedeemBatch> batches)
    {
        var codes = db.RedeemCodes;
        return batches.Select(batch => new RedeemBatchView(batch, codes.Where(code => code.BatchId == batch.Id).Sum(code => batch.UsesPerCode - code.UsesLeft)));
    }
}

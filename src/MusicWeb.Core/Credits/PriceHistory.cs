using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>Tells administrators which prices were set, by whom and why, those of the future included.</summary>
public sealed class PriceHistory(IDbContextFactory<MusicDb> databases)
{
    private const int MaxTake = 200;

    /// <summary>A page of the history, newest first by the moment it was set; nothing for whoever is no administrator.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="provider">Only those of this provider; null for all.</param>
    /// <param name="op">Only those of this operation; null for all.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 200.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<PriceChange>> PageAsync(Actor actor, string? provider, string? op, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return new Page<PriceChange>([], Next: null);
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await databases.CreateDbContextAsync(ct);
        var changes = db.PriceChanges.AsNoTracking();
        if (provider is not null) changes = changes.Where(change => change.Provider == provider);
        if (op is not null) changes = changes.Where(change => change.Op == op);
        if (before is var (time, id)) changes = changes.Where(change => change.CreatedAt <= time && (change.CreatedAt < time || change.Id < id));
        var rows = await changes.OrderByDescending(change => change.CreatedAt).ThenByDescending(change => change.Id).Take(take + 1).ToListAsync(ct);
        if (rows.Count <= take) return new Page<PriceChange>(rows, Next: null);
        rows.RemoveAt(take);
        return new Page<PriceChange>(rows, new Cursor(rows[^1].CreatedAt, rows[^1].Id));
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Admin;

/// <summary>A decision about an operation or a model, with who made it.</summary>
/// <param name="Change">The decision.</param>
/// <param name="SetBy">The address of who made it; null for who is gone.</param>
public sealed record OfferChangeRow(OfferChange Change, string? SetBy);

/// <summary>A price that was set, with who set it.</summary>
/// <param name="Change">The price.</param>
/// <param name="SetBy">The address of who set it; null for who is gone.</param>
public sealed record PriceChangeRow(PriceChange Change, string? SetBy);

/// <summary>Tells administrators what was decided about prices, operations and models, by whom and why.</summary>
public sealed class OfferHistory(IDbContextFactory<MusicDb> databases, PriceHistory prices)
{
    private const int MaxTake = 200;

    /// <summary>A page of the decisions about operations and models, newest first.</summary>
    /// <param name="actor">Who looks; only an administrator may.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 200.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The page; <c>not_found</c> for everybody else.</returns>
    public async Task<Result<Page<OfferChangeRow>>> PageAsync(Actor actor, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await databases.CreateDbContextAsync(ct);
        var changes = db.OfferChanges.AsNoTracking();
        if (before is var (time, id)) changes = changes.Where(change => change.CreatedAt <= time && (change.CreatedAt < time || change.Id < id));
        var users = db.Users;
        var rows = await changes.OrderByDescending(change => change.CreatedAt).ThenByDescending(change => change.Id).Take(take + 1)
            .Select(change => new OfferChangeRow(change, users.Where(user => user.Id == change.SetById).Select(user => user.Email).FirstOrDefault()))
            .ToListAsync(ct);
        if (rows.Count <= take) return new Page<OfferChangeRow>(rows, Next: null);
        rows.RemoveAt(take);
        return new Page<OfferChangeRow>(rows, new Cursor(rows[^1].Change.CreatedAt, rows[^1].Change.Id));
    }

    /// <summary>A page of the prices that were set, newest first, those of the future included.</summary>
    /// <returns>The page; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<Page<PriceChangeRow>>> PricesAsync(Actor actor, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        var page = await prices.PageAsync(actor, provider: null, op: null, before, take, ct);
        var ids = page.Items.Select(change => change.SetById).Distinct().ToList();
        await using var db = await databases.CreateDbContextAsync(ct);
        var names = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Email, ct);
        return new Page<PriceChangeRow>([.. page.Items.Select(change => new PriceChangeRow(change, names.GetValueOrDefault(change.SetById)))], page.Next);
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Core.Admin;

/// <summary>A decision about how a vendor calls something, with who made it.</summary>
/// <param name="Change">The decision.</param>
/// <param name="SetBy">The address of who made it; null for who is gone.</param>
public sealed record WireChangeRow(WireChange Change, string? SetBy);

/// <summary>How providers are called.</summary>
/// <param name="Providers">Those that go over a wire, in the order of the catalogue.</param>
/// <param name="InForce">The corrections that hold, oldest first.</param>
/// <param name="History">All decisions, newest first.</param>
public sealed record WireReport(IReadOnlyList<ProviderManifest> Providers, IReadOnlyList<WireChange> InForce, Page<WireChangeRow> History);

/// <summary>Tells administrators what of the vendors' wires was corrected, by whom and why.</summary>
public sealed class ReadWire(IDbContextFactory<MusicDb> databases, ProviderCatalog providers)
{
    private const int MaxTake = 200;

    /// <summary>Everything that holds, and a first page of its history.</summary>
    /// <param name="actor">Who looks; only an administrator may.</param>
    /// <param name="before">The end of the page of history before; null for the first.</param>
    /// <param name="take">Rows of the history, 1 to 200.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The report; <c>not_found</c> for everybody else.</returns>
    public async Task<Result<WireReport>> RunAsync(Actor actor, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await databases.CreateDbContextAsync(ct);
        var wired = providers.All.Select(provider => provider.Manifest).Where(manifest => manifest.Paths.Count > 0).ToList();
        var inForce = await WireList.InEffect(db).OrderBy(change => change.Id).Take(wired.Count * WireList.MaxCorrections).ToListAsync(ct);
        return new WireReport(wired, inForce, await HistoryAsync(db, before, take, ct));
    }

    private static async Task<Page<WireChangeRow>> HistoryAsync(MusicDb db, Cursor? before, int take, CancellationToken ct)
    {
        var (changes, users) = (db.WireChanges.AsNoTracking(), db.Users);
        if (before is var (time, id)) changes = changes.Where(change => change.CreatedAt <= time && (change.CreatedAt < time || change.Id < id));
        var rows = await changes.OrderByDescending(change => change.CreatedAt).ThenByDescending(change => change.Id).Take(take + 1)
            .Select(change => new WireChangeRow(change, users.Where(user => user.Id == change.SetById).Select(user => user.Email).FirstOrDefault()))
            .ToListAsync(ct);
        if (rows.Count <= take) return new Page<WireChangeRow>(rows, Next: null);
        rows.RemoveAt(take);
        return new Page<WireChangeRow>(rows, new Cursor(rows[^1].Change.CreatedAt, rows[^1].Change.Id));
    }
}

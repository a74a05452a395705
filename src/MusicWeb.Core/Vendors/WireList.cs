using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>Tells providers how their vendors call things at this moment. It is read from the database before each call, so all processes say the same.</summary>
internal sealed class WireList(IDbContextFactory<MusicDb> databases)
{
    // More than anybody will find out; a bound all the same.
    internal const int MaxCorrections = 200;

    /// <summary>The corrections of a provider that hold.</summary>
    public async Task<IReadOnlyList<WireCorrection>> ReadAsync(string provider, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await InEffect(db).Where(change => change.Provider == provider).OrderBy(change => change.Id).Take(MaxCorrections)
            .Select(change => new WireCorrection(change.Kind, change.Path, change.Documented, change.Actual!)).ToListAsync(ct);
    }

    /// <summary>The last decision about each thing, where it is called otherwise.</summary>
    public static IQueryable<WireChange> InEffect(MusicDb db)
    {
        var changes = db.WireChanges.AsNoTracking();
        return changes.Where(change => change.Actual != null && !changes.Any(later =>
            later.Provider == change.Provider && later.Kind == change.Kind && later.Path == change.Path && later.Documented == change.Documented && later.Number > change.Number));
    }
}

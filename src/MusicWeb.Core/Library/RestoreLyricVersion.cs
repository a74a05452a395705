using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Brings words back as they once were, as a new version, so that this too can be undone.</summary>
public sealed class RestoreLyricVersion(WriteQueue writes, TimeProvider time)
{
    /// <summary>Restores a version; the newest one stays what it is.</summary>
    /// <returns>The number of the newest version afterwards; <c>not_found</c> or <c>forbidden</c>.</returns>
    public Task<Result<int>> RunAsync(Actor actor, Guid sheetId, int number, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return writes.RunAsync<int>(async db =>
        {
            var found = await db.FindManagedAsync<LyricSheet>(actor, sheetId, ct);
            if (!found.IsOk) return found.Error;
            var sheet = found.Value;
            if (await db.LyricVersions.AsNoTracking().SingleOrDefaultAsync(version => version.SheetId == sheetId && version.Number == number, ct) is not { } version) return Error.NotFound;
            if (version.Text != sheet.Text) db.AddVersion(sheet, actor, version.Text, restoredFrom: number, time.GetUtcNow().UtcDateTime);
            await db.AnnounceAsync(sheet, ct);
            return sheet.Version;
        }, ct);
    }
}

using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Takes a belonging out of the trash; it is shared with the same workspaces as before.</summary>
public sealed class RestoreBelonging(WriteQueue writes)
{
    /// <summary>Restores it; what is not in the trash stays where it is.</summary>
    /// <returns>The id; <c>not_found</c> or <c>forbidden</c>.</returns>
    public Task<Result<Guid>> RunAsync<T>(Actor actor, Guid id, CancellationToken ct)
        where T : Belonging
    {
        ArgumentNullException.ThrowIfNull(actor);
        return writes.RunAsync<Guid>(async db =>
        {
            var found = await db.FindManagedAsync<T>(actor, id, ct);
            if (!found.IsOk) return found.Error;
            found.Value.TrashedAt = null;
            await db.AnnounceAsync(found.Value, ct);
            return id;
        }, ct);
    }
}

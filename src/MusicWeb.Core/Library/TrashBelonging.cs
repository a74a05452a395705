using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Throws a belonging away, where it can be taken out again. Nothing new is made with it meanwhile, also where it was shared.</summary>
public sealed class TrashBelonging(WriteQueue writes, TimeProvider time)
{
    /// <summary>Moves it to the trash; what is there stays there.</summary>
    /// <returns>The id; <c>not_found</c> or <c>forbidden</c>.</returns>
    public Task<Result<Guid>> RunAsync<T>(Actor actor, Guid id, CancellationToken ct)
        where T : Belonging
    {
        ArgumentNullException.ThrowIfNull(actor);
        return writes.RunAsync<Guid>(async db =>
        {
            var found = await db.FindManagedAsync<T>(actor, id, ct);
            if (!found.IsOk) return found.Error;
            found.Value.TrashedAt ??= time.GetUtcNow().UtcDateTime;
            await db.AnnounceAsync(found.Value, ct);
            return id;
        }, ct);
    }
}

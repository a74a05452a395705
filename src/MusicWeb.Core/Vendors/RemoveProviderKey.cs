using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>Takes a vendor's key away at once. What was ordered with it and is not there yet ends without it, and says so.</summary>
public sealed class RemoveProviderKey(WriteQueue writes, VendorCatalog vendors, TimeProvider time)
{
    /// <summary>Removes, and forgets the secret.</summary>
    /// <param name="actor">A person in the personal workspace; in a team its owner or an admin.</param>
    /// <param name="keyId">A key of that workspace.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The id; <c>forbidden</c>, <c>not_found</c>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid keyId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return writes.RunAsync<Guid>(async db =>
        {
            if (await db.EnterKeyRoomAsync(actor, ct) is { } closed) return closed;
            if (await db.ProviderKeys.SingleOrDefaultAsync(key => key.Id == keyId && key.WorkspaceId == actor.WorkspaceId, ct) is not { } key) return Error.NotFound;
            if (key.RetiredAt is not null && key.Secret is null) return keyId;
            var now = time.GetUtcNow();
            key.Retire(now.UtcDateTime);
            key.Forget();
            db.Audit(actor, "provider-key.removed", $"{vendors.Find(key.Vendor)?.DisplayName ?? key.Vendor} ({key.Shown})", key.Id, now, before: key.Shown);
            db.Announce($"workspace:{actor.WorkspaceId}", LiveKinds.ProviderKey, keyId);
            return keyId;
        }, ct);
    }
}

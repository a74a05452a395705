using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Ends a key at once and for good, with every text it has.</summary>
public sealed class RevokeApiKey(WriteQueue writes, TimeProvider time)
{
    /// <summary>Revokes; a key that is revoked stays so.</summary>
    /// <param name="actor">The key's owner, or an administrator of the installation.</param>
    /// <param name="keyId">The key.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The id; <c>forbidden</c> or <c>not_found</c>.</returns>
    public async Task<Result<Guid>> RunAsync(Actor actor, Guid keyId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsPerson) return ApiKeys.OnlyPeople;
        return await writes.RunAsync<Guid>(async db =>
        {
            var keys = actor.IsAdministrator ? db.ApiKeys : db.ApiKeys.Of(actor);
            if (await keys.SingleOrDefaultAsync(key => key.Id == keyId, ct) is not { } key) return Error.NotFound;
            if (key.RevokedAt is not null) return keyId;
            var now = time.GetUtcNow();
            key.Revoke(now.UtcDateTime);
            db.Audit(actor, "key.revoked", $"{key.Name} ({key.Shown})", key.Id, now, workspaceId: key.WorkspaceId);
            db.Announce(key.Topic, LiveKinds.Key, key.Id);
            return keyId;
        }, ct);
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Changes a key's name, cap and addresses; they hold from its next use on.</summary>
public sealed class EditApiKey(WriteQueue writes, TimeProvider time)
{
    /// <summary>Changes them. What was spent in a period counts for the new cap too.</summary>
    /// <returns>The id; <c>forbidden</c>, <c>not_found</c>, <c>revoked_key</c>, <c>bad_name</c>, <c>bad_cap</c> or <c>bad_address</c>.</returns>
    public async Task<Result<Guid>> RunAsync(Actor actor, Guid keyId, ApiKeyTerms terms, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(terms);
        if (!actor.IsPerson) return ApiKeys.OnlyPeople;
        var checkedTerms = terms.Check();
        if (!checkedTerms.IsOk) return checkedTerms.Error!;
        return await writes.RunAsync<Guid>(async db =>
        {
            if (await db.ApiKeys.Of(actor).SingleOrDefaultAsync(key => key.Id == keyId, ct) is not { } key) return Error.NotFound;
            if (key.RevokedAt is not null) return ApiKeys.Revoked;
            var before = ApiKeyTerms.Of(key);
            if (before == checkedTerms.Value) return keyId;
            key.Edit(checkedTerms.Value);
            db.Audit(actor, "key.edited", $"{key.Name} ({key.Shown})", key.Id, time.GetUtcNow(), before: before.Described(), after: checkedTerms.Value.Described(), workspaceId: key.WorkspaceId);
            db.Announce(key.Topic, LiveKinds.Key, key.Id);
            return keyId;
        }, ct);
    }
}

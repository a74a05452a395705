using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Gives a key a new text; the old one goes on working for a while, so that programs can be changed one after the other.</summary>
public sealed class RotateApiKey(WriteQueue writes, TimeProvider time)
{
    /// <summary>The longest time both texts may work.</summary>
    public static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(7);

    /// <summary>Rotates. A text that is older than the last one stops at once.</summary>
    /// <param name="actor">The key's owner.</param>
    /// <param name="keyId">The key.</param>
    /// <param name="overlap">How long the old text still works: zero to <see cref="MaxOverlap"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The key with its new text; <c>forbidden</c>, <c>bad_overlap</c>, <c>not_found</c> or <c>revoked_key</c>.</returns>
    public async Task<Result<NewApiKey>> RunAsync(Actor actor, Guid keyId, TimeSpan overlap, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsPerson) return ApiKeys.OnlyPeople;
        if (overlap < TimeSpan.Zero || overlap > MaxOverlap) return new Error("bad_overlap", "Let the old key work for at most {0} days.", MaxOverlap.Days) { Field = "Overlap" };
        var text = ApiKeyText.Make();
        return await writes.RunAsync<NewApiKey>(async db =>
        {
            if (await db.ApiKeys.Of(actor).SingleOrDefaultAsync(key => key.Id == keyId, ct) is not { } key) return Error.NotFound;
            if (key.RevokedAt is not null) return ApiKeys.Revoked;
            var (now, before) = (time.GetUtcNow(), key.Shown);
            key.Rotate(text, now.UtcDateTime + overlap);
            db.Audit(actor, "key.rotated", $"{key.Name} ({key.Shown})", key.Id, now, before: $"{before} until {key.PreviousEndsAt:u}", after: key.Shown, workspaceId: key.WorkspaceId);
            db.Announce(key.Topic, LiveKinds.Key, key.Id);
            return new NewApiKey(key.Id, text);
        }, ct);
    }
}

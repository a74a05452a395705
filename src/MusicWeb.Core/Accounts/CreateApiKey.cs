using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Makes a key for the person who asks; it acts in the workspace the person is in.</summary>
public sealed class CreateApiKey(WriteQueue writes, TimeProvider time)
{
    /// <summary>The most keys of one person that are not revoked.</summary>
    public const int MaxKeys = 100;

    private const int MaxYears = 10;

    /// <summary>Makes it.</summary>
    /// <param name="actor">Who asks, and where the key will act; a person, not another key.</param>
    /// <param name="terms">Name, cap and addresses.</param>
    /// <param name="scopes">What it may be used for; looking is always among it.</param>
    /// <param name="expiresAt">When it stops working by itself, in UTC, at most ten years ahead; null for never.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The key with its text; <c>forbidden</c>, <c>bad_name</c>, <c>bad_cap</c>, <c>bad_address</c>, <c>bad_expiry</c> or <c>too_many_keys</c>.</returns>
    public async Task<Result<NewApiKey>> RunAsync(Actor actor, ApiKeyTerms terms, ApiKeyScopes scopes, DateTime? expiresAt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(terms);
        if (!actor.IsPerson) return ApiKeys.OnlyPeople;
        var checkedTerms = terms.Check();
        if (!checkedTerms.IsOk) return checkedTerms.Error!;
        var now = time.GetUtcNow();
        if (expiresAt is { } end && (end <= now.UtcDateTime || end > now.UtcDateTime.AddYears(MaxYears))) return new Error("bad_expiry", "Choose a day in the next {0} years, or let it never expire.", MaxYears) { Field = "ExpiresAt" };

        var text = ApiKeyText.Make();
        return await writes.RunAsync<NewApiKey>(async db =>
        {
            if (await db.ApiKeys.CountAsync(key => key.UserId == actor.UserId && key.RevokedAt == null, ct) >= MaxKeys) return new Error("too_many_keys", "You have {0} keys. Revoke one that you no longer need.", MaxKeys);
            var allowed = (scopes & (ApiKeyScopes.Create | ApiKeyScopes.Manage)) | ApiKeyScopes.Read;
            var key = ApiKey.Open(actor, checkedTerms.Value, allowed, expiresAt, text, now);
            db.ApiKeys.Add(key);
            db.Audit(actor, "key.created", $"{key.Name} ({key.Shown})", key.Id, now, after: $"{checkedTerms.Value.Described()}; may {key.Scopes}; until {key.ExpiresAt?.ToString("u") ?? "revoked"}");
            db.Announce(key.Topic, LiveKinds.Key, key.Id);
            // Somebody who sat down at an open page could leave a way in behind.
            await db.WarnAsync(actor.UserId, now, "A new API key was made: {0}.", [key.Name], ct);
            return new NewApiKey(key.Id, text);
        }, ct);
    }
}

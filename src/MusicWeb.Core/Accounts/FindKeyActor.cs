using System.Net;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Finds out who acts through a key and with which right, from the database and for every request anew.</summary>
public sealed class FindKeyActor(IDbContextFactory<MusicDb> databases, WriteQueue writes, TimeProvider time)
{
    private const int AddressesKept = 100;
    private static readonly TimeSpan _noteEvery = TimeSpan.FromMinutes(1);

    /// <summary>The owner of a key, in its workspace with the present role there, and never with an administrator's right.</summary>
    /// <param name="text">What was presented as a key.</param>
    /// <param name="from">The address it came from; null when nobody knows, which no list of addresses allows.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The actor; <c>bad_key</c> when it is no key at all, which costs no question to the database, <c>unknown_key</c>, <c>revoked_key</c>,
    /// <c>expired_key</c>, <c>shut_key</c> when its owner is disabled or no member any more, <c>address_refused</c>.
    /// </returns>
    public async Task<Result<Actor>> RunAsync(string? text, IPAddress? from, CancellationToken ct)
    {
        if (!ApiKeyText.IsWellFormed(text)) return new Error("bad_key", "This is no API key: check that it was copied as a whole.");
        var (hash, now) = (ApiKeyText.HashOf(text!), time.GetUtcNow().UtcDateTime);
        var address = from is null ? null : AddressList.Plain(from);
        var place = address is null ? "" : AddressList.Neighbourhood(address);
        await using var db = await databases.CreateDbContextAsync(ct);
        var (memberships, addresses, users) = (db.Memberships, db.ApiKeyAddresses, db.Users);
        var found = await db.ApiKeys.AsNoTracking()
            .Where(key => key.Hash == hash || key.PreviousHash == hash)
            .Select(key => new
            {
                Key = key,
                Role = memberships.Where(membership => membership.WorkspaceId == key.WorkspaceId && membership.UserId == key.UserId && users.Any(user => user.Id == key.UserId && user.DisabledAt == null)).Select(membership => (Role?)membership.Role).SingleOrDefault(),
                IsPlaceKnown = addresses.Any(seen => seen.KeyId == key.Id && seen.Address == place),
            })
            .SingleOrDefaultAsync(ct);
        if (found is null) return new Error("unknown_key", "This API key is not known here.");
        var key = found.Key;
        if (key.RevokedAt is not null) return new Error("revoked_key", "This API key is revoked.");
        if (key.ExpiresAt <= now) return new Error("expired_key", "This API key has expired.");
        if (key.Hash != hash && key.PreviousEndsAt <= now) return new Error("expired_key", "This API key was rotated. Use its new text.");
        if (key.Addresses is not null && (address is null || !AddressList.Contains(key.Addresses, address))) return new Error("address_refused", "This API key may not be used from your address.");
        if (found.Role is not { } role) return new Error("shut_key", "The owner of this API key has no access to its workspace any more.");

        if (address is not null && (!found.IsPlaceKnown || key.LastUsedAt is null || key.LastUsedAt <= now - _noteEvery)) await NoteUseAsync(key, address.ToString(), place, now, ct);
        return new Actor(key.UserId, key.WorkspaceId, role, IsAdministrator: false, Door.Api) { ApiKeyId = key.Id, Scopes = key.Scopes };
    }

    private Task<Result<Guid>> NoteUseAsync(ApiKey key, string address, string place, DateTime now, CancellationToken ct) => writes.RunAsync<Guid>(
        async db =>
        {
            await db.ApiKeys.Where(used => used.Id == key.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(used => used.LastUsedAt, now).SetProperty(used => used.LastUsedFrom, address), ct);
            var places = db.ApiKeyAddresses.Where(seen => seen.KeyId == key.Id);
            if (await places.Where(seen => seen.Address == place).ExecuteUpdateAsync(set => set.SetProperty(seen => seen.LastSeenAt, now), ct) == 0)
            {
                db.ApiKeyAddresses.Add(new ApiKeyAddress { KeyId = key.Id, Address = place, FirstSeenAt = now, LastSeenAt = now });
                // A key that wanders without end must not fill the table.
                var old = await places.OrderByDescending(seen => seen.LastSeenAt).Select(seen => seen.LastSeenAt).Skip(AddressesKept - 1).Take(1).ToListAsync(ct);
                if (old is [var before]) await places.Where(seen => seen.LastSeenAt <= before).ExecuteDeleteAsync(ct);
            }

            db.Announce(key.Topic, LiveKinds.Key, key.Id);
            return key.Id;
        },
        ct);
}

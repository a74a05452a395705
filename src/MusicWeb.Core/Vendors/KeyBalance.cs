using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>Asks a vendor for a key's balance and brings our books to it.</summary>
internal sealed class KeyBalance(IDbContextFactory<MusicDb> databases, WriteQueue writes, VendorCatalog vendors, KeyVault vault, VendorMirror mirror, KeyTroubles troubles, TimeProvider time)
{
    // Orders that move the books while the vendor answers make a reading worthless for comparison; three in a row are rare.
    private const int MaxReadings = 3;

    /// <summary>Asks and saves what comes of it.</summary>
    /// <returns>The answer; null when the key is gone.</returns>
    public async Task<KeyAnswer?> ReadAsync(Guid keyId, CancellationToken ct)
    {
        for (var reading = 1; ; reading++)
        {
            if (await FindAsync(keyId, ct) is not ({ } key, { } vendor, { } secret, var entries)) return null;
            var answer = await vendor.AskAsync(secret, ct);
            var isCompared = await SaveAsync(key, vendor, answer, entries, isLast: reading == MaxReadings, ct);
            if (isCompared || reading == MaxReadings) return answer;
        }
    }

    private async Task<(ProviderKey? Key, Vendor? Vendor, VendorKey? Secret, long Entries)> FindAsync(Guid keyId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.ProviderKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == keyId && key.RetiredAt == null && key.WorkspaceId != null, ct) is not { } key) return default;
        return (key, vendors.Find(key.Vendor), vault.Open(key), await VendorMirror.EntriesAsync(db, keyId, ct));
    }

    private async Task<bool> SaveAsync(ProviderKey asked, Vendor vendor, KeyAnswer answer, long entries, bool isLast, CancellationToken ct)
    {
        var saved = await writes.RunAsync<bool>(async db =>
        {
            await db.ProviderKeys.HoldAsync(asked.Id, ct);
            if (await db.ProviderKeys.SingleOrDefaultAsync(key => key.Id == asked.Id && key.RetiredAt == null, ct) is not { } key) return true;
            switch (answer)
            {
                case KeyAnswer.Works { Credits: null }:
                    key.ReadBalance(credits: null, difference: null, time.GetUtcNow().UtcDateTime);
                    break;
                case KeyAnswer.Works { Credits: { } credits }:
                    var difference = await mirror.FollowAsync(db, key.Id, credits, entries, "The vendor's balance differed", ct);
                    if (difference is null && !isLast) return false;
                    key.ReadBalance(credits, difference, time.GetUtcNow().UtcDateTime);
                    break;
                case KeyAnswer.Refused refused:
                    await troubles.MeetAsync(db, key, vendor.DisplayName, refused.Text, ct);
                    break;
            }

            db.Announce($"workspace:{key.WorkspaceId}", LiveKinds.ProviderKey, key.Id);
            return true;
        }, ct);
        return saved.Value;
    }
}

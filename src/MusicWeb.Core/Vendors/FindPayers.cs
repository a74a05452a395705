using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>Who would pay for what, by provider.</summary>
/// <param name="Credits">Who pays where no vendor's key of one's own does.</param>
/// <param name="ByProvider">The payer for each provider that the actor can order from; one that is missing needs a key first.</param>
public sealed record PayerTable(Payer Credits, IReadOnlyDictionary<string, Payer> ByProvider)
{
    /// <summary>The payer for a provider, or null when nobody who could pay has a key for it.</summary>
    public Payer? Find(string provider) => ByProvider.GetValueOrDefault(provider);
}

/// <summary>Reads who pays for what an actor orders, and with whose key it would be made.</summary>
public sealed class FindPayers(IDbContextFactory<MusicDb> databases, ProviderCatalog providers, VendorCatalog vendors, TimeProvider time)
{
    /// <summary>The payers of now.</summary>
    public async Task<PayerTable> RunAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var payerId = await db.PayerOfAsync(actor, ct);
        var credits = await db.PayerAsync(actor, payerId, Now, ct);
        var found = new Dictionary<string, Payer>();
        foreach (var (provider, payment) in await db.PaymentsOfAsync(vendors, actor, payerId, [.. providers.All.Select(provider => provider.Manifest)], ct))
            found[provider] = payment.KeyId is { } keyId ? await OfKeyAsync(db, actor, keyId, ct) : credits;

        return new PayerTable(credits, found);
    }

    private async Task<Payer> OfKeyAsync(MusicDb db, Actor actor, Guid keyId, CancellationToken ct)
    {
        var key = await db.ProviderKeys.AsNoTracking().SingleAsync(key => key.Id == keyId, ct);
        var payer = await db.PayerAsync(actor, keyId, Now, ct);
        var vendor = vendors.Find(key.Vendor);
        return payer with { Key = new PayingKey(keyId, vendor?.DisplayName ?? key.Vendor, key.Shown, key.BalanceAt) { HasLimit = vendor is not { TellsBalance: false } } };
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}

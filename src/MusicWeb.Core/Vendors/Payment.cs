using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>Who pays for an order and with whose key it is made.</summary>
/// <param name="AccountId">The account that pays.</param>
/// <param name="KeyId">The vendor's key of a person or team, whose mirrored account that is; null for the installation's own, or where none is needed.</param>
internal sealed record Payment(Guid AccountId, Guid? KeyId);

/// <summary>The precedence of keys. Whoever pays, uses his own key first; what the installation pays the vendor for, it is paid for in our credits.</summary>
internal static class Payments
{
    /// <summary>The payment for an order of now; null when nobody who could pay has a key.</summary>
    public static async Task<Payment?> PaymentOfAsync(this MusicDb db, VendorCatalog vendors, Actor actor, ProviderManifest manifest, CancellationToken ct)
    {
        var payerId = await db.PayerOfAsync(actor, ct);
        if (manifest.Vendor is not { } vendor) return new Payment(payerId, KeyId: null);
        if (await db.KeyOfAsync(payerId, vendor, ct) is { } own) return new Payment(own, own);
        if (vendors.Find(vendor) is { HasKey: true }) return new Payment(payerId, KeyId: null);
        // Nothing else could make it, so the choice of who pays has one answer.
        var otherId = payerId == actor.UserId ? actor.WorkspaceId : actor.UserId;
        return await db.KeyOfAsync(otherId, vendor, ct) is { } other ? new Payment(other, other) : null;
    }

    /// <summary>The payment that an earlier order had, for one that takes its place; null when its key orders nothing any more.</summary>
    public static async Task<Payment?> SamePaymentAsync(this MusicDb db, Guid accountId, CancellationToken ct)
    {
        var key = await db.ProviderKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == accountId, ct);
        if (key is null) return new Payment(accountId, KeyId: null);
        return key.RetiredAt is null ? new Payment(key.Id, key.Id) : null;
    }

    private static async Task<Guid?> KeyOfAsync(this MusicDb db, Guid workspaceId, string vendor, CancellationToken ct) =>
        await db.ProviderKeys.InForceOf(workspaceId).Where(key => key.Vendor == vendor).Select(key => (Guid?)key.Id).SingleOrDefaultAsync(ct);
}

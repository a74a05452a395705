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
    public static async Task<Payment?> PaymentOfAsync(this MusicDb db, VendorCatalog vendors, Actor actor, ProviderManifest manifest, CancellationToken ct) =>
        (await db.PaymentsOfAsync(vendors, actor, await db.PayerOfAsync(actor, ct), [manifest], ct)).GetValueOrDefault(manifest.Name);

    /// <summary>The payments for orders of now, by provider; one for which nobody who could pay has a key is missing.</summary>
    public static async Task<IReadOnlyDictionary<string, Payment>> PaymentsOfAsync(
        this MusicDb db, VendorCatalog vendors, Actor actor, Guid payerId, IReadOnlyList<ProviderManifest> manifests, CancellationToken ct)
    {
        var otherId = payerId == actor.UserId ? actor.WorkspaceId : actor.UserId;
        var keys = manifests.All(manifest => manifest.Vendor is null)
            ? []
            : await db.ProviderKeys.Where(key => (key.WorkspaceId == payerId || key.WorkspaceId == otherId) && key.RetiredAt == null)
                .Select(key => new { key.WorkspaceId, key.Vendor, key.Id }).ToDictionaryAsync(key => (key.WorkspaceId, key.Vendor), key => key.Id, ct);
        var payments = new Dictionary<string, Payment>();
        foreach (var manifest in manifests)
        {
            if (Of(manifest.Vendor) is { } payment) payments[manifest.Name] = payment;
        }

        return payments;

        Payment? Of(string? vendor)
        {
            if (vendor is null) return new Payment(payerId, KeyId: null);
            if (keys.TryGetValue((payerId, vendor), out var own)) return new Payment(own, own);
            if (vendors.Find(vendor) is { HasKey: true }) return new Payment(payerId, KeyId: null);
            // Nothing else could make it, so the choice of who pays has one answer.
            return keys.TryGetValue((otherId, vendor), out var other) ? new Payment(other, other) : null;
        }
    }

    /// <summary>The payment that an earlier order had, for one that takes its place; null when its key orders nothing any more.</summary>
    public static async Task<Payment?> SamePaymentAsync(this MusicDb db, Guid accountId, CancellationToken ct)
    {
        var key = await db.ProviderKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == accountId, ct);
        if (key is null) return new Payment(accountId, KeyId: null);
        return key.RetiredAt is null ? new Payment(key.Id, key.Id) : null;
    }
}

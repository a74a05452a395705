using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Core.Admin;

/// <summary>What is known of a vendor for those who run the installation.</summary>
/// <param name="Vendor">Its name.</param>
/// <param name="DisplayName">What people read.</param>
/// <param name="HasKey">The installation has a key of its own.</param>
/// <param name="TakesKeys">People and teams may have keys of their own there.</param>
/// <param name="OwnKey">The end of the administrator's own key; null when there is none.</param>
/// <param name="Trouble">Why the installation's key was not accepted the last time; null when nothing is known against it.</param>
/// <param name="TroubleAt">When that was.</param>
/// <param name="Keys">How many people and teams have a key of their own.</param>
/// <param name="RefusedKeys">How many of those keys the vendor did not accept the last time.</param>
public sealed record VendorHealth(string Vendor, string DisplayName, bool HasKey, bool TakesKeys, string? OwnKey, string? Trouble, DateTime? TroubleAt, int Keys, int RefusedKeys);

/// <summary>All vendors.</summary>
/// <param name="Vendors">In the order they are offered.</param>
public sealed record VendorReport(IReadOnlyList<VendorHealth> Vendors);

/// <summary>The calls that were made.</summary>
/// <param name="Checks">In the order in which they were made.</param>
public sealed record ContractReport(IReadOnlyList<ContractCheck> Checks);

/// <summary>Compares what a vendor does with what its documents say, by calls that cost nothing.</summary>
public sealed class CheckContract
{
    private readonly IDbContextFactory<MusicDb> _databases;
    private readonly VendorCatalog _vendors;
    private readonly KeyVault _vault;

    internal CheckContract(IDbContextFactory<MusicDb> databases, VendorCatalog vendors, KeyVault vault) => (_databases, _vendors, _vault) = (databases, vendors, vault);

    /// <summary>The vendors and the state of their keys.</summary>
    /// <returns>The vendors; <c>not_found</c>.</returns>
    public async Task<Result<VendorReport>> ListAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator || !actor.IsPerson) return Error.NotFound;
        await using var db = await _databases.CreateDbContextAsync(ct);
        var keys = await db.ProviderKeys.Where(key => key.RetiredAt == null && key.WorkspaceId != null).GroupBy(key => key.Vendor)
            .Select(group => new { group.Key, All = group.Count(), Refused = group.Count(key => key.Trouble != null) }).ToDictionaryAsync(group => group.Key, ct);
        var own = await db.ProviderKeys.AsNoTracking().InForceOf(actor.UserId).ToDictionaryAsync(key => key.Vendor, key => key.Shown, ct);
        var installation = await db.ProviderKeys.AsNoTracking().Where(key => key.WorkspaceId == null).ToDictionaryAsync(key => key.Vendor, ct);
        return new VendorReport([.. _vendors.All.Select(vendor => new VendorHealth(
            vendor.Name, vendor.DisplayName, vendor.HasKey, vendor.TakesKeys, own.GetValueOrDefault(vendor.Name),
            installation.GetValueOrDefault(vendor.Name)?.Trouble, installation.GetValueOrDefault(vendor.Name)?.TroubleAt,
            keys.GetValueOrDefault(vendor.Name)?.All ?? 0, keys.GetValueOrDefault(vendor.Name)?.Refused ?? 0))]);
    }

    /// <summary>Makes the calls, with the installation's key or with one's own; nobody else's key is ever used for this.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="vendorName">A name of <see cref="VendorCatalog"/>.</param>
    /// <param name="withOwnKey">The administrator's own; otherwise the installation's.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The calls; <c>not_found</c>, <c>no_key</c>.</returns>
    public async Task<Result<ContractReport>> RunAsync(Actor actor, string vendorName, bool withOwnKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator || !actor.IsPerson || _vendors.Find(vendorName) is not { } vendor) return Error.NotFound;
        VendorKey? own = null;
        if (withOwnKey)
        {
            await using var db = await _databases.CreateDbContextAsync(ct);
            var row = await db.ProviderKeys.AsNoTracking().InForceOf(actor.UserId).SingleOrDefaultAsync(key => key.Vendor == vendorName, ct);
            own = row is null ? null : _vault.Open(row);
        }

        if (own is null && (withOwnKey || !vendor.HasKey)) return new Error("no_key", "There is no key to check with.");
        return new ContractReport(await vendor.CheckAsync(own, ct));
    }
}

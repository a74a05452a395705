using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Vendors;

/// <summary>The tables of this room.</summary>
public static class VendorsSets
{
    extension(MusicDb db)
    {
        /// <summary>Vendors' keys, retired ones included.</summary>
        public DbSet<ProviderKey> ProviderKeys => db.Set<ProviderKey>();

        /// <summary>How vendors call things, as administrators found out.</summary>
        public DbSet<WireChange> WireChanges => db.Set<WireChange>();
    }

    /// <summary>Takes every key of a workspace away that comes to its end.</summary>
    internal static Task ForgetKeysAsync(this MusicDb db, Guid workspaceId, DateTime now, CancellationToken ct) => db.ProviderKeys.Where(key => key.WorkspaceId == workspaceId)
        .ExecuteUpdateAsync(set => set.SetProperty(key => key.RetiredAt, key => key.RetiredAt ?? now).SetProperty(key => key.Secret, (string?)null), ct);

    /// <summary>Holds the row of a key until the commit. Whoever also moves its account does so afterwards, so that nobody waits in a circle.</summary>
    internal static Task HoldAsync(this IQueryable<ProviderKey> keys, Guid keyId, CancellationToken ct) =>
        keys.Where(key => key.Id == keyId).ExecuteUpdateAsync(set => set.SetProperty(key => key.RetiredAt, key => key.RetiredAt), ct);

    /// <summary>Those in force that belong to a workspace.</summary>
    internal static IQueryable<ProviderKey> InForceOf(this IQueryable<ProviderKey> keys, Guid workspaceId) =>
        keys.Where(key => key.WorkspaceId == workspaceId && key.RetiredAt == null);
}

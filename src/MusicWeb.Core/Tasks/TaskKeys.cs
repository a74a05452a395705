using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>The vendors' keys with which tasks are ordered and asked for.</summary>
internal sealed class TaskKeys(IDbContextFactory<MusicDb> databases, KeyVault vault, KeyTroubles troubles, VendorCatalog vendors)
{
    /// <summary>The key of a task that has one; null when it was taken away or can no longer be read.</summary>
    public async Task<VendorKey?> FindAsync(MusicTask task, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var key = await db.ProviderKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Id == task.VendorKeyId, ct);
        return key is null ? null : vault.Open(key);
    }

    /// <summary>Keeps what the vendor says against the key of a task, and tells those who can mend it.</summary>
    public Task MeetAsync(MusicDb db, MusicTask task, ProviderManifest manifest, string text) =>
        troubles.MeetAsync(db, manifest.Vendor ?? manifest.Name, NameOf(manifest), task.VendorKeyId, text, CancellationToken.None);

    /// <summary>What everybody reads who sees a task that its key ended: the vendor's words only where nobody but the key's owner does.</summary>
    public async Task<string> ReasonAsync(MusicDb db, MusicTask task, ProviderManifest manifest, string text)
    {
        var name = NameOf(manifest);
        var isTold = task.WorkspaceId == task.CreatedById
            && await db.ProviderKeys.AnyAsync(key => key.Id == task.VendorKeyId && key.WorkspaceId == task.CreatedById, CancellationToken.None);
        return isTold
            ? $"{name} did not accept your key: {text}"
            : $"{name} did not accept the key used for this, or nothing is left to spend with it. Those who keep the key were told why.";
    }

    // A provider that only the installation's key opens has no vendor to choose keys for, and yet somebody who keeps the key.
    private string NameOf(ProviderManifest manifest) => vendors.Find(manifest.Vendor)?.DisplayName ?? manifest.DisplayName;

    /// <summary>Whose fault a refused key is.</summary>
    public static FailureCause CauseOf(MusicTask task) => task.VendorKeyId is null ? FailureCause.InstallationKey : FailureCause.Key;

    /// <summary>Has the balance of a task's key read soon, and forgets a replaced key with the last task that needed it. Called with the end of the task saved.</summary>
    public static async Task LetGoAsync(MusicDb db, MusicTask task, CancellationToken ct)
    {
        if (task.VendorKeyId is not { } keyId) return;
        // Somebody who replaces it at this moment goes first, or sees this end.
        await db.ProviderKeys.HoldAsync(keyId, ct);
        await RefreshBalances.SoonAsync(db, keyId, task.FinalizedAt!.Value, ct);
        var tasks = db.Tasks;
        await db.ProviderKeys.Where(key => key.Id == keyId && key.RetiredAt != null && key.Secret != null && !tasks.Any(open => open.VendorKeyId == keyId && open.FinalizedAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.Secret, (string?)null), ct);
    }

    /// <summary>Whether a task is open that must be asked for with a key.</summary>
    public static Task<bool> IsInUseAsync(MusicDb db, Guid keyId, CancellationToken ct) => db.Tasks.AnyAsync(task => task.VendorKeyId == keyId && task.FinalizedAt == null, ct);
}

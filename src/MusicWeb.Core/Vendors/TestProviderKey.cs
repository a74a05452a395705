using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>Asks the vendor about a key, which costs nothing, and brings our books to its balance.</summary>
public sealed class TestProviderKey
{
    // Whoever opens the form again and again does not knock at the vendor each time.
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(5);
    private readonly IDbContextFactory<MusicDb> _databases;
    private readonly KeyBalance _balance;
    private readonly TimeProvider _time;

    internal TestProviderKey(IDbContextFactory<MusicDb> databases, KeyBalance balance, TimeProvider time) => (_databases, _balance, _time) = (databases, balance, time);

    /// <summary>Asks now.</summary>
    /// <param name="actor">A person in the personal workspace; in a team its owner or an admin.</param>
    /// <param name="keyId">A key of that workspace.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What the vendor said; <c>forbidden</c>, <c>not_found</c>, <c>key_unreadable</c> when it has to be entered again.</returns>
    public async Task<Result<KeyAnswer>> RunAsync(Actor actor, Guid keyId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.CanManage) return Error.Forbidden;
        await using (var db = await _databases.CreateDbContextAsync(ct))
        {
            if (!await db.ProviderKeys.InForceOf(actor.WorkspaceId).AnyAsync(key => key.Id == keyId, ct)) return Error.NotFound;
        }

        return await _balance.ReadAsync(keyId, ct) is { } answer ? answer : new Error("key_unreadable", "The key can no longer be decrypted here. Enter it again.");
    }

    /// <summary>Asks where the last answer is older than five minutes; for whoever is about to order with the key.</summary>
    /// <param name="actor">Whoever may order with the key: its person, or a member of its team.</param>
    /// <param name="keyId">The key.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether the vendor was asked; <c>forbidden</c>, <c>not_found</c>.</returns>
    public async Task<Result<bool>> FreshenAsync(Actor actor, Guid keyId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.CanCreate) return Error.Forbidden;
        var old = _time.GetUtcNow().UtcDateTime - _fresh;
        await using (var db = await _databases.CreateDbContextAsync(ct))
        {
            var (userId, workspaceId) = (actor.UserId, actor.WorkspaceId);
            var key = await db.ProviderKeys.Where(key => key.Id == keyId && key.RetiredAt == null && (key.WorkspaceId == workspaceId || key.WorkspaceId == userId))
                .Select(key => new { key.BalanceAt, key.TroubleAt }).SingleOrDefaultAsync(ct);
            if (key is null) return Error.NotFound;
            if (key.BalanceAt > old || key.TroubleAt > old) return false;
        }

        return await _balance.ReadAsync(keyId, ct) is not null;
    }
}

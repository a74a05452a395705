using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Whether a key works, and if not, why.</summary>
public enum ApiKeyState
{
    /// <summary>It works.</summary>
    Active,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its owner is no member of the workspace it acts in any more.</summary>
    Shut,

    /// <summary>It was revoked.</summary>
    Revoked,
}

/// <summary>A key as its owner sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Terms">Name, cap and addresses.</param>
/// <param name="Workspace">Name of the workspace it acts in; null where that is one's own.</param>
/// <param name="Prefix">How its text begins.</param>
/// <param name="LastFour">How its text ends.</param>
/// <param name="State">Whether it works.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it stops working by itself.</param>
/// <param name="SpentCredits">Held or spent in the current period of the cap; without a cap in this month.</param>
/// <param name="ResetsAt">When that period ends.</param>
/// <param name="LastUsedAt">When it was last used, exact to a minute.</param>
/// <param name="LastUsedFrom">From which address.</param>
/// <param name="PreviousEndsAt">When the text before the last rotation stops working; null when it has.</param>
/// <param name="RevokedAt">When it was revoked.</param>
public sealed record ApiKeyView(
    Guid Id, ApiKeyTerms Terms, string? Workspace, string Prefix, string LastFour, ApiKeyState State, ApiKeyScopes Scopes, DateTime CreatedAt, DateTime? ExpiresAt,
    long SpentCredits, DateTime ResetsAt, DateTime? LastUsedAt, string? LastUsedFrom, DateTime? PreviousEndsAt, DateTime? RevokedAt);

/// <summary>Reads a person's keys.</summary>
public sealed class ListApiKeys(IDbContextFactory<MusicDb> databases, TimeProvider time)
{
    private const int RevokedShown = 10;

    /// <summary>The keys that are not revoked, newest first, and after them the ones that were revoked last.</summary>
    /// <returns>The keys; none for a key, which may not look at keys.</returns>
    public async Task<IReadOnlyList<ApiKeyView>> RunAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsPerson) return [];
        await using var db = await databases.CreateDbContextAsync(ct);
        var keys = db.ApiKeys.AsNoTracking().Of(actor);
        List<ApiKey> rows =
        [
            .. await keys.Where(key => key.RevokedAt == null).OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id).Take(CreateApiKey.MaxKeys).ToListAsync(ct),
            .. await keys.Where(key => key.RevokedAt != null).OrderByDescending(key => key.RevokedAt).ThenByDescending(key => key.Id).Take(RevokedShown).ToListAsync(ct),
        ];
        var (workspaces, used) = (db.Workspaces, rows.Select(key => key.WorkspaceId).Distinct().ToArray());
        var places = await db.Memberships.Where(membership => membership.UserId == actor.UserId)
            .Join(workspaces, membership => membership.WorkspaceId, workspace => workspace.Id, (_, workspace) => new { workspace.Id, workspace.Name })
            .Where(workspace => used.Contains(workspace.Id))
            .ToDictionaryAsync(workspace => workspace.Id, workspace => workspace.Name, ct);
        var now = time.GetUtcNow().UtcDateTime;
        return [.. rows.Select(key => Of(key, places, now))];
    }

    private static ApiKeyView Of(ApiKey key, Dictionary<Guid, string> places, DateTime now)
    {
        var isMember = places.TryGetValue(key.WorkspaceId, out var place);
        var state = key.RevokedAt is not null ? ApiKeyState.Revoked : key.ExpiresAt <= now ? ApiKeyState.Expired : isMember ? ApiKeyState.Active : ApiKeyState.Shut;
        var terms = ApiKeyTerms.Of(key);
        return new ApiKeyView(
            key.Id, terms, key.WorkspaceId == key.UserId ? null : place ?? "", key.Prefix, key.LastFour, state, key.Scopes, key.CreatedAt, key.ExpiresAt,
            key.SpentAt(now), key.ResetsAfter(now), key.LastUsedAt, key.LastUsedFrom, key.PreviousEndsAt > now ? key.PreviousEndsAt : null, key.RevokedAt);
    }
}

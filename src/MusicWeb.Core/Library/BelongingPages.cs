using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>A belonging and what people see of it besides its content.</summary>
internal sealed record Shown<T>(T Item, BelongingView View)
    where T : Belonging;

/// <summary>Reads belongings the way an actor may have them.</summary>
internal static class BelongingPages
{
    private const int MostTake = 100;

    /// <summary>A page of what lives in the actor's workspace and of what is shared with it, newest first.</summary>
    /// <param name="db">Where.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="trashed">The trash instead, in which only those lie that the actor may take out.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 100.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Page<Shown<T>>> PageAsync<T>(this MusicDb db, Actor actor, Func<IQueryable<T>, IQueryable<T>> filter, bool trashed, Cursor? before, int take, CancellationToken ct)
        where T : Belonging
    {
        take = Math.Clamp(take, 1, MostTake);
        var (workspaceId, shares) = (actor.WorkspaceId, db.Shares.Where(share => share.WorkspaceId == actor.WorkspaceId));
        var all = filter(db.Set<T>().AsNoTracking().Where(item => (item.TrashedAt != null) == trashed));
        // Two questions, each with an index of its own, instead of one with "or" and none.
        var own = await Behind(all.Where(item => item.WorkspaceId == workspaceId), before, take + 1).ToListAsync(ct);
        var living = db.Workspaces.Where(workspace => workspace.DeletedAt == null);
        var given = await Behind(shares.Join(all, share => share.SubjectId, item => item.Id, (share, item) => item).Where(item => living.Any(home => home.Id == item.WorkspaceId)), before, take + 1).ToListAsync(ct);
        List<T> merged = [.. own.Concat(given).OrderByDescending(item => item.CreatedAt).ThenByDescending(item => item.Id, ById).Take(take + 1)];
        var hasMore = merged.Count > take;
        if (hasMore) merged.RemoveAt(take);
        var shown = await db.ShowAsync(actor, merged, ct);
        return new Page<Shown<T>>(
            trashed ? [.. shown.Where(item => item.View.Right is ShareRight.Manage)] : shown,
            hasMore ? new Cursor(merged[^1].CreatedAt, merged[^1].Id) : null);
    }

    /// <summary>One belonging, trashed or not; null when it does not exist for the actor.</summary>
    public static async Task<Shown<T>?> FindShownAsync<T>(this MusicDb db, Actor actor, Guid id, CancellationToken ct)
        where T : Belonging =>
        await db.FindHeldAsync<T>(actor, id, ct) is { } held ? (await db.ShowAsync(actor, [held.Item], ct))[0] : null;

    private static IQueryable<T> Behind<T>(IQueryable<T> items, Cursor? before, int take)
        where T : Belonging
    {
        // Said twice, so that PostgreSQL too enters the index at that place.
        if (before is var (time, id)) items = items.Where(item => item.CreatedAt <= time && (item.CreatedAt < time || item.Id < id));
        return items.OrderByDescending(item => item.CreatedAt).ThenByDescending(item => item.Id).Take(take);
    }

    private static async Task<IReadOnlyList<Shown<T>>> ShowAsync<T>(this MusicDb db, Actor actor, List<T> items, CancellationToken ct)
        where T : Belonging
    {
        if (items.Count == 0) return [];
        var (ids, owners, homes) = (items.Select(item => item.Id).ToArray(), items.Select(item => item.OwnerId).Distinct().ToArray(), items.Select(item => item.WorkspaceId).Distinct().ToArray());
        var people = await db.Users.Where(user => owners.Contains(user.Id)).Select(user => new { user.Id, Name = user.DisplayName ?? user.UserName }).ToDictionaryAsync(user => user.Id, user => user.Name ?? "", ct);
        var places = await db.Workspaces.Where(workspace => homes.Contains(workspace.Id)).Select(workspace => new { workspace.Id, workspace.Name }).ToDictionaryAsync(workspace => workspace.Id, workspace => workspace.Name, ct);
        var open = await db.Memberships.Where(membership => membership.UserId == actor.UserId && homes.Contains(membership.WorkspaceId)).Select(membership => membership.WorkspaceId).ToListAsync(ct);
        var given = await db.Shares.Where(share => share.WorkspaceId == actor.WorkspaceId && ids.Contains(share.SubjectId)).Select(share => new { share.SubjectId, share.Right }).ToDictionaryAsync(share => share.SubjectId, share => share.Right, ct);
        var counts = await db.Shares.Where(share => ids.Contains(share.SubjectId)).GroupBy(share => share.SubjectId).Select(shares => new { shares.Key, Count = shares.Count() }).ToDictionaryAsync(shares => shares.Key, shares => shares.Count, ct);
        return [.. items.Select(item =>
        {
            var right = Rights.Of(actor, item, given.TryGetValue(item.Id, out var share) ? share : null, isOwnerAtHome: open.Contains(item.WorkspaceId));
            return new Shown<T>(item, new BelongingView(
                item.Id, item.Name, right, people.GetValueOrDefault(item.OwnerId, ""), item.WorkspaceId == actor.WorkspaceId ? null : places.GetValueOrDefault(item.WorkspaceId, ""),
                right is ShareRight.Manage ? counts.GetValueOrDefault(item.Id) : 0, item.CreatedAt, item.TrashedAt));
        })];
    }

    // Both databases order ids by their bytes as they are written, the framework does not.
    private static Comparer<Guid> ById { get; } = Comparer<Guid>.Create((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));
}

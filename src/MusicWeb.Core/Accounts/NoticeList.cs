using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>A person's notices.</summary>
public sealed class NoticeList(IDbContextFactory<MusicDb> databases)
{
    /// <summary>What the bell shows at most; beyond it nobody counts.</summary>
    public const int MostUnread = 99;

    /// <summary>A page of a person's own notices, newest first.</summary>
    /// <param name="userId">The person, as the door found out.</param>
    /// <param name="before">Where the page starts; null for the newest.</param>
    /// <param name="size">How many, 1 to 100.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<Notice>> PageAsync(Guid userId, Cursor? before, int size, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 100);
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = db.Notices.AsNoTracking().Where(notice => notice.UserId == userId);
        if (before is { CreatedAt: var at, Id: var id }) rows = rows.Where(notice => notice.CreatedAt < at || (notice.CreatedAt == at && notice.Id < id));
        var items = await rows.OrderByDescending(notice => notice.CreatedAt).ThenByDescending(notice => notice.Id).Take(size + 1).ToListAsync(ct);
        var hasMore = items.Count > size;
        if (hasMore) items.RemoveAt(size);
        return new Page<Notice>(items, hasMore ? new Cursor(items[^1].CreatedAt, items[^1].Id) : null);
    }

    /// <summary>How many are unread, counted up to one more than <see cref="MostUnread"/>.</summary>
    public async Task<int> CountUnreadAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Notices.Where(notice => notice.UserId == userId && notice.ReadAt == null).Take(MostUnread + 1).CountAsync(ct);
    }

    /// <summary>One of the person's own notices, or null.</summary>
    public async Task<Notice?> FindAsync(Guid userId, Guid noticeId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Notices.AsNoTracking().SingleOrDefaultAsync(notice => notice.UserId == userId && notice.Id == noticeId, ct);
    }
}

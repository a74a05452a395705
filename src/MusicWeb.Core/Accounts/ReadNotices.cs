using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Notes that a person has seen notices.</summary>
public sealed class ReadNotices(WriteQueue writes, TimeProvider time)
{
    /// <summary>Marks one notice, or all, of the person's own; others stay as they are.</summary>
    /// <param name="userId">The person, as the door found out.</param>
    /// <param name="noticeId">Which one; null for all.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were unread until now.</returns>
    public async Task<int> RunAsync(Guid userId, Guid? noticeId, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var marked = await writes.RunAsync<int>(async db =>
        {
            var unread = db.Notices.Where(notice => notice.UserId == userId && notice.ReadAt == null);
            if (noticeId is { } id) unread = unread.Where(notice => notice.Id == id);
            var count = await unread.ExecuteUpdateAsync(set => set.SetProperty(notice => notice.ReadAt, now), ct);
            if (count > 0) db.Announce(NoticeBook.TopicOf(userId), LiveKinds.Notices, noticeId ?? Guid.Empty);
            return count;
        }, ct);
        return marked.Value;
    }
}

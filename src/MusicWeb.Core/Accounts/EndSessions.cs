using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Ends sessions: their cookies are worth nothing any more, and their open pages go to the sign-in page.</summary>
public sealed class EndSessions(WriteQueue writes, TimeProvider time)
{
    /// <summary>Ends one of the person's own sessions.</summary>
    /// <returns>True when it stood until now; <c>not_found</c> for anybody else's.</returns>
    public Task<Result<bool>> OneAsync(Guid userId, Guid sessionId, CancellationToken ct) => writes.RunAsync<bool>(async db =>
    {
        if (!await db.Sessions.AnyAsync(session => session.Id == sessionId && session.UserId == userId, ct)) return Error.NotFound;
        return await db.EndAsync(userId, session => session.Id == sessionId, time.GetUtcNow(), ct) > 0;
    }, ct);

    /// <summary>Ends all of the person's sessions, or all but one, and tells the person.</summary>
    /// <param name="userId">The person, as the door found out.</param>
    /// <param name="exceptId">The one that stays; null for none.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were ended.</returns>
    public async Task<int> AllAsync(Guid userId, Guid? exceptId, CancellationToken ct)
    {
        var ended = await writes.RunAsync<int>(async db =>
        {
            var now = time.GetUtcNow();
            var count = await db.EndAsync(userId, session => session.Id != exceptId, now, ct);
            if (count > 0) db.Notify(userId, NoticeKind.Security, now, "/settings", "You were signed out everywhere else: {0} sessions ended.", $"{count}");
            return count;
        }, ct);
        return ended.Value;
    }
}

/// <summary>For verbs that end sessions together with what else they change.</summary>
internal static class SessionEnd
{
    /// <summary>Ends a person's standing sessions that match, inside a write.</summary>
    public static async Task<int> EndAsync(this MusicDb db, Guid userId, System.Linq.Expressions.Expression<Func<Session, bool>> which, DateTimeOffset now, CancellationToken ct)
    {
        var count = await db.Sessions.Where(session => session.UserId == userId && session.EndedAt == null).Where(which)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now.UtcDateTime), ct);
        // Also when none stood: an account that was disabled has pages to leave whose session ended a moment ago.
        db.Announce(NoticeBook.TopicOf(userId), LiveKinds.Sessions, userId);
        return count;
    }
}

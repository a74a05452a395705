using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Asks whether a session still stands, and notes that it is used.</summary>
public sealed class CheckSession(IDbContextFactory<MusicDb> databases, WriteQueue writes, TimeProvider time)
{
    // A write per request would be too many; a list of sessions needs no better.
    private static readonly TimeSpan _seenEvery = TimeSpan.FromMinutes(5);

    /// <summary>Whether the session stands and its person may come in.</summary>
    /// <param name="userId">Whose the cookie says it is.</param>
    /// <param name="sessionId">Which one the cookie names.</param>
    /// <param name="address">Where the request comes from; null when only asked.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> RunAsync(Guid userId, Guid sessionId, string? address, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var users = db.Users;
        var found = await db.Sessions
            .Where(session => session.Id == sessionId && session.UserId == userId && session.EndedAt == null)
            .Join(users, session => session.UserId, user => user.Id, (session, user) => new { session.LastSeenAt, user.DisabledAt })
            .SingleOrDefaultAsync(ct);
        if (found is not { DisabledAt: null }) return false;
        var now = time.GetUtcNow().UtcDateTime;
        if (address is not null && now - found.LastSeenAt >= _seenEvery)
        {
            await writes.RunAsync<int>(
                async own => await own.Sessions.Where(session => session.Id == sessionId && session.EndedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenAt, now).SetProperty(session => session.Address, address), ct),
                ct);
        }

        return true;
    }
}

/// <summary>Keeps when a person last proved who sits at a session, and asks how long ago that was.</summary>
public sealed class ConfirmSession(IDbContextFactory<MusicDb> databases, WriteQueue writes, TimeProvider time)
{
    /// <summary>How long a proof is good for what could take an account away from its owner.</summary>
    public static TimeSpan GoodFor { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Notes that the person has just proved it.</summary>
    public async Task RunAsync(Guid userId, Guid sessionId, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await writes.RunAsync<int>(
            async db => await db.Sessions.Where(session => session.Id == sessionId && session.UserId == userId && session.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.ConfirmedAt, now), ct),
            ct);
    }

    /// <summary>Whether the proof is still good.</summary>
    public async Task<bool> IsFreshAsync(Guid userId, Guid sessionId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var oldest = time.GetUtcNow().UtcDateTime - GoodFor;
        return await db.Sessions.AnyAsync(session => session.Id == sessionId && session.UserId == userId && session.EndedAt == null && session.ConfirmedAt > oldest, ct);
    }
}

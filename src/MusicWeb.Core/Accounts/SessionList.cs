using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Where a person is signed in.</summary>
public sealed class SessionList(IDbContextFactory<MusicDb> databases)
{
    /// <summary>Most sessions a person has at once.</summary>
    private const int Most = 50;

    /// <summary>The person's own sessions that stand, the one used last first.</summary>
    public async Task<IReadOnlyList<Session>> RunAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Sessions.AsNoTracking().Where(session => session.UserId == userId && session.EndedAt == null)
            .OrderByDescending(session => session.LastSeenAt).ThenByDescending(session => session.Id).Take(Most).ToListAsync(ct);
    }
}

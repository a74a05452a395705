using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Admin;

/// <summary>Lists where somebody is signed in; for administrators only.</summary>
public sealed class UserSessions(SessionList sessions)
{
    /// <summary>The sessions that stand, the one used last first; <c>not_found</c> for who is no administrator.</summary>
    public async Task<Result<IReadOnlyList<Session>>> RunAsync(Actor actor, Guid userId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        return (await sessions.RunAsync(userId, ct)).ToList();
    }
}

/// <summary>An administrator signs somebody out everywhere: open pages go to the sign-in page within a second, and the person is told.</summary>
public sealed class EndUserSessions(WriteQueue writes, TimeProvider time)
{
    /// <summary>Ends all sessions that stand.</summary>
    /// <returns>How many there were; <c>forbidden</c>, <c>not_found</c>, <c>bad_reason</c>.</returns>
    public Task<Result<int>> RunAsync(Actor actor, Guid userId, string reason, CancellationToken ct)
    {
        if (UserCorrection.Refuse(actor, reason) is { } refusal) return Task.FromResult<Result<int>>(refusal);
        return writes.RunAsync<int>(async db =>
        {
            if (await db.FindPersonAsync(userId, ct) is not { } person) return Error.NotFound;
            var now = time.GetUtcNow();
            var count = await db.EndAsync(userId, _ => true, now, ct);
            if (count == 0) return 0;
            await db.WarnAsync(userId, now, "An administrator signed you out everywhere.", [], ct);
            db.Audit(actor, "user.sessions-ended", person.Email ?? person.UserName ?? "", userId, now, reason.Trim(), before: $"{count} sessions", after: "0 sessions");
            return count;
        }, ct);
    }
}

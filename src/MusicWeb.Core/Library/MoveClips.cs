using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Moves songs from one workspace of a person to another. The tasks and their charges stay where they were made.</summary>
public sealed class MoveClips(WriteQueue writes, TimeProvider time)
{
    /// <summary>Most songs in one move.</summary>
    public const int MaxClips = 200;

    /// <summary>Moves, all or none.</summary>
    /// <param name="actor">Who, and from where; may write there.</param>
    /// <param name="clipIds">1 to <see cref="MaxClips"/> clips of that workspace.</param>
    /// <param name="toWorkspaceId">A workspace in which the actor may write too.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were moved; <c>bad_clips</c>, <c>forbidden</c>, <c>not_found</c>.</returns>
    public Task<Result<int>> RunAsync(Actor actor, IReadOnlyCollection<Guid> clipIds, Guid toWorkspaceId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(clipIds);
        if (clipIds.Count is < 1 or > MaxClips) return Task.FromResult<Result<int>>(new Error("bad_clips", "Move between 1 and {0} songs at once.", MaxClips));
        if (!actor.CanWrite || !actor.IsPerson) return Task.FromResult<Result<int>>(Error.Forbidden);
        var (ids, userId, fromId) = (clipIds.Distinct().ToArray(), actor.UserId, actor.WorkspaceId);
        return writes.RunAsync<int>(async db =>
        {
            // A team that ends at this moment takes nothing in. In one order, whoever moves to and fro.
            foreach (var held in new[] { fromId, toWorkspaceId }.Where(id => id != userId).Distinct().Order())
                if (!await db.HoldWorkspaceAsync(held, ct)) return Error.NotFound;
            var role = await db.Memberships.Where(member => member.WorkspaceId == toWorkspaceId && member.UserId == userId).Select(member => (Role?)member.Role).SingleOrDefaultAsync(ct);
            if (role is null) return Error.NotFound;
            if (role > Role.Member) return Error.Forbidden;
            var clips = await db.Clips.AsNoTracking().In(actor).Where(clip => ids.Contains(clip.Id)).Select(clip => new { clip.Id, clip.Title }).ToListAsync(ct);
            if (clips.Count != ids.Length) return Error.NotFound;
            if (fromId == toWorkspaceId) return 0;

            await db.Clips.In(actor).Where(clip => ids.Contains(clip.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(clip => clip.WorkspaceId, toWorkspaceId).SetProperty(clip => clip.Revision, clip => clip.Revision + 1), ct);
            var now = time.GetUtcNow();
            foreach (var clip in clips)
            {
                db.Tell(fromId, userId, ActivityKinds.SongMovedOut, clip.Title, clip.Id, now);
                db.Tell(toWorkspaceId, userId, ActivityKinds.SongMovedIn, clip.Title, clip.Id, now);
                db.Announce($"workspace:{fromId}", LiveKinds.Clip, clip.Id);
                db.Announce($"workspace:{toWorkspaceId}", LiveKinds.Clip, clip.Id);
            }

            return clips.Count;
        }, ct);
    }
}

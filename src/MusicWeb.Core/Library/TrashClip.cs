using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Throws a clip away, where it can be taken out again. Neither its files nor the books are touched.</summary>
public sealed class TrashClip(WriteQueue writes, TimeProvider time)
{
    /// <summary>Moves a clip to the trash; one that is there stays there.</summary>
    /// <returns>The id; <c>forbidden</c> or <c>not_found</c>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid clipId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return writes.RunAsync<Guid>(async db =>
        {
            if (await db.Clips.In(actor).SingleOrDefaultAsync(clip => clip.Id == clipId, ct) is not { } clip) return Error.NotFound;
            if (!actor.CanWrite) return Error.Forbidden;
            if (clip.TrashedAt is not null) return clipId;
            var now = time.GetUtcNow();
            clip.TrashedAt = now.UtcDateTime;
            db.Announce($"workspace:{clip.WorkspaceId}", LiveKinds.Clip, clipId);
            db.Tell(clip.WorkspaceId, actor.UserId, ActivityKinds.SongTrashed, clip.Title, clipId, now);
            return clipId;
        }, ct);
    }
}

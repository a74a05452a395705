using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Takes a clip out of the trash.</summary>
public sealed class RestoreClip(WriteQueue writes, TimeProvider time)
{
    /// <summary>Restores a clip; one that is not in the trash stays where it is.</summary>
    /// <returns>The id; <c>forbidden</c> or <c>not_found</c>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid clipId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return writes.RunAsync<Guid>(async db =>
        {
            if (await db.Clips.In(actor).SingleOrDefaultAsync(clip => clip.Id == clipId, ct) is not { } clip) return Error.NotFound;
            if (!actor.CanWrite) return Error.Forbidden;
            if (clip.TrashedAt is null) return clipId;
            clip.TrashedAt = null;
            db.Announce($"workspace:{clip.WorkspaceId}", LiveKinds.Clip, clipId);
            db.Tell(clip.WorkspaceId, actor.UserId, ActivityKinds.SongRestored, clip.Title, clipId, time.GetUtcNow());
            return clipId;
        }, ct);
    }
}

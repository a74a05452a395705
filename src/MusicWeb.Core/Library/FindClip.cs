using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Reads one clip.</summary>
public sealed class FindClip(IDbContextFactory<MusicDb> databases)
{
    /// <summary>The clip, trashed or not; null when it does not exist in the actor's workspace.</summary>
    public async Task<ClipView?> RunAsync(Actor actor, Guid clipId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var clip = await db.Clips.AsNoTracking().In(actor).SingleOrDefaultAsync(clip => clip.Id == clipId, ct);
        return clip is null ? null : (await ClipViews.OfAsync(db, [clip], ct))[0];
    }
}

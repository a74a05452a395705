using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Reads the clips that one task yielded.</summary>
public sealed class ListTakes(IDbContextFactory<MusicDb> databases)
{
    private const int MaxTakes = 100; // More than any provider answers with.

    /// <summary>The clips in the order of their takes, trashed or not; none when the task yielded none or is not of the actor's workspace.</summary>
    public async Task<IReadOnlyList<ClipView>> RunAsync(Actor actor, Guid taskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var clips = await db.Clips.AsNoTracking().In(actor).Where(clip => clip.TaskId == taskId).OrderBy(clip => clip.Index).Take(MaxTakes).ToListAsync(ct);
        return await ClipViews.OfAsync(db, clips, ct);
    }
}

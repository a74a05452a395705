using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Finds the line of songs that a part belongs to: the song it goes on from, and so on back to one with a beginning.</summary>
public sealed class FindLine(IDbContextFactory<MusicDb> databases)
{
    /// <summary>Most clips of a line.</summary>
    public const int MaxClips = 20;

    /// <summary>The clips from the first to the part; none when one of them is not in the actor's workspace any more, or the line is longer than <see cref="MaxClips"/>.</summary>
    public async Task<IReadOnlyList<ClipView>> RunAsync(Actor actor, Guid clipId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var line = new List<ClipView>();
        for (Guid? next = clipId; next is { } id;)
        {
            var clip = await db.Clips.AsNoTracking().In(actor).SingleOrDefaultAsync(clip => clip.Id == id && clip.TrashedAt == null, ct);
            if (clip is null || line.Count == MaxClips) return [];
            var view = (await ClipViews.OfAsync(db, [clip], ct))[0];
            line.Insert(0, view);
            next = view.Origin is { IsPart: true, ClipId: var before } ? before : null;
        }

        return line;
    }
}

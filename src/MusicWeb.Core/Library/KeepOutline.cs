using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Providers.Recordings;

namespace MusicWeb.Core.Library;

/// <summary>
/// Keeps the loudness outline that a browser drew of a song, for everybody who looks at it later. Only where there is none yet: the first
/// one stays, whoever sends it, and what the server measured itself is never drawn over.
/// </summary>
public sealed class KeepOutline(WriteQueue writes)
{
    /// <summary>Levels of an outline, one byte each.</summary>
    public const int Levels = RecordingFacts.OutlineLevels;

    /// <summary>Keeps an outline; of a song that has one, the one it has.</summary>
    /// <param name="actor">Who; may change things in the workspace.</param>
    /// <param name="clipId">The song.</param>
    /// <param name="levels">Exactly <see cref="Levels"/> bytes, evenly spaced over the song, 0 to 255.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The song's id; <c>bad_outline</c>, <c>forbidden</c>, or <c>not_found</c>, also for a song in the trash.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid clipId, byte[] levels, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(levels);
        return writes.RunAsync<Guid>(async db =>
        {
            var clips = db.Clips.In(actor).Where(clip => clip.Id == clipId && clip.TrashedAt == null);
            if (!actor.CanWrite) return await clips.AnyAsync(ct) ? Error.Forbidden : Error.NotFound;
            if (levels.Length != Levels) return new Error("bad_outline", "Send exactly {0} bytes, one for each level.", Levels);
            var kept = await clips.Where(clip => clip.Peaks == null).ExecuteUpdateAsync(set => set.SetProperty(clip => clip.Peaks, levels), ct);
            if (kept == 0) return await clips.AnyAsync(ct) ? clipId : Error.NotFound;
            db.Announce($"workspace:{actor.WorkspaceId}", LiveKinds.Clip, clipId);
            return clipId;
        }, ct);
    }
}

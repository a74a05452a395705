using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Library;

/// <summary>Gives a clip another title.</summary>
public sealed class RenameClip(WriteQueue writes, TimeProvider time)
{
    /// <summary>Longest title, the same as in an order.</summary>
    public const int TitleLimit = 80;

    /// <summary>Renames.</summary>
    /// <returns>The title as it is kept, without blanks at its ends; <c>bad_title</c>, <c>forbidden</c> or <c>not_found</c>.</returns>
    public Task<Result<string>> RunAsync(Actor actor, Guid clipId, string title, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(title);
        var kept = title.Trim();
        if (RefuseTitle(kept) is { } refusal) return Task.FromResult<Result<string>>(refusal);
        return writes.RunAsync<string>(async db =>
        {
            if (await db.Clips.In(actor).SingleOrDefaultAsync(clip => clip.Id == clipId, ct) is not { } clip) return Error.NotFound;
            if (!actor.CanWrite) return Error.Forbidden;
            if (clip.Title == kept) return kept;
            var before = clip.Title;
            clip.Title = kept;
            db.Announce($"workspace:{clip.WorkspaceId}", LiveKinds.Clip, clipId);
            db.Tell(clip.WorkspaceId, actor.UserId, ActivityKinds.SongRenamed, before, clipId, time.GetUtcNow(), kept);
            return kept;
        }, ct);
    }

    /// <summary>Why a song cannot have this title; null when it can.</summary>
    /// <param name="title">Without blanks at its ends.</param>
    internal static Error? RefuseTitle(string title)
    {
        if (title.Length == 0) return new Error("bad_title", "Enter a title.") { Field = "Title" };
        if (title.Length > TitleLimit) return new Error("bad_title", "Shorten the title: {0} of {1} characters.", title.Length, TitleLimit) { Field = "Title" };
        if (!RequestRules.IsReadable(title)) return new Error("bad_title", "Delete the control characters from the title.") { Field = "Title" };
        return title.Any(char.IsControl) ? new Error("bad_title", "Keep the title on one line.") { Field = "Title" } : null;
    }
}

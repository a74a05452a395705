using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>The tables of this room.</summary>
public static class LibrarySets
{
    extension(MusicDb db)
    {
        /// <summary>All clips, trashed ones included.</summary>
        public DbSet<Clip> Clips => db.Set<Clip>();

        /// <summary>The files of the clips.</summary>
        public DbSet<ClipFile> ClipFiles => db.Set<ClipFile>();
    }

    /// <summary>The clips an actor may know of.</summary>
    public static IQueryable<Clip> In(this IQueryable<Clip> clips, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var workspaceId = actor.WorkspaceId;
        return clips.Where(clip => clip.WorkspaceId == workspaceId);
    }
}

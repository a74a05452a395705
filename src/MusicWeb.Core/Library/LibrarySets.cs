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

        /// <summary>Which clip was made from which.</summary>
        public DbSet<ClipSource> ClipSources => db.Set<ClipSource>();

        /// <summary>All personas, trashed ones included.</summary>
        public DbSet<Persona> Personas => db.Set<Persona>();

        /// <summary>All lyrics, trashed ones included.</summary>
        public DbSet<LyricSheet> LyricSheets => db.Set<LyricSheet>();

        /// <summary>Every text the lyrics ever had.</summary>
        public DbSet<LyricVersion> LyricVersions => db.Set<LyricVersion>();

        /// <summary>Who was given what.</summary>
        public DbSet<Share> Shares => db.Set<Share>();

        /// <summary>Who used what how often.</summary>
        public DbSet<BelongingUse> BelongingUses => db.Set<BelongingUse>();
    }

    /// <summary>The clips an actor may know of.</summary>
    public static IQueryable<Clip> In(this IQueryable<Clip> clips, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var workspaceId = actor.WorkspaceId;
        return clips.Where(clip => clip.WorkspaceId == workspaceId);
    }
}

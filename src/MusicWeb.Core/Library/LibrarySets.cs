using Microsoft.EntityFrameworkCore;
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
}

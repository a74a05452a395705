using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>The tables of this room.</summary>
public static class TasksSets
{
    extension(MusicDb db)
    {
        /// <summary>What was decided about operations and models.</summary>
        public DbSet<OfferChange> OfferChanges => db.Set<OfferChange>();

        /// <summary>Which messages of vendors about open tasks were seen.</summary>
        internal DbSet<HookEvent> HookEvents => db.Set<HookEvent>();

        /// <summary>All tasks.</summary>
        public DbSet<MusicTask> Tasks => db.Set<MusicTask>();

        /// <summary>What is typed and not sent.</summary>
        public DbSet<Draft> Drafts => db.Set<Draft>();

        /// <summary>Kept settings, trashed ones included.</summary>
        public DbSet<Preset> Presets => db.Set<Preset>();

        /// <summary>What ended on each day, added up.</summary>
        public DbSet<UsageDay> UsageDays => db.Set<UsageDay>();
    }

    /// <summary>The tasks an actor may know of.</summary>
    public static IQueryable<MusicTask> In(this IQueryable<MusicTask> tasks, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var workspaceId = actor.WorkspaceId;
        return tasks.Where(task => task.WorkspaceId == workspaceId);
    }
}

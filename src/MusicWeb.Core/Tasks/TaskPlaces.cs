using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace MusicWeb.Core.Tasks;

/// <summary>Where the reader of a statement finds a task.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="WorkspaceId">The workspace it lives in.</param>
/// <param name="Workspace">Its name.</param>
/// <param name="IsMember">The reader may look there.</param>
/// <param name="Clips">How many songs it has outside the trash.</param>
public sealed record TaskPlace(Guid TaskId, Guid WorkspaceId, string Workspace, bool IsMember, int Clips);

/// <summary>Finds the tasks that an account paid for, wherever they live.</summary>
public sealed class TaskPlaces(IDbContextFactory<MusicDb> databases)
{
    private const int Most = 500;

    /// <summary>The places of those tasks that the actor's workspace pays for, by task.</summary>
    public async Task<IReadOnlyDictionary<Guid, TaskPlace>> FindAsync(Actor actor, IReadOnlyCollection<Guid> taskIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (taskIds.Count == 0) return new Dictionary<Guid, TaskPlace>();
        Guid[] wanted = [.. taskIds.Distinct().Take(Most)];
        await using var db = await databases.CreateDbContextAsync(ct);
        var (workspaces, memberships, clips) = (db.Workspaces, db.Memberships, db.Clips);
        var rows = await db.Tasks.Where(task => wanted.Contains(task.Id) && task.PayerId == actor.WorkspaceId)
            .Select(task => new TaskPlace(
                task.Id,
                task.WorkspaceId,
                workspaces.Where(workspace => workspace.Id == task.WorkspaceId).Select(workspace => workspace.Name).FirstOrDefault() ?? "",
                memberships.Any(membership => membership.WorkspaceId == task.WorkspaceId && membership.UserId == actor.UserId),
                clips.Count(clip => clip.TaskId == task.Id && clip.TrashedAt == null)))
            .ToListAsync(ct);
        return rows.ToDictionary(place => place.TaskId);
    }
}

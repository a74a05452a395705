using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>An order of which nobody knows whether it reached its provider.</summary>
/// <param name="Id">The task.</param>
/// <param name="Title">What was asked for.</param>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Reason">Why nobody knows.</param>
/// <param name="ProviderTaskId">The provider's id of it, where it had answered before; then it is asked for every hour.</param>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="EndsAt">When its credits are returned at the latest.</param>
/// <param name="PriceCredits">What is held for it.</param>
public sealed record UncertainView(Guid Id, string Title, string Provider, string? Reason, string? ProviderTaskId, DateTime? StartedAt, DateTime? EndsAt, long PriceCredits);

/// <summary>The orders of unknown outcome that an actor can settle: one's own, in a team for its owner and admins all of them.</summary>
public sealed class ListUncertain(IDbContextFactory<MusicDb> databases)
{
    private const int Most = 50;

    /// <summary>The oldest first, at most 50.</summary>
    public async Task<IReadOnlyList<UncertainView>> RunAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.CanWrite) return [];
        var (userId, isAdmin) = (actor.UserId, actor.Role <= Role.Admin);
        await using var db = await databases.CreateDbContextAsync(ct);
        var tasks = await db.Tasks.AsNoTracking().In(actor)
            .Where(task => task.State == TaskState.Uncertain && task.FinalizedAt == null && (isAdmin || task.CreatedById == userId))
            .OrderBy(task => task.CreatedAt).ThenBy(task => task.Id).Take(Most).ToListAsync(ct);
        return [.. tasks.Select(task => new UncertainView(task.Id, RequestTitle.Of(task.Request), task.Provider, task.Reason, task.ProviderTaskId, task.StartedAt, task.DeadlineAt, task.PriceCredits))];
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace MusicWeb.Core.Admin;

/// <summary>How a provider is doing.</summary>
/// <param name="Provider">Its key.</param>
/// <param name="DisplayName">What people read.</param>
/// <param name="Succeeded">Tasks that yielded something, yesterday and today.</param>
/// <param name="Failed">Tasks that failed, yesterday and today.</param>
/// <param name="Queued">Tasks that wait for it.</param>
/// <param name="AtWork">Tasks that are on their way.</param>
/// <param name="OldestQueuedAt">Since when the oldest waits; null when none does.</param>
/// <param name="UsualSeconds">From start to end, on average over yesterday and today; null when nothing succeeded.</param>
/// <param name="Pause">Why and since when it stands still; null while it works.</param>
public sealed record ProviderHealth(
    string Provider, string DisplayName, int Succeeded, int Failed, int Queued, int AtWork, DateTime? OldestQueuedAt, double? UsualSeconds, ProviderPause? Pause)
{
    /// <summary>At least three failures, and more of them than of anything else.</summary>
    public bool IsFailing => Failed >= 3 && Failed > Succeeded;
}

/// <summary>Reads how each provider is doing; for administrators only.</summary>
public sealed class ReadHealth(IDbContextFactory<MusicDb> databases, ProviderCatalog providers, TimeProvider time)
{
    /// <summary>Every provider of the catalogue, in its order, and those that are gone but have open work.</summary>
    /// <returns>The list; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<IReadOnlyList<ProviderHealth>>> RunAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        var yesterday = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);
        await using var db = await databases.CreateDbContextAsync(ct);
        var ended = await db.UsageDays.Where(row => row.Day >= yesterday)
            .GroupBy(row => row.Provider)
            .Select(group => new { Provider = group.Key, Succeeded = group.Sum(row => row.Succeeded), Failed = group.Sum(row => row.Failed), WorkSeconds = group.Sum(row => row.WorkSeconds) })
            .ToDictionaryAsync(row => row.Provider, ct);
        var open = await db.Tasks.Where(task => task.FinalizedAt == null)
            .GroupBy(task => new { task.Provider, IsQueued = task.State == TaskState.Queued })
            .Select(group => new { group.Key.Provider, group.Key.IsQueued, Tasks = group.Count(), OldestAt = group.Min(task => task.CreatedAt) })
            .ToListAsync(ct);
        var pauses = await db.ProviderPauses.AsNoTracking().ToDictionaryAsync(pause => pause.Provider, ct);

        var known = providers.All.Select(provider => (provider.Manifest.Name, provider.Manifest.DisplayName)).ToList();
        var gone = open.Select(work => work.Provider).Distinct().Where(name => providers.Find(name) is null).Select(name => (name, name));
        return known.Concat(gone).Select(provider =>
        {
            var queued = open.Find(work => work.Provider == provider.Item1 && work.IsQueued);
            var sums = ended.GetValueOrDefault(provider.Item1);
            return new ProviderHealth(
                provider.Item1, provider.Item2, sums?.Succeeded ?? 0, sums?.Failed ?? 0, queued?.Tasks ?? 0,
                open.Find(work => work.Provider == provider.Item1 && !work.IsQueued)?.Tasks ?? 0, queued?.OldestAt,
                sums is { Succeeded: > 0 } ? (double)sums.WorkSeconds / sums.Succeeded : null, pauses.GetValueOrDefault(provider.Item1));
        }).ToList();
    }
}

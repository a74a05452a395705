using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Admin;

/// <summary>Failures that have the same cause.</summary>
/// <param name="Provider">Who worked on them.</param>
/// <param name="Cause">Whose failures they were.</param>
/// <param name="Reason">What the people who asked were told, with numbers left out.</param>
/// <param name="Tasks">How many.</param>
/// <param name="ReturnedCredits">What was given back for them.</param>
/// <param name="LastAt">The latest.</param>
/// <param name="ExampleIds">The latest tasks, at most three.</param>
public sealed record FailureGroup(string Provider, FailureCause? Cause, string Reason, int Tasks, long ReturnedCredits, DateTime LastAt, IReadOnlyList<Guid> ExampleIds);

/// <summary>The failures of some days.</summary>
/// <param name="Groups">By provider and cause, most frequent first.</param>
/// <param name="IsCut">There were more than <see cref="FailureReport.MostLooked"/>: only the latest were looked at.</param>
public sealed record Failures(IReadOnlyList<FailureGroup> Groups, bool IsCut);

/// <summary>Groups what failed lately by its cause; for administrators only.</summary>
public sealed partial class FailureReport(IDbContextFactory<MusicDb> databases, TimeProvider time)
{
    /// <summary>Most failures looked at.</summary>
    public const int MostLooked = 5000;

    private const int Examples = 3;

    /// <summary>The failures of the last days, 1 to 92.</summary>
    /// <returns>The groups; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<Failures>> RunAsync(Actor actor, int days, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        var since = time.GetUtcNow().UtcDateTime.AddDays(-Math.Clamp(days, 1, ReadFigures.MaxDays));
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Tasks
            .Where(task => task.State == TaskState.Failed && task.FinalizedAt >= since)
            .OrderByDescending(task => task.FinalizedAt).ThenByDescending(task => task.Id)
            .Select(task => new { task.Id, task.Provider, task.Cause, task.Reason, task.PriceCredits, task.FinalizedAt })
            .Take(MostLooked)
            .ToListAsync(ct);
        var groups = rows
            .GroupBy(row => (row.Provider, row.Cause, Reason: Numbers().Replace(row.Reason ?? "", "…")))
            .Select(group => new FailureGroup(
                group.Key.Provider, group.Key.Cause, group.Key.Reason, group.Count(), group.Sum(row => row.PriceCredits), group.Max(row => row.FinalizedAt!.Value), [.. group.Take(Examples).Select(row => row.Id)]))
            .OrderByDescending(group => group.Tasks).ThenByDescending(group => group.LastAt);
        return new Failures([.. groups], rows.Count == MostLooked);
    }

    // Ids and amounts in a provider's sentence would make every failure one of its kind.
    [GeneratedRegex(@"\b(?=[\da-fA-F-]*\d)[\da-fA-F]{2,}(-[\da-fA-F]+)*\b")]
    private static partial Regex Numbers();
}

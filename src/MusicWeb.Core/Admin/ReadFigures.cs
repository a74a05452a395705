using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Admin;

/// <summary>What ended on a day.</summary>
/// <param name="Day">In UTC.</param>
/// <param name="Succeeded">Tasks that yielded something.</param>
/// <param name="Failed">Tasks that failed.</param>
/// <param name="Cancelled">Tasks that a person stopped.</param>
/// <param name="Songs">Clips that arrived.</param>
/// <param name="SpentCredits">Whole credits that were spent.</param>
/// <param name="ReturnedCredits">Whole credits that were held and returned.</param>
public sealed record DayFigures(DateOnly Day, int Succeeded, int Failed, int Cancelled, int Songs, long SpentCredits, long ReturnedCredits);

/// <summary>How much of the open work of a provider is in a state.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="State">The state.</param>
/// <param name="Tasks">How many.</param>
/// <param name="HeldCredits">What they hold.</param>
public sealed record OpenWork(string Provider, TaskState State, int Tasks, long HeldCredits);

/// <summary>The installation at a glance.</summary>
/// <param name="Users">People with an account.</param>
/// <param name="NewUsers">Of these, who signed up within the days shown.</param>
/// <param name="ActiveUsers">People with a task that ended within the days shown.</param>
/// <param name="GrantedCredits">Whole credits given within the days shown.</param>
/// <param name="Open">The open work by provider and state.</param>
/// <param name="Days">Each of the days shown, oldest first, also those on which nothing ended.</param>
public sealed record KeyFigures(int Users, int NewUsers, int ActiveUsers, long GrantedCredits, IReadOnlyList<OpenWork> Open, IReadOnlyList<DayFigures> Days)
{
    /// <summary>Credits set aside for open tasks.</summary>
    public long HeldCredits => Open.Sum(work => work.HeldCredits);

    /// <summary>Tasks that wait for a slot.</summary>
    public int Queued => Open.Where(work => work.State is TaskState.Queued).Sum(work => work.Tasks);

    /// <summary>Credits spent within the days shown.</summary>
    public long SpentCredits => Days.Sum(day => day.SpentCredits);

    /// <summary>Returned credits as a share of all that were settled, 0 to 1; null when none were.</summary>
    public double? RefundRatio => Ratio(Days.Sum(day => day.ReturnedCredits), SpentCredits);

    /// <summary>Failed tasks as a share of those that succeeded or failed, 0 to 1; null when there were none.</summary>
    public double? FailureRatio => Ratio(Days.Sum(day => day.Failed), Days.Sum(day => day.Succeeded));

    private static double? Ratio(long part, long rest) => part + rest == 0 ? null : (double)part / (part + rest);
}

/// <summary>Reads the key figures, from the days' sums and from open work only; for administrators only.</summary>
public sealed class ReadFigures(IDbContextFactory<MusicDb> databases, TimeProvider time)
{
    /// <summary>Most days at once.</summary>
    public const int MaxDays = 92;

    /// <summary>The figures of the last days, today included.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="days">How many, 1 to 92.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The figures; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<KeyFigures>> RunAsync(Actor actor, int days, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        days = Math.Clamp(days, 1, MaxDays);
        var from = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(1 - days);
        var since = from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        await using var db = await databases.CreateDbContextAsync(ct);
        return new KeyFigures(
            await db.Users.CountAsync(ct), // The one number over all rows: a walk along an index.
            await db.Users.CountAsync(user => user.CreatedAt >= since, ct),
            // As text, because SQLite would otherwise count along the index of all people's days instead of reading the days asked for.
            await db.UsageDays.Where(row => row.Day >= from).Select(row => row.UserId.ToString()).Distinct().CountAsync(ct),
            await db.Transfers.Where(transfer => transfer.Kind == TransferKind.Grant && transfer.CreatedAt >= since).SumAsync(transfer => transfer.AmountCredits, ct),
            await OpenAsync(db, ct),
            await DaysAsync(db, from, days, ct));
    }

    private static Task<List<OpenWork>> OpenAsync(MusicDb db, CancellationToken ct) => db.Tasks
        .Where(task => task.FinalizedAt == null)
        .GroupBy(task => new { task.Provider, task.State })
        .OrderBy(group => group.Key.Provider)
        .Select(group => new OpenWork(group.Key.Provider, group.Key.State, group.Count(), group.Sum(task => task.PriceCredits)))
        .ToListAsync(ct);

    private static async Task<IReadOnlyList<DayFigures>> DaysAsync(MusicDb db, DateOnly from, int days, CancellationToken ct)
    {
        var rows = await db.UsageDays
            .Where(row => row.Day >= from)
            .GroupBy(row => row.Day)
            .Select(group => new DayFigures(
                group.Key, group.Sum(row => row.Succeeded), group.Sum(row => row.Failed), group.Sum(row => row.Cancelled),
                group.Sum(row => row.Songs), group.Sum(row => row.SpentCredits), group.Sum(row => row.ReturnedCredits)))
            .ToDictionaryAsync(row => row.Day, ct);
        return [.. Enumerable.Range(0, days).Select(from.AddDays).Select(day => rows.GetValueOrDefault(day) ?? new DayFigures(day, 0, 0, 0, 0, 0, 0))];
    }
}

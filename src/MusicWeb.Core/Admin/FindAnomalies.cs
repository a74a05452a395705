using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Admin;

/// <summary>What is odd about it.</summary>
public enum AnomalyKind
{
    /// <summary>A person spent far more on a day than is usual for them.</summary>
    UserSpike,

    /// <summary>An API key spent far more on a day than is usual for it.</summary>
    KeySpike,

    /// <summary>The same request was ordered again and again.</summary>
    Repeated,

    /// <summary>A key that has its places was used from a new one.</summary>
    NewAddress,
}

/// <summary>Something odd that an administrator should look at.</summary>
/// <param name="Kind">What is odd.</param>
/// <param name="Key">Names it; the same oddity has the same key each time.</param>
/// <param name="At">When it happened, or last happened.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Email">The person's address; null for who is gone.</param>
/// <param name="ApiKeyId">The API key; null where there is none.</param>
/// <param name="KeyName">The API key's name.</param>
/// <param name="Amount">Credits spent on the day, or how often it was ordered.</param>
/// <param name="Usual">Credits on a usual day; 0 where there is none to compare with.</param>
/// <param name="Text">The request's title, or the new address.</param>
/// <param name="TaskId">The newest task of it; null where it is about none.</param>
/// <param name="SeenAt">When an administrator had looked at it; null while nobody has.</param>
public sealed record Anomaly(
    AnomalyKind Kind, string Key, DateTime At, Guid UserId, string? Email, Guid? ApiKeyId, string? KeyName, long Amount, long Usual, string? Text, Guid? TaskId, DateTime? SeenAt);

/// <summary>
/// Finds what is odd: spending far above somebody's own usual, one request ordered again and again, a key used from a new place. Each
/// question is bounded: sums by day of a month, the busiest people's orders of a day, the newest addresses.
/// </summary>
public sealed class FindAnomalies(IDbContextFactory<MusicDb> databases, TimeProvider time)
{
    /// <summary>Most of each kind.</summary>
    public const int MostOfEach = 50;

    /// <summary>How many times the usual is odd.</summary>
    public const int SpikeFactor = 5;

    /// <summary>Below so many credits on a day nothing is odd.</summary>
    public const long SpikeFromCredits = 60;

    /// <summary>How often one request must have been ordered within a day.</summary>
    public const int RepeatedFrom = 5;

    // Who has not spent on as many days has no usual yet.
    private const int DaysToKnow = 3;
    private const int UsualDays = 28;
    private static readonly TimeSpan _addressesOf = TimeSpan.FromDays(14);

    /// <summary>All there is now: what nobody has looked at first, each newest first.</summary>
    /// <returns>The list; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<IReadOnlyList<Anomaly>>> RunAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(ct);
        List<Anomaly> all = [.. await UserSpikesAsync(db, now, ct), .. await KeySpikesAsync(db, now, ct), .. await RepeatedAsync(db, now, ct), .. await NewAddressesAsync(db, now, ct)];
        var names = await NamesAsync(db, all, ct);
        return names.OrderBy(anomaly => anomaly.SeenAt is not null).ThenByDescending(anomaly => anomaly.At).ThenBy(anomaly => anomaly.Key, StringComparer.Ordinal).ToList();
    }

    // Days are asked for with both ends: with one only, SQLite would rather walk along the index that suits the grouping.
    private static async Task<IEnumerable<Anomaly>> UserSpikesAsync(MusicDb db, DateTime now, CancellationToken ct)
    {
        var (today, since) = Days(now);
        var most = await db.UsageDays.Where(row => row.Day >= today.AddDays(-1) && row.Day <= today)
            .GroupBy(row => new { row.UserId, row.Day }).Select(group => new { group.Key.UserId, group.Key.Day, Spent = group.Sum(row => row.SpentCredits) })
            .Where(row => row.Spent >= SpikeFromCredits).OrderByDescending(row => row.Spent).ThenBy(row => row.UserId).Take(MostOfEach).ToListAsync(ct);
        var ids = most.Select(row => row.UserId).Distinct().ToList();
        var before = await db.UsageDays.Where(row => ids.Contains(row.UserId) && row.Day >= since && row.Day < today.AddDays(-1))
            .GroupBy(row => new { row.UserId, row.Day }).Select(group => new { Id = group.Key.UserId, Spent = group.Sum(row => row.SpentCredits) }).ToListAsync(ct);
        var usual = Usual(before.Select(row => (row.Id, row.Spent)));
        return from row in most
               where usual.TryGetValue(row.UserId, out var average) && row.Spent >= average * SpikeFactor
               select new Anomaly(AnomalyKind.UserSpike, Key($"user:{row.UserId}:{row.Day:yyyy-MM-dd}"), At(row.Day), row.UserId, null, null, null, row.Spent, usual[row.UserId], null, null, null);
    }

    private static async Task<IEnumerable<Anomaly>> KeySpikesAsync(MusicDb db, DateTime now, CancellationToken ct)
    {
        var (today, since) = Days(now);
        var most = await db.UsageDays.Where(row => row.Day >= today.AddDays(-1) && row.Day <= today && row.ApiKeyId != Guid.Empty)
            .GroupBy(row => new { row.ApiKeyId, row.UserId, row.Day }).Select(group => new { group.Key.ApiKeyId, group.Key.UserId, group.Key.Day, Spent = group.Sum(row => row.SpentCredits) })
            .Where(row => row.Spent >= SpikeFromCredits).OrderByDescending(row => row.Spent).ThenBy(row => row.ApiKeyId).Take(MostOfEach).ToListAsync(ct);
        var (ids, owners) = (most.Select(row => row.ApiKeyId).Distinct().ToList(), most.Select(row => row.UserId).Distinct().ToList());
        var before = await db.UsageDays.Where(row => owners.Contains(row.UserId) && ids.Contains(row.ApiKeyId) && row.Day >= since && row.Day < today.AddDays(-1))
            .GroupBy(row => new { row.ApiKeyId, row.Day }).Select(group => new { Id = group.Key.ApiKeyId, Spent = group.Sum(row => row.SpentCredits) }).ToListAsync(ct);
        var usual = Usual(before.Select(row => (row.Id, row.Spent)));
        return from row in most
               where usual.TryGetValue(row.ApiKeyId, out var average) && row.Spent >= average * SpikeFactor
               select new Anomaly(AnomalyKind.KeySpike, Key($"key:{row.ApiKeyId}:{row.Day:yyyy-MM-dd}"), At(row.Day), row.UserId, null, row.ApiKeyId, null, row.Spent, usual[row.ApiKeyId], null, null, null);
    }

    // Only whoever had many tasks end lately can have ordered one thing often, and those people's orders are found by the index of a person's orders.
    private static async Task<IEnumerable<Anomaly>> RepeatedAsync(MusicDb db, DateTime now, CancellationToken ct)
    {
        var (today, since) = (DateOnly.FromDateTime(now), now.AddDays(-1));
        var busy = await db.UsageDays.Where(row => row.Day >= today.AddDays(-1) && row.Day <= today)
            .GroupBy(row => row.UserId).Select(group => new { UserId = group.Key, Tasks = group.Sum(row => row.Succeeded + row.Failed + row.Cancelled) })
            .Where(row => row.Tasks >= RepeatedFrom).OrderByDescending(row => row.Tasks).ThenBy(row => row.UserId).Take(MostOfEach).Select(row => row.UserId).ToListAsync(ct);
        var groups = await db.Tasks.Where(task => busy.Contains(task.CreatedById) && task.CreatedAt >= since)
            .GroupBy(task => new { task.CreatedById, task.RequestHash })
            .Select(group => new { group.Key.CreatedById, group.Key.RequestHash, Tasks = group.Count(), LastAt = group.Max(task => task.CreatedAt) })
            .Where(group => group.Tasks >= RepeatedFrom).OrderByDescending(group => group.Tasks).ThenBy(group => group.RequestHash).Take(MostOfEach).ToListAsync(ct);
        var (people, moments, hashes) = (groups.Select(group => group.CreatedById).Distinct().ToList(), groups.Select(group => group.LastAt).Distinct().ToList(), groups.Select(group => group.RequestHash).ToList());
        var newest = await db.Tasks.AsNoTracking().Where(task => people.Contains(task.CreatedById) && moments.Contains(task.CreatedAt) && hashes.Contains(task.RequestHash))
            .Select(task => new { task.Id, task.CreatedById, task.RequestHash, task.ApiKeyId, task.Request }).ToListAsync(ct);
        return from row in groups
               let example = newest.First(task => task.RequestHash == row.RequestHash && task.CreatedById == row.CreatedById)
               select new Anomaly(
                   AnomalyKind.Repeated, Key($"repeated:{row.CreatedById}:{row.RequestHash}:{row.LastAt:yyyy-MM-dd}"), row.LastAt, row.CreatedById, null, example.ApiKeyId, null, row.Tasks, 0,
                   RequestTitle.Of(example.Request), example.Id, null);
    }

    private static async Task<IEnumerable<Anomaly>> NewAddressesAsync(MusicDb db, DateTime now, CancellationToken ct)
    {
        var (since, addresses, keys) = (now - _addressesOf, db.ApiKeyAddresses, db.ApiKeys);
        var rows = await addresses.Where(seen => seen.FirstSeenAt >= since && addresses.Any(other => other.KeyId == seen.KeyId && other.FirstSeenAt < seen.FirstSeenAt))
            .OrderByDescending(seen => seen.FirstSeenAt).ThenBy(seen => seen.KeyId).ThenBy(seen => seen.Address).Take(MostOfEach)
            .Select(seen => new { seen.KeyId, seen.Address, seen.FirstSeenAt, UserId = keys.Where(key => key.Id == seen.KeyId).Select(key => key.UserId).Single() })
            .ToListAsync(ct);
        return rows.Select(row => new Anomaly(
            AnomalyKind.NewAddress, Key($"address:{row.KeyId}:{row.Address}"), row.FirstSeenAt, row.UserId, null, row.KeyId, null, 1, 0, row.Address, null, null));
    }

    private static async Task<IEnumerable<Anomaly>> NamesAsync(MusicDb db, List<Anomaly> all, CancellationToken ct)
    {
        var (people, opens, marks) = (all.Select(anomaly => anomaly.UserId).Distinct().ToList(), all.Select(anomaly => anomaly.ApiKeyId).OfType<Guid>().Distinct().ToList(), all.Select(anomaly => anomaly.Key).ToList());
        var emails = await db.Users.Where(user => people.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Email, ct);
        var keys = await db.ApiKeys.Where(key => opens.Contains(key.Id)).ToDictionaryAsync(key => key.Id, key => key.Name, ct);
        var seen = await db.SeenAnomalies.Where(mark => marks.Contains(mark.Key)).ToDictionaryAsync(mark => mark.Key, mark => mark.SeenAt, ct);
        return all.Select(anomaly => anomaly with
        {
            Email = emails.GetValueOrDefault(anomaly.UserId),
            KeyName = anomaly.ApiKeyId is { } key ? keys.GetValueOrDefault(key) : null,
            SeenAt = seen.TryGetValue(anomaly.Key, out var at) ? at : null,
        });
    }

    private static (DateOnly Today, DateOnly Since) Days(DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        return (today, today.AddDays(-1 - UsualDays));
    }

    // Of the days on which anything was spent: whoever makes music on Sundays only is measured by Sundays.
    private static Dictionary<Guid, long> Usual(IEnumerable<(Guid Id, long Spent)> days) =>
        days.Where(day => day.Spent > 0).GroupBy(day => day.Id).Where(group => group.Count() >= DaysToKnow).ToDictionary(group => group.Key, group => (long)Math.Ceiling(group.Average(day => day.Spent)));

    private static string Key(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Noon is the same day nearly everywhere.
    private static DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
}

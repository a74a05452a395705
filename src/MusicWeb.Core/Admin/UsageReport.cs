using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Admin;

/// <summary>What a report has a line for.</summary>
public enum UsageBy
{
    /// <summary>Each day.</summary>
    Day,

    /// <summary>Each person who asked.</summary>
    User,

    /// <summary>Each workspace.</summary>
    Workspace,

    /// <summary>Each API key, and the pages as one.</summary>
    Key,

    /// <summary>Each operation.</summary>
    Op,

    /// <summary>Each provider.</summary>
    Provider,
}

/// <summary>Which usage is looked at; null leaves a field open.</summary>
/// <param name="From">The first day, in UTC.</param>
/// <param name="To">The last day, included.</param>
/// <param name="UserId">Only what this person asked for.</param>
/// <param name="WorkspaceId">Only what was made there.</param>
/// <param name="KeyId">Only what this API key asked for; all zeros for the pages.</param>
/// <param name="Provider">Only what this provider worked on.</param>
/// <param name="Op">Only this operation.</param>
public sealed record UsageFilter(DateOnly From, DateOnly To, Guid? UserId = null, Guid? WorkspaceId = null, Guid? KeyId = null, string? Provider = null, string? Op = null)
{
    /// <summary>Most days a report looks at; a longer range is cut at its start.</summary>
    public const int MaxDays = 366;

    internal UsageFilter Bounded() => To.DayNumber - From.DayNumber < MaxDays ? this : this with { From = To.AddDays(1 - MaxDays) };
}

/// <summary>A line of a report.</summary>
/// <param name="Key">The day (<c>yyyy-MM-dd</c>), the id, the operation or the provider.</param>
/// <param name="Name">As people call it; the key where there is no other name.</param>
/// <param name="Succeeded">Tasks that yielded something.</param>
/// <param name="Failed">Tasks that failed.</param>
/// <param name="Cancelled">Tasks that a person stopped.</param>
/// <param name="Songs">Clips that arrived.</param>
/// <param name="SpentCredits">Whole credits that were spent.</param>
/// <param name="ReturnedCredits">Whole credits that were held and returned.</param>
public sealed record UsageLine(string Key, string Name, int Succeeded, int Failed, int Cancelled, int Songs, long SpentCredits, long ReturnedCredits);

/// <summary>Adds up what was used, from the days' sums; for administrators only.</summary>
public sealed class UsageReport(IDbContextFactory<MusicDb> databases)
{
    /// <summary>Lines shown on a page; the file has them all.</summary>
    public const int TopLines = 100;

    private const int NamedAtOnce = 500;

    /// <summary>The lines that spent most; days in their order, latest first.</summary>
    /// <returns>At most <see cref="TopLines"/>, or as many as there are days; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<IReadOnlyList<UsageLine>>> TopAsync(Actor actor, UsageFilter filter, UsageBy by, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(filter);
        if (!actor.IsAdministrator) return Error.NotFound;
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = Matching(db, filter.Bounded());
        return by switch
        {
            UsageBy.User => await NamedAsync(db, by, await TopAsync(rows, row => row.UserId, ct), ct),
            UsageBy.Workspace => await NamedAsync(db, by, await TopAsync(rows, row => row.WorkspaceId, ct), ct),
            UsageBy.Key => await NamedAsync(db, by, await TopAsync(rows, row => row.ApiKeyId, ct), ct),
            UsageBy.Op => Lines(await TopAsync(rows, row => row.Op, ct)),
            UsageBy.Provider => Lines(await TopAsync(rows, row => row.Provider, ct)),
            _ => Lines((await Sums(rows, row => row.Day).ToListAsync(ct)).OrderByDescending(sum => sum.Key)),
        };
    }

    /// <summary>Every line, in the order of its key, read piece by piece; nothing for who is no administrator.</summary>
    public async IAsyncEnumerable<UsageLine> AllAsync(Actor actor, UsageFilter filter, UsageBy by, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(filter);
        if (!actor.IsAdministrator) yield break;
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var names = await databases.CreateDbContextAsync(ct); // Asked while the other still answers.
        var rows = Matching(db, filter.Bounded());
        switch (by)
        {
            case UsageBy.User or UsageBy.Workspace or UsageBy.Key:
                await foreach (var piece in Sums<Guid>(rows, by switch { UsageBy.User => row => row.UserId, UsageBy.Key => row => row.ApiKeyId, _ => row => row.WorkspaceId }).OrderBy(sum => sum.Key).AsAsyncEnumerable().Chunk(NamedAtOnce).WithCancellation(ct))
                {
                    foreach (var line in await NamedAsync(names, by, piece, ct)) yield return line;
                }

                break;
            case UsageBy.Day:
                await foreach (var sum in Sums(rows, row => row.Day).OrderBy(sum => sum.Key).AsAsyncEnumerable().WithCancellation(ct)) yield return LineOf(sum, name: null);
                break;
            default:
                await foreach (var sum in Sums<string>(rows, by is UsageBy.Op ? row => row.Op : row => row.Provider).OrderBy(sum => sum.Key).AsAsyncEnumerable().WithCancellation(ct)) yield return LineOf(sum, name: null);
                break;
        }
    }

    /// <summary>What a workspace is called, for the head of a report; its id where it is gone or one may not know.</summary>
    public async Task<string> NameOfWorkspaceAsync(Actor actor, Guid workspaceId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return $"{workspaceId}";
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Workspaces.Where(workspace => workspace.Id == workspaceId).Select(workspace => workspace.Name).SingleOrDefaultAsync(ct) ?? $"{workspaceId}";
    }

    private static IQueryable<UsageDay> Matching(MusicDb db, UsageFilter filter)
    {
        var rows = db.UsageDays.Where(row => row.Day >= filter.From && row.Day <= filter.To);
        if (filter.UserId is { } userId) rows = rows.Where(row => row.UserId == userId);
        if (filter.WorkspaceId is { } workspaceId) rows = rows.Where(row => row.WorkspaceId == workspaceId);
        if (filter.KeyId is { } keyId) rows = rows.Where(row => row.ApiKeyId == keyId);
        if (filter.Provider is { } provider) rows = rows.Where(row => row.Provider == provider);
        if (filter.Op is { } op) rows = rows.Where(row => row.Op == op);
        return rows;
    }

    private static IQueryable<Sum<T>> Sums<T>(IQueryable<UsageDay> rows, Expression<Func<UsageDay, T>> key) => rows.GroupBy(key).Select(group => new Sum<T>
    {
        Key = group.Key,
        Succeeded = group.Sum(row => row.Succeeded),
        Failed = group.Sum(row => row.Failed),
        Cancelled = group.Sum(row => row.Cancelled),
        Songs = group.Sum(row => row.Songs),
        SpentCredits = group.Sum(row => row.SpentCredits),
        ReturnedCredits = group.Sum(row => row.ReturnedCredits),
    });

    private static Task<List<Sum<T>>> TopAsync<T>(IQueryable<UsageDay> rows, Expression<Func<UsageDay, T>> key, CancellationToken ct) => Sums(rows, key)
        .OrderByDescending(sum => sum.SpentCredits).ThenByDescending(sum => sum.Succeeded + sum.Failed + sum.Cancelled).ThenBy(sum => sum.Key)
        .Take(TopLines).ToListAsync(ct);

    private static async Task<List<UsageLine>> NamedAsync(MusicDb db, UsageBy by, IReadOnlyList<Sum<Guid>> sums, CancellationToken ct)
    {
        Guid[] ids = [.. sums.Select(sum => sum.Key)];
        var names = by switch
        {
            UsageBy.User => await db.Users.Where(user => ids.Contains(user.Id)).Select(user => new { user.Id, Name = user.Email }).ToDictionaryAsync(user => user.Id, user => user.Name, ct),
            UsageBy.Key => await db.ApiKeys.Where(key => ids.Contains(key.Id)).Select(key => new { key.Id, key.Name, key.LastFour }).ToDictionaryAsync(key => key.Id, key => (string?)$"{key.Name} …{key.LastFour}", ct),
            _ => await db.Workspaces.Where(workspace => ids.Contains(workspace.Id)).Select(workspace => new { workspace.Id, workspace.Name }).ToDictionaryAsync(workspace => workspace.Id, workspace => (string?)workspace.Name, ct),
        };
        return [.. sums.Select(sum => LineOf(sum, names.GetValueOrDefault(sum.Key)))];
    }

    private static List<UsageLine> Lines<T>(IEnumerable<Sum<T>> sums) => [.. sums.Select(sum => LineOf(sum, name: null))];

    private static UsageLine LineOf<T>(Sum<T> sum, string? name)
    {
        var key = sum.Key is DateOnly day ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : $"{sum.Key}";
        return new UsageLine(key, name ?? key, sum.Succeeded, sum.Failed, sum.Cancelled, sum.Songs, sum.SpentCredits, sum.ReturnedCredits);
    }

    private sealed class Sum<T>
    {
        public required T Key { get; init; }

        public int Succeeded { get; init; }

        public int Failed { get; init; }

        public int Cancelled { get; init; }

        public int Songs { get; init; }

        public long SpentCredits { get; init; }

        public long ReturnedCredits { get; init; }
    }
}

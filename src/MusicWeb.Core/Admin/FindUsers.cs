using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Core.Admin;

/// <summary>A person in a list.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Email">The address.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="IsAdministrator">May look after the installation.</param>
/// <param name="DisabledAt">Since when the account is shut; null while it is open.</param>
/// <param name="AvailableCredits">What can be spent from the personal account.</param>
/// <param name="HeldCredits">What open tasks hold there.</param>
/// <param name="LastUsedOn">The last day on which a task of theirs ended; null for none.</param>
public sealed record UserRow(Guid Id, string Email, DateTime CreatedAt, bool IsAdministrator, DateTime? DisabledAt, long AvailableCredits, long HeldCredits, DateOnly? LastUsedOn);

/// <summary>Lists people, newest first, or finds those whose address begins with what is typed; for administrators only.</summary>
public sealed class FindUsers(IDbContextFactory<MusicDb> databases)
{
    /// <summary>Most people a search answers with.</summary>
    public const int MaxFound = 50;

    private const int MaxTake = 200;

    // The largest character there is: all texts with a beginning lie between it and it followed by this.
    private const string Last = "\U0010FFFF";

    /// <summary>A page of all people, newest first.</summary>
    /// <returns>The page; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<Page<UserRow>>> PageAsync(Actor actor, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await databases.CreateDbContextAsync(ct);
        var users = db.Users.AsNoTracking();
        if (before is var (time, id)) users = users.Where(user => user.CreatedAt <= time && (user.CreatedAt < time || user.Id < id));
        var rows = await RowsAsync(db, users.OrderByDescending(user => user.CreatedAt).ThenByDescending(user => user.Id).Take(take + 1), ct);
        if (rows.Count <= take) return new Page<UserRow>(rows, Next: null);
        rows.RemoveAt(take);
        return new Page<UserRow>(rows, new Cursor(rows[^1].CreatedAt, rows[^1].Id));
    }

    /// <summary>The first people, in the order of their addresses, whose address or name begins with a text; or the one with that id.</summary>
    /// <returns>At most <see cref="MaxFound"/>; <c>not_found</c> for who is no administrator.</returns>
    public async Task<Result<IReadOnlyList<UserRow>>> SearchAsync(Actor actor, string beginning, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(beginning);
        if (!actor.IsAdministrator) return Error.NotFound;
        var from = beginning.Trim().ToUpperInvariant(); // As Identity normalises it.
        if (from.Length == 0 || from.Any(char.IsControl)) return new List<UserRow>();
        await using var db = await databases.CreateDbContextAsync(ct);
        // An address may look like an id.
        if (Guid.TryParse(from, out var id) && await RowsAsync(db, db.Users.Where(user => user.Id == id), ct) is { Count: > 0 } byId) return byId;
        var to = from + Last;
        // One question for each index; together they would be answered by neither. Both databases compare these columns by their bytes.
#pragma warning disable CA1309 // Becomes SQL.
        var byEmail = await RowsAsync(db, db.Users.Where(user => string.Compare(user.NormalizedEmail, from) >= 0 && string.Compare(user.NormalizedEmail, to) <= 0).OrderBy(user => user.NormalizedEmail).Take(MaxFound), ct);
        var byName = await RowsAsync(db, db.Users.Where(user => string.Compare(user.NormalizedUserName, from) >= 0 && string.Compare(user.NormalizedUserName, to) <= 0).OrderBy(user => user.NormalizedUserName).Take(MaxFound), ct);
#pragma warning restore CA1309
        return byEmail.UnionBy(byName, row => row.Id).Take(MaxFound).ToList();
    }

    private static Task<List<UserRow>> RowsAsync(MusicDb db, IQueryable<User> users, CancellationToken ct)
    {
        var (accounts, days) = (db.CreditAccounts, db.UsageDays);
        return users.Select(user => new UserRow(
            user.Id, user.Email ?? "", user.CreatedAt, user.IsAdministrator, user.DisabledAt,
            accounts.Where(account => account.Id == user.Id).Select(account => account.Posted - account.Held).FirstOrDefault(),
            accounts.Where(account => account.Id == user.Id).Select(account => account.Held).FirstOrDefault(),
            days.Where(day => day.UserId == user.Id).OrderByDescending(day => day.Day).Select(day => (DateOnly?)day.Day).FirstOrDefault())).ToListAsync(ct);
    }
}

using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>A line of an account's statement.</summary>
/// <param name="Id">The transfer.</param>
/// <param name="Number">Which entry of the account it is, from 1.</param>
/// <param name="CreatedAt">When, in UTC.</param>
/// <param name="Kind">What happened.</param>
/// <param name="IsIn">It added credits to the account; for holds and settlements the kind says it all.</param>
/// <param name="AmountCredits">Whole credits, above zero.</param>
/// <param name="AvailableAfter">What could be spent right after it.</param>
/// <param name="HeldAfter">What was set aside right after it.</param>
/// <param name="Reason">Why, in words; for a task its title at that time, whatever became of it.</param>
/// <param name="TaskId">The task it paid for, if any.</param>
/// <param name="ExpiresAt">When the credits that it brought expire.</param>
/// <param name="PersonId">Who gave, moved, corrected or ordered; null for the product itself.</param>
/// <param name="Person">What the others call that person: the chosen name, else the one signed in with; null when the account is gone.</param>
/// <param name="Key">The name of the API key that was used; null for the pages.</param>
public sealed record StatementRow(
    Guid Id, long Number, DateTime CreatedAt, TransferKind Kind, bool IsIn, long AmountCredits, long AvailableAfter, long HeldAfter, string Reason, Guid? TaskId,
    DateTime? ExpiresAt, Guid? PersonId, string? Person, string? Key);

/// <summary>Some lines of a statement.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Next">The number before which the next page starts; null when this is the last.</param>
public sealed record StatementPage(IReadOnlyList<StatementRow> Rows, long? Next);

/// <summary>Which lines of a statement.</summary>
/// <param name="Kind">Only those; null for all.</param>
/// <param name="From">From this moment on, in UTC; null for the beginning.</param>
/// <param name="To">Before this moment, in UTC; null for now.</param>
/// <param name="PersonId">Only what this person gave, moved or ordered; null for everybody.</param>
public sealed record StatementFilter(TransferKind? Kind, DateTime? From, DateTime? To, Guid? PersonId)
{
    /// <summary>Everything.</summary>
    public static StatementFilter All { get; } = new(Kind: null, From: null, To: null, PersonId: null);
}

/// <summary>Reads the books of the workspace an actor is in.</summary>
public sealed class CreditStatement(IDbContextFactory<MusicDb> databases)
{
    private const int MaxTake = 500;
    private const int MostPeople = 200;

    /// <summary>A page of the statement, newest first.</summary>
    /// <param name="actor">Who looks, and where.</param>
    /// <param name="filter">Which lines.</param>
    /// <param name="before">The end of the page before; null for the first.</param>
    /// <param name="take">Rows of a page, 1 to 500.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<StatementPage> PageAsync(Actor actor, StatementFilter filter, long? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(filter);
        take = Math.Clamp(take, 1, MaxTake);
        await using var db = await databases.CreateDbContextAsync(ct);
        var transfers = Filter(db.Transfers.VisibleTo(actor), filter);
        if (before is { } end) transfers = transfers.Where(transfer => transfer.Number < end);
        // One more than asked for tells whether there is another page.
        var rows = await RowsOf(db, transfers.OrderByDescending(transfer => transfer.Number).Take(take + 1)).ToListAsync(ct);
        if (rows.Count <= take) return new StatementPage(rows, Next: null);
        rows.RemoveAt(take);
        return new StatementPage(rows, rows[^1].Number);
    }

    /// <summary>All lines, newest first, read page by page while they are asked for: no list of a million lines is ever in memory.</summary>
    public async IAsyncEnumerable<StatementRow> AllAsync(Actor actor, StatementFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        long? before = null;
        do
        {
            var page = await PageAsync(actor, filter, before, MaxTake, ct);
            foreach (var row in page.Rows) yield return row;
            before = page.Next;
        }
        while (before is not null);
    }

    /// <summary>What the account had at a moment: its last entry until then says it.</summary>
    /// <param name="actor">Who looks, and where.</param>
    /// <param name="at">The moment, in UTC; what happened at it counts.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Balance> BalanceAtAsync(Actor actor, DateTime at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Transfers.Where(transfer => transfer.AccountId == actor.WorkspaceId && transfer.CreatedAt <= at)
            .OrderByDescending(transfer => transfer.CreatedAt).ThenByDescending(transfer => transfer.Number)
            .Select(transfer => new Balance(transfer.AvailableAfter, transfer.HeldAfter))
            .FirstOrDefaultAsync(ct) ?? new Balance(Available: 0, Held: 0);
    }

    /// <summary>Who can be filtered by: the members whose entries the actor may read, by name; at most 200.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> PeopleAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var users = db.Users;
        var people = await db.Memberships.Where(membership => membership.WorkspaceId == actor.WorkspaceId && (actor.CanManage || membership.UserId == actor.UserId))
            .Join(users, membership => membership.UserId, user => user.Id, (_, user) => new { user.Id, Name = user.DisplayName ?? user.UserName ?? "" })
            .OrderBy(person => person.Name).Take(MostPeople).ToListAsync(ct);
        return people.ConvertAll(person => (person.Id, person.Name));
    }

    internal static IQueryable<StatementRow> RowsOf(MusicDb db, IQueryable<Transfer> transfers)
    {
        var (users, keys) = (db.Users, db.ApiKeys);
        return transfers.Select(transfer => new StatementRow(
            transfer.Id, transfer.Number, transfer.CreatedAt, transfer.Kind, transfer.CreditId == transfer.AccountId, transfer.AmountCredits, transfer.AvailableAfter,
            transfer.HeldAfter, transfer.Reason, transfer.TaskId, transfer.ExpiresAt, transfer.ActorId,
            users.Where(user => user.Id == transfer.ActorId && user.DeletedAt == null).Select(user => user.DisplayName ?? user.UserName).FirstOrDefault(),
            keys.Where(key => key.Id == transfer.ApiKeyId).Select(key => key.Name).FirstOrDefault()));
    }

    private static IQueryable<Transfer> Filter(IQueryable<Transfer> transfers, StatementFilter filter)
    {
        if (filter.Kind is { } kind) transfers = transfers.Where(transfer => transfer.Kind == kind);
        if (filter.From is { } from) transfers = transfers.Where(transfer => transfer.CreatedAt >= from);
        if (filter.To is { } to) transfers = transfers.Where(transfer => transfer.CreatedAt < to);
        return filter.PersonId is { } person ? transfers.Where(transfer => transfer.ActorId == person) : transfers;
    }
}

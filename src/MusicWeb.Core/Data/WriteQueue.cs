using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MusicWeb.Core.Data;

/// <summary>
/// The one way to move credits and task states: each write is a transaction of its own, and what it announced is raised after the
/// commit. Nobody else opens a transaction there, so grouping commits later changes no verb.
/// </summary>
/// <remarks>
/// A write may run more than once (a race lost to another writer), so it must do nothing outside the database it is given, and keep no
/// exception of that database to itself: a write with a failed command is never committed.
/// </remarks>
public sealed class WriteQueue(IDbContextFactory<MusicDb> databases, ILogger<WriteQueue> log) : IDisposable
{
    // In each round of a race one wins, so whoever meets seven others may lose seven times; losing twice as often is a fault worth seeing.
    private const int MaxRuns = 16;

    // SQLite has one writer; waiting here is fair, waiting in its busy handler is not.
    private readonly SemaphoreSlim _sqliteTurn = new(1, 1);
    private readonly AsyncLocal<bool> _isWriting = new();

    /// <summary>Raised after a commit with what the write announced. Handlers must be quick; one that throws is logged and changes nothing.</summary>
    public event Action<IReadOnlyList<Announcement>>? Committed;

    /// <summary>Runs a write in a transaction; a refusal rolls it back. Saves pending changes before the commit.</summary>
    /// <exception cref="InvalidOperationException">A write started another one: it would wait for itself.</exception>
    public async Task<Result<T>> RunAsync<T>(Func<MusicDb, Task<Result<T>>> write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (_isWriting.Value) throw new InvalidOperationException("A write cannot start another write.");
        for (var run = 1; ; run++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            Result<T> result;
            try
            {
                result = await RunInTurnAsync(db, write, ct);
            }
            catch (Exception fault) when (run < MaxRuns && !ct.IsCancellationRequested && IsLostRace(db.Fault ?? fault))
            {
                log.LogDebug(fault, "Write lost a race, run {Run}", run);
                continue; // Somebody else was first: run again on what is there now.
            }

            if (result.IsOk) Raise(db.Announcements);
            return result;
        }
    }

    /// <summary>Raises what a context announced that Identity's stores have saved; they do not come through here.</summary>
    internal void Spread(MusicDb db)
    {
        Raise(db.Announcements);
        db.ForgetAnnouncements();
    }

    /// <inheritdoc/>
    public void Dispose() => _sqliteTurn.Dispose();

    private async Task<Result<T>> RunInTurnAsync<T>(MusicDb db, Func<MusicDb, Task<Result<T>>> write, CancellationToken ct)
    {
        if (!db.Database.IsSqlite()) return await RunOnceAsync(db, write, ct);
        await _sqliteTurn.WaitAsync(ct);
        try
        {
            return await RunOnceAsync(db, write, ct);
        }
        finally
        {
            _sqliteTurn.Release();
        }
    }

    private async Task<Result<T>> RunOnceAsync<T>(MusicDb db, Func<MusicDb, Task<Result<T>>> write, CancellationToken ct)
    {
        _isWriting.Value = true; // Flows into the write and ends with this method.
        db.Database.AutoSavepointsEnabled = false; // A write with a failed command is given up as a whole.
#pragma warning disable RS0030 // The one place that owns transactions.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
#pragma warning restore RS0030
        var result = await write(db);
        if (result.IsOk) await db.SaveChangesAsync(ct);
        ct.ThrowIfCancellationRequested(); // Until here nobody loses anything by stopping.
        if (db.Fault is { } hidden) throw new InvalidOperationException("A write kept a failed command to itself.", hidden);
        // A commit that was sent must be heard of: cancelling here would leave its outcome unknown.
        if (result.IsOk) await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private void Raise(IReadOnlyList<Announcement> announcements)
    {
        if (announcements.Count == 0) return;
        foreach (var handler in Delegate.EnumerateInvocationList(Committed))
        {
            try
            {
                handler(announcements);
            }
            catch (Exception fault)
            {
                log.LogError(fault, "A listener failed; the write it heard of is committed");
            }
        }
    }

    // Asked about the failed command's own exception: what comes out of EF is wrapped in one or two layers, depending on the command.
    private static bool IsLostRace(Exception fault) => fault switch
    {
        LostRaceException or DbUpdateConcurrencyException => true,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067 || sqlite.SqliteErrorCode is 5 or 6, // Primary key, unique; busy, locked.
        _ => false,
    };
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MusicWeb.Core.Data;

/// <summary>
/// The one way to move credits and task states: each write is a transaction of its own, and what it announced is raised after the
/// commit. Nobody else opens a transaction there, so grouping commits later changes no verb.
/// </summary>
/// <remarks>A write may run more than once (a race lost to another writer), so it must do nothing outside the database it is given.</remarks>
public sealed class WriteQueue(IDbContextFactory<MusicDb> databases) : IDisposable
{
    // Losing a race twice in a row is possible, losing it five times is a fault worth seeing.
    private const int MaxRuns = 5;

    // SQLite has one writer; waiting here is fair, waiting in its busy handler is not.
    private readonly SemaphoreSlim _sqliteTurn = new(1, 1);

    /// <summary>Raised after a commit with what the write announced. Handlers must be quick and must not throw.</summary>
    public event Action<IReadOnlyList<Announcement>>? Committed;

    /// <summary>Runs a write in a transaction; a refusal rolls it back. Saves pending changes before the commit.</summary>
    public async Task<Result<T>> RunAsync<T>(Func<MusicDb, Task<Result<T>>> write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        for (var run = 1; ; run++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var oneWriter = db.Database.IsSqlite();
            if (oneWriter) await _sqliteTurn.WaitAsync(ct);
            try
            {
                return await RunOnceAsync(db, write, ct);
            }
            catch (Exception fault) when (run < MaxRuns && IsLostRace(fault))
            {
                // Somebody else was first: run again on what is there now.
            }
            finally
            {
                if (oneWriter) _sqliteTurn.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _sqliteTurn.Dispose();

    private async Task<Result<T>> RunOnceAsync<T>(MusicDb db, Func<MusicDb, Task<Result<T>>> write, CancellationToken ct)
    {
        Result<T> result;
#pragma warning disable RS0030 // The one place that owns transactions.
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
#pragma warning restore RS0030
        {
            result = await write(db);
            if (!result.IsOk) return result;
            await db.SaveChangesAsync(ct);
            // A commit that was sent must be heard of: cancelling here would leave its outcome unknown.
            await transaction.CommitAsync(CancellationToken.None);
        }

        if (db.Announcements.Count > 0) Committed?.Invoke(db.Announcements);
        return result;
    }

    private static bool IsLostRace(Exception fault) => fault switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: DbException inner } => IsLostRace(inner),
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067 || sqlite.SqliteErrorCode is 5 or 6, // Primary key, unique; busy, locked.
        _ => false,
    };
}

using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MusicWeb.Core.Data;

/// <summary>What happens before anything else: folders, an up-to-date database, an empty scratch folder.</summary>
public sealed class DatabaseStart(IDbContextFactory<MusicDb> databases, WorkFolder work, IOptions<DataOptions> data)
{
    private const string Lock = "upgrade.lock";

    // Of all programs that use the server, only this one upgrades this database, so any number will do.
    private const long UpgradeLock = 20261121;

    // A new index over everything that was ever made takes its time, and whoever starts beside it waits.
    private static readonly TimeSpan _longestUpgrade = TimeSpan.FromMinutes(30);

    /// <summary>Makes folders and database ready; once per process, before anything uses them.</summary>
    /// <exception cref="StartException">The folder cannot be written, the database cannot be reached, or it is newer than this program.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        await MakeFoldersAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        try
        {
            await UpgradeAsync(db, ct);
        }
        catch (Exception fault) when (CauseOf(fault) is { } cause)
        {
            throw new StartException($"The database cannot be opened ({cause.Message.TrimEnd('.')}): check Database:Provider and Database:ConnectionString, or the rights on {data.Value.Directory}.", fault);
        }
    }

    // The framework wraps what it takes for a passing failure of a connection.
    private static Exception? CauseOf(Exception fault) => fault switch
    {
        DbException or SocketException or TimeoutException => fault,
        InvalidOperationException { InnerException: DbException inner } => inner,
        _ => null,
    };

    private async Task MakeFoldersAsync(CancellationToken ct)
    {
        var folders = data.Value;
        try
        {
            Directory.CreateDirectory(folders.MediaDirectory);
            await work.OpenAsync(ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder {folders.Directory} cannot be written: give this user the right to write there, or set Data:Directory to another folder.", fault);
        }
    }

    private async Task UpgradeAsync(MusicDb db, CancellationToken ct)
    {
        if (!db.Database.IsSqlite()) await MakeHistoryAsync(db, ct);
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToHashSet();
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } unknown)
        {
            throw new StartException($"The database is newer than this program (it has {unknown}): start the version that wrote it, or restore a backup.");
        }

        if (!known.IsSubsetOf(applied)) await MigrateAsync(db, ct);
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
    }

    // On PostgreSQL the framework finds out that there is no history by reading it, and logs the failure as an error.
    private static async Task MakeHistoryAsync(MusicDb db, CancellationToken ct)
    {
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(ct);
            await db.Database.CloseConnectionAsync();
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await MakeDatabaseAsync(db, ct);
            await MakeHistoryAsync(db, ct);
        }
    }

    private static async Task MakeDatabaseAsync(MusicDb db, CancellationToken ct)
    {
        try
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateAsync(ct);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process that starts at this moment has made it.
        }
    }

    private async Task MigrateAsync(MusicDb db, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
        {
            await MigrateInTurnAsync(db, ct);
            return;
        }

        // On SQLite the framework's lock is a row that outlives a killed process and would block every later start. The operating
        // system's lock does not: whoever has it may remove that row.
        await using var turn = OpenLock();
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await db.Database.MigrateAsync(ct);
    }

    // The framework's own lock ends with each migration: of two processes that start at once, the second would repeat what the first did
    // in between. This one is of the session, which the server ends should this process die.
    private static async Task MigrateInTurnAsync(MusicDb db, CancellationToken ct)
    {
        db.Database.SetCommandTimeout(_longestUpgrade);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({UpgradeLock})", ct);
            await db.Database.MigrateAsync(ct);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({UpgradeLock})", ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private FileStream OpenLock()
    {
        var path = Path.Combine(data.Value.Directory, Lock);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException fault)
        {
            throw new StartException($"Another process is upgrading the database in {data.Value.Directory}: start again when it is done.", fault);
        }
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MusicWeb.Core.Data;

/// <summary>What every SQLite connection is told when it opens; the write-ahead log is a property of the file and set at start.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    internal const int BusySeconds = 5;

    // FULL, because a commit that was answered moved somebody's credits: it must survive a power cut too.
    // SQLite's own busy handler looks again within milliseconds, the driver's only every 150.
    private const string Pragmas = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

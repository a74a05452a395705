using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MusicWeb.Core.Data;

/// <summary>Which kind of database.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded, one file in the data folder, one process.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, any number of processes.</summary>
    Postgres,
}

/// <summary>Section <c>Database</c> of the settings.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Database";

    /// <summary>SQLite unless said otherwise.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Required for PostgreSQL; for SQLite empty means <see cref="DataOptions.DatabasePath"/>.</summary>
    public string? ConnectionString { get; set; }
}

internal sealed class DatabaseOptionsCheck : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        if (!Enum.IsDefined(options.Provider)) return ValidateOptionsResult.Fail("Database:Provider must be Sqlite or Postgres.");
        if (options.Provider is DatabaseProvider.Postgres && string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return ValidateOptionsResult.Fail("Database:ConnectionString is missing; Database:Provider=Postgres needs one, for example Host=127.0.0.1;Database=musicweb;Username=musicweb;Password=...");
        }

        try
        {
            // Only read, and never repeated in a message: it may hold a password.
            DbConnectionStringBuilder builder = options.Provider is DatabaseProvider.Sqlite ? new SqliteConnectionStringBuilder() : new NpgsqlConnectionStringBuilder();
            builder.ConnectionString = options.ConnectionString ?? "";
            return ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or NotSupportedException)
        {
            return ValidateOptionsResult.Fail($"Database:ConnectionString is not a connection string that {options.Provider} understands.");
        }
    }
}

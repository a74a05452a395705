using Microsoft.Data.Sqlite;
using MusicWeb.Core.Data;

namespace Kit;

/// <summary>A database and a data folder for tests; outlives the <see cref="TestApp"/>s that use it, as a restart or a second process needs.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> _sqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<string>> _postgresTemplate = new(() => PrivatePostgres.CreateTemplateAsync(UpgradeAsync));

    private TestStore(DatabaseProvider provider, string folder, string? connectionString) => (Provider, Folder, ConnectionString) = (provider, folder, connectionString);

    public DatabaseProvider Provider { get; }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>Of PostgreSQL; null for SQLite, whose file is in the folder.</summary>
    public string? ConnectionString { get; }

    /// <summary>The settings that make a host use it.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Database:Provider"] = Provider.ToString(),
        ["Database:ConnectionString"] = ConnectionString,
        ["Data:Directory"] = Folder,
    };

    /// <summary>A store with all tables and no row.</summary>
    public static async Task<TestStore> CreateAsync(DatabaseProvider provider)
    {
        var folder = Directory.CreateTempSubdirectory("musicweb-test-").FullName;
        if (provider is DatabaseProvider.Postgres) return new TestStore(provider, folder, await PrivatePostgres.CreateDatabaseAsync(await _postgresTemplate.Value));
        File.Copy(await _sqliteTemplate.Value, Path.Combine(folder, "musicweb.db"));
        return new TestStore(provider, folder, connectionString: null);
    }

    /// <summary>A store with nothing in it, as before the very first start.</summary>
    public static async Task<TestStore> CreateEmptyAsync(DatabaseProvider provider) => new(
        provider,
        Directory.CreateTempSubdirectory("musicweb-test-").FullName,
        provider is DatabaseProvider.Postgres ? await PrivatePostgres.CreateDatabaseAsync() : null);

    public async ValueTask DisposeAsync()
    {
        if (ConnectionString is not null) await PrivatePostgres.DropDatabaseAsync(ConnectionString);
        else SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("musicweb-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using (var app = await TestApp.StartAsync(new TestStore(DatabaseProvider.Sqlite, folder, connectionString: null), withPeople: false))
        {
            await app.Get<DatabaseStart>().RunAsync(default);
        }

        SqliteConnection.ClearAllPools(); // The last connection to close moves the log into the file.
        return Path.Combine(folder, "musicweb.db");
    }

    private static async Task UpgradeAsync(string connectionString)
    {
        var folder = Directory.CreateTempSubdirectory("musicweb-template-").FullName;
        await using (await TestApp.StartAsync(new TestStore(DatabaseProvider.Postgres, folder, connectionString), withPeople: false)) { }
        Directory.Delete(folder, recursive: true);
    }
}

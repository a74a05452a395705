using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MusicWeb.Core;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Data;

public sealed class DatabaseStartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_empty_store_gets_its_tables_and_folders_and_a_second_start_keeps_everything_but_scratch(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateEmptyAsync(provider);
        await using var app = await TestApp.StartAsync(store);
        var data = app.Get<IOptions<DataOptions>>().Value;
        await File.WriteAllTextAsync(Path.Combine(data.MediaDirectory, "song"), "kept", Token);
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(data.WorkDirectory, "task")).FullName, "scratch"), "gone", Token);

        await app.Get<DatabaseStart>().RunAsync(Token);
        await using var db = app.OpenDb();
        Assert.Equal(2, await db.Users.CountAsync(Token));
        Assert.True(File.Exists(Path.Combine(data.MediaDirectory, "song")));
        Assert.Equal(["media", "work"], Directory.GetDirectories(data.Directory).Select(Path.GetFileName).Order());
        Assert.Empty(Directory.GetFileSystemEntries(data.WorkDirectory));
    }

    [Theory, OnBothDatabases]
    public async Task The_very_first_start_logs_no_error(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateEmptyAsync(provider);
        using var log = new ListLog();
        await using var app = await TestApp.StartAsync(store, services: services => services.AddLogging(logging => logging.AddProvider(log)), withPeople: false);
        Assert.Empty(log.Errors);
    }

    [Fact]
    public async Task A_second_process_on_the_folder_leaves_the_scratch_of_the_first_alone()
    {
        await using var store = await TestStore.CreateEmptyAsync(DatabaseProvider.Sqlite);
        var scratch = Path.Combine(store.Folder, "work", "take");
        await using (var first = await TestApp.StartAsync(store))
        {
            await File.WriteAllTextAsync(scratch, "in use", Token);
            await using (var second = await TestApp.StartAsync(store)) Assert.True(File.Exists(scratch));
        }

        await using var third = await TestApp.StartAsync(store);
        Assert.False(File.Exists(scratch));
    }

    [Theory, OnBothDatabases]
    public async Task A_database_newer_than_the_program_stops_the_start_and_stays_as_it_is(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await using var db = app.OpenDb();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29991231235959_Later', '99.0.0')", Token);
        var fault = await Assert.ThrowsAsync<StartException>(() => app.Get<DatabaseStart>().RunAsync(Token));
        Assert.Contains("newer than this program (it has 29991231235959_Later)", fault.Message, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_database_of_the_first_version_is_upgraded_and_keeps_what_is_in_it(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await using (var db = app.OpenDb())
        {
            // As the first version left it, with a row of its own.
            var first = db.Database.GetMigrations().First();
            await db.GetService<IMigrator>().MigrateAsync(first, Token);
            Assert.Equal(first, Assert.Single(await db.Database.GetAppliedMigrationsAsync(Token)));
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO "OfferChanges" ("Id", "Provider", "Kind", "Name", "Number", "State", "SetById", "Reason", "CreatedAt")
                VALUES ('019a0000-0000-7000-8000-000000000001', 'sketch', 'Model', 'sketch-1', 1, 'Off', '019a0000-0000-7000-8000-000000000002', 'why', '2026-11-01 00:00:00')
                """,
                Token);
        }

        await app.Get<DatabaseStart>().RunAsync(Token);
        await using var upgraded = app.OpenDb();
        Assert.Empty(await upgraded.Database.GetPendingMigrationsAsync(Token));
        var kept = await upgraded.OfferChanges.SingleAsync(Token);
        Assert.Equal((OfferState.Off, null), (kept.State, kept.Basis));
        Assert.Equal(150, (await app.Get<CreditBalance>().FindAsync(app.Ben, Token)).Available);
    }

    [Fact]
    public async Task A_start_killed_while_it_upgraded_does_not_block_the_next_one()
    {
        await using var store = await TestStore.CreateEmptyAsync(DatabaseProvider.Sqlite);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(store.Folder, "musicweb.db")}"))
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            // What the framework's lock leaves behind; it would be waited for without end.
            command.CommandText = "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01');";
            await command.ExecuteNonQueryAsync(Token);
        }

        await using var app = await TestApp.StartAsync(store);
        Assert.Equal(150, (await app.Get<CreditBalance>().FindAsync(app.Ben, Token)).Available);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Several_starts_at_once_on_a_server_all_succeed(bool isThere)
    {
        await using var store = await TestStore.CreateEmptyAsync(DatabaseProvider.Postgres);
        if (!isThere) await PrivatePostgres.DropDatabaseAsync(store.ConnectionString!);
        var apps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TestApp.StartAsync(store, withPeople: false)));
        foreach (var app in apps) await app.DisposeAsync();
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named_with_its_setting()
    {
        var file = Path.GetTempFileName(); // A file where a folder is wanted fails for root too.
        try
        {
            await using var services = Services(new() { ["Data:Directory"] = Path.Combine(file, "data") });
            var fault = await Assert.ThrowsAsync<StartException>(() => services.GetRequiredService<DatabaseStart>().RunAsync(Token));
            Assert.Contains(file, fault.Message, StringComparison.Ordinal);
            Assert.Contains("Data:Directory", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named_by_its_setting_and_never_with_the_password()
    {
        var folder = Directory.CreateTempSubdirectory("musicweb-test-");
        await using var services = Services(new()
        {
            ["Data:Directory"] = folder.FullName,
            ["Database:Provider"] = "Postgres",
            ["Database:ConnectionString"] = $"Host={folder.FullName};Username=someone;Password=very-secret;Database=none",
        });
        var fault = await Assert.ThrowsAsync<StartException>(() => services.GetRequiredService<DatabaseStart>().RunAsync(Token));
        Assert.Contains("Database:ConnectionString", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", fault.ToString(), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "7")]
    [InlineData("Database:ConnectionString", "Nonsense=1")]
    [InlineData("Database:ConnectionString", null)]
    public async Task A_bad_database_setting_is_named(string key, string? value)
    {
        await using var services = Services(new() { ["Database:Provider"] = "Postgres", ["Database:ConnectionString"] = "Host=127.0.0.1", [key] = value });
        var fault = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IOptions<DatabaseOptions>>().Value);
        Assert.Contains(key, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Credits:StartingGrant", "-1")]
    [InlineData("Credits:StartingGrant", "1000001")]
    [InlineData("Credits:StartingGrant", "many")]
    [InlineData("Credits:Prices:sketch:create", "0")]
    public async Task A_bad_credit_setting_is_named(string key, string value)
    {
        await using var services = Services(new() { [key] = value });
        var fault = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IOptions<CreditOptions>>().Value);
        Assert.Contains(key, fault.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) =>
        new ServiceCollection().AddLogging().AddMusicCore(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
}

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Core.Tests.Data;

public sealed class MusicDbTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_migrations_build_exactly_the_model(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await using var db = app.OpenDb();
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Equal(0, await db.Set<IdentityUserPasskey<Guid>>().CountAsync(Token));
    }

    [Theory, OnBothDatabases]
    public async Task Times_come_back_as_utc_and_to_the_microsecond(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var id = Guid.CreateVersion7();
        var time = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc).AddTicks(1_234_567);
        await using (var db = app.OpenDb())
        {
            db.Workspaces.Add(new Workspace { Id = id, Name = "A workspace", IsPersonal = false, CreatedAt = time });
            await db.SaveChangesAsync(Token);
        }

        await using var reading = app.OpenDb();
        var stored = (await reading.Workspaces.SingleAsync(workspace => workspace.Id == id, Token)).CreatedAt;
        Assert.Equal((time.AddTicks(-7), DateTimeKind.Utc), (stored, stored.Kind));
        Assert.True(await reading.Workspaces.AnyAsync(workspace => workspace.Id == id && workspace.CreatedAt == time, Token));
    }

    [Theory, OnBothDatabases]
    public async Task Ids_are_ordered_by_their_time(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var ids = Enumerable.Range(0, 20).Select(i => Guid.CreateVersion7(app.Clock.GetUtcNow().AddMilliseconds(i * 997))).ToList();
        await using var db = app.OpenDb();
        db.Workspaces.AddRange(Enumerable.Reverse(ids).Select(id => new Workspace { Id = id, Name = "sorted", IsPersonal = false, CreatedAt = app.Clock.UtcNow }));
        await db.SaveChangesAsync(Token);
        Assert.Equal(ids, await db.Workspaces.Where(workspace => workspace.Name == "sorted").OrderBy(workspace => workspace.Id).Select(workspace => workspace.Id).ToListAsync(Token));
        Assert.Equal(10, await db.Workspaces.CountAsync(workspace => workspace.Name == "sorted" && workspace.Id < ids[10], Token));
    }

    [Fact]
    public async Task Sqlite_is_durable_waits_for_a_busy_writer_and_keeps_foreign_keys()
    {
        await using var app = await TestApp.StartAsync();
        await using var db = app.OpenDb();
        Assert.Equal("wal", await PragmaAsync<string>("journal_mode"));
        Assert.Equal(2L, await PragmaAsync<long>("synchronous")); // FULL.
        Assert.Equal(5000L, await PragmaAsync<long>("busy_timeout"));
        Assert.Equal(1L, await PragmaAsync<long>("foreign_keys"));

        async Task<T> PragmaAsync<T>(string name)
        {
            await db.Database.OpenConnectionAsync(Token);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA " + name;
            return (T)(await command.ExecuteScalarAsync(Token))!;
        }
    }

    [Fact]
    public void A_context_without_the_products_services_refuses_to_work()
    {
        using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
        Assert.Contains("AddMusicCore", Assert.Throws<InvalidOperationException>(() => db.Model).Message, StringComparison.Ordinal);
    }
}

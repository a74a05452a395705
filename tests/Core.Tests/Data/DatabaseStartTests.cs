using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace Core.Tests.Data;

public sealed class DatabaseStartTests
{
    [Theory, OnBothDatabases]
    public async Task An_empty_store_gets_its_tables_and_folders_and_a_second_start_changes_nothing(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateEmptyAsync(provider);
        await using var app = await TestApp.StartAsync(store);
        await app.Get<DatabaseStart>().RunAsync(TestContext.Current.CancellationToken);
        await using var db = app.OpenDb();
        Assert.Equal(2, await db.Users.CountAsync(TestContext.Current.CancellationToken));
        Assert.All(["media", "work", "outbox"], folder => Assert.True(Directory.Exists(Path.Combine(store.Folder, folder))));
    }
}

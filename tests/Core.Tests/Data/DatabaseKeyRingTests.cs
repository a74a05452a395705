using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace Core.Tests.Data;

public sealed class DatabaseKeyRingTests
{
    [Theory, OnBothDatabases]
    public async Task What_one_process_protects_another_on_the_same_database_can_read(DatabaseProvider provider)
    {
        await using var store = await TestStore.CreateAsync(provider);
        string secret;
        await using (var first = await TestApp.StartAsync(store)) secret = Protector(first).Protect("a cookie");
        await using var second = await TestApp.StartAsync(store);
        Assert.Equal("a cookie", Protector(second).Unprotect(secret));

        var key = Assert.Single(second.Get<DatabaseKeyRing>().GetAllElements());
        Assert.Equal("key", key.Name.LocalName);
        await using var db = second.OpenDb();
        Assert.Equal(1, await db.Set<DatabaseKey>().CountAsync(TestContext.Current.CancellationToken));
    }

    private static IDataProtector Protector(TestApp app) => app.Get<IDataProtectionProvider>().CreateProtector("test");
}

using System.Net;
using Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;

namespace Web.Tests.App;

public sealed class HealthTests
{
    [Theory, OnBothDatabases]
    public async Task A_working_program_is_live_and_ready_for_anybody_who_asks(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        foreach (var path in new[] { "/health/live", "/health/ready" })
        {
            using var answer = await app.Visit().GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("""{"status":"ok","failed":[]}""", await Visitor.TextOfAsync(answer));
        }
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named_and_nothing_else()
    {
        await using var app = await WebApp.StartAsync();
        var work = app.Services.GetRequiredService<IOptions<DataOptions>>().Value.WorkDirectory;
        Directory.Delete(work, recursive: true);

        using var ready = await app.Visit().GetAsync("/health/ready");
        using var live = await app.Visit().GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("""{"status":"unavailable","failed":["data-folder"]}""", await Visitor.TextOfAsync(ready));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task A_database_that_lost_a_migration_is_not_ready()
    {
        await using var app = await WebApp.StartAsync();
        await app.ReadAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", TestContext.Current.CancellationToken));

        using var ready = await app.Visit().GetAsync("/health/ready");

        Assert.Equal("""{"status":"unavailable","failed":["database"]}""", await Visitor.TextOfAsync(ready));
    }
}

using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;

namespace MusicWeb.App;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can work, or 503 with the names of what it lacks.</summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("database")
        .AddCheck<DataFolderCheck>("data-folder");

    public static void MapHealth(this WebApplication app)
    {
        Map("/health/live", runs: false);
        Map("/health/ready", runs: true);

        void Map(string path, bool runs) => app
            .MapHealthChecks(path, new HealthCheckOptions { Predicate = _ => runs, ResponseWriter = WriteAsync })
            .AllowAnonymous();
    }

    // Names only: causes go to the log, which strangers cannot read.
    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status is HealthStatus.Healthy ? "ok" : "unavailable",
        failed = report.Entries.Where(entry => entry.Value.Status is not HealthStatus.Healthy).Select(entry => entry.Key),
    });

    private sealed class DatabaseCheck(IDbContextFactory<MusicDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
                return pending.Any() ? HealthCheckResult.Unhealthy("Migrations are pending.") : HealthCheckResult.Healthy();
            }
            catch (System.Data.Common.DbException fault)
            {
                return HealthCheckResult.Unhealthy("The database does not answer.", fault);
            }
        }
    }

    private sealed class DataFolderCheck(IOptions<DataOptions> data) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var probe = Path.Combine(data.Value.WorkDirectory, $"ready-{Guid.CreateVersion7():N}");
            try
            {
                await File.WriteAllBytesAsync(probe, [1], cancellationToken);
                File.Delete(probe);
                return HealthCheckResult.Healthy();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return HealthCheckResult.Unhealthy("The data folder cannot be written.", fault);
            }
        }
    }
}

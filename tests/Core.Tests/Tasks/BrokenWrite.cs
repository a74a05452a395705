using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace Core.Tests.Tasks;

/// <summary>A database that takes no clip as long as it is broken.</summary>
internal sealed class BrokenWrite : SaveChangesInterceptor
{
    public bool IsBroken { get; set; }

    public void AddTo(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteDb>(options => options.AddInterceptors(this));
        services.ConfigureDbContext<PostgresDb>(options => options.AddInterceptors(this));
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        IsBroken && eventData.Context!.ChangeTracker.Entries<Clip>().Any() ? throw new InvalidOperationException("The database is broken.") : base.SavingChangesAsync(eventData, result, cancellationToken);
}

using Microsoft.Extensions.DependencyInjection;

namespace MusicWeb.Core.Durable;

/// <summary>Registers this room; the room that owns the rows adds its <see cref="DueWork"/>.</summary>
internal static class DurableRegistration
{
    internal static IServiceCollection AddDurable(this IServiceCollection services)
    {
        services.AddSingleton<DueClaim>();
        services.AddSingleton(new Backoff(Random.Shared));
        services.AddHostedService<DurableWorker>();
        return services;
    }
}

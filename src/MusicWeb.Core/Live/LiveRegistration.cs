using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Live;

/// <summary>Registers this room.</summary>
internal static class LiveRegistration
{
    internal static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LocalLiveBus>();
        services.AddSingleton<PostgresLiveBus>();
        services.AddSingleton<ILiveBus>(provider =>
        {
            var database = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            ILiveBus bus = database.Provider is DatabaseProvider.Sqlite ? provider.GetRequiredService<LocalLiveBus>() : provider.GetRequiredService<PostgresLiveBus>();
            provider.GetRequiredService<WriteQueue>().Committed += bus.Publish;
            return bus;
        });
        services.AddHostedService<LiveStart>();
        return services;
    }

    // The bus is made at start, not when the first page subscribes: other processes listen too.
    private sealed class LiveStart(ILiveBus bus) : IHostedService
    {
        private readonly IHostedService? _hosted = bus as IHostedService;

        public Task StartAsync(CancellationToken cancellationToken) => _hosted?.StartAsync(cancellationToken) ?? Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => _hosted?.StopAsync(cancellationToken) ?? Task.CompletedTask;
    }
}

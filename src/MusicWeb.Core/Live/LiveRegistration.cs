using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Live;

/// <summary>Registers this room.</summary>
internal static class LiveRegistration
{
    internal static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LocalLiveBus>();
        services.AddSingleton<ILiveBus>(provider =>
        {
            var bus = provider.GetRequiredService<LocalLiveBus>();
            provider.GetRequiredService<WriteQueue>().Committed += bus.Publish;
            return bus;
        });
        return services;
    }
}

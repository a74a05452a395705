using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MusicWeb.Providers.Outbound;

/// <summary>Brings the ways out into an application: to vendors, and to the addresses that they name.</summary>
internal static class OutboundRegistration
{
    public static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        // Where nobody keeps corrections, there are none.
        services.TryAddSingleton<ReadCorrections>((_, _) => Task.FromResult<IReadOnlyList<WireCorrection>>([]));
        services.AddOptions<OutboundOptions>().BindConfiguration(OutboundOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutboundOptions>, OutboundOptionsCheck>());
        services.TryAddSingleton<GuardedConnection>();
        services.TryAddSingleton<GuardedDownload>();
        services.AddHttpClient(VendorHttp.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddHttpClient(GuardedDownload.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(all => all.GetRequiredService<GuardedConnection>().CreateHandler());
        return services;
    }
}

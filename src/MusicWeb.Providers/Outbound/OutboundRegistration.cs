using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MusicWeb.Providers.Outbound;

/// <summary>Brings the guarded downloads into an application.</summary>
internal static class OutboundRegistration
{
    public static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<OutboundOptions>().BindConfiguration(OutboundOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutboundOptions>, OutboundOptionsCheck>());
        services.TryAddSingleton<GuardedConnection>();
        services.TryAddSingleton<GuardedDownload>();
        services.AddHttpClient(GuardedDownload.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(all => all.GetRequiredService<GuardedConnection>().CreateHandler());
        return services;
    }
}

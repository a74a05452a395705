using Microsoft.Extensions.DependencyInjection;

namespace MusicWeb.Core.Leaving;

/// <summary>Registers this room.</summary>
internal static class LeavingRegistration
{
    internal static IServiceCollection AddLeaving(this IServiceCollection services)
    {
        services.AddSingleton<ExportAccount>();
        services.AddSingleton<DeleteAccount>();
        return services;
    }
}

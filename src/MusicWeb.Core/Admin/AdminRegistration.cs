using Microsoft.Extensions.DependencyInjection;

namespace MusicWeb.Core.Admin;

/// <summary>Registers this room.</summary>
internal static class AdminRegistration
{
    internal static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<FindPerson>();
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace MusicWeb.Core.Accounts;

/// <summary>Registers this room.</summary>
internal static class AccountsRegistration
{
    internal static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<FindActor>();
        services.AddSingleton<OpenAccount>();
        return services;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Core.Credits;

/// <summary>Registers this room.</summary>
internal static class CreditsRegistration
{
    internal static IServiceCollection AddCredits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CreditOptions>().Bind(configuration.GetSection(CreditOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Ledger>();
        services.AddSingleton<StartingGrant>();
        services.AddSingleton<AccountStep>(provider => provider.GetRequiredService<StartingGrant>().RunAsync);
        return services;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>Registers this room.</summary>
internal static class VendorsRegistration
{
    internal static IServiceCollection AddVendors(this IServiceCollection services)
    {
        services.AddSingleton<ProviderCatalog>();
        services.AddSingleton<VendorCatalog>();
        services.AddSingleton<WireList>();
        services.AddSingleton<ReadCorrections>(all => all.GetRequiredService<WireList>().ReadAsync);
        services.AddSingleton<KeyVault>();
        services.AddSingleton<KeyTroubles>();
        services.AddSingleton<KeyBalance>();
        services.AddSingleton<RefreshBalances>();
        services.AddHostedService<BalanceWatch>();
        services.AddSingleton<FindPayers>();
        services.AddSingleton<ListProviderKeys>();
        services.AddSingleton<RemoveProviderKey>();
        services.AddSingleton(all => new EnterProviderKey(
            all.GetRequiredService<WriteQueue>(), all.GetRequiredService<VendorCatalog>(), all.GetRequiredService<KeyVault>(), all.GetRequiredService<VendorMirror>(),
            all.GetRequiredService<KeyInUse>(), all.GetRequiredService<TimeProvider>()));
        services.AddSingleton(all => new TestProviderKey(all.GetRequiredService<IDbContextFactory<MusicDb>>(), all.GetRequiredService<KeyBalance>(), all.GetRequiredService<TimeProvider>()));
        return services;
    }
}

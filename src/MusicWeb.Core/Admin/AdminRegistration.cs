using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Data;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Core.Admin;

/// <summary>Registers this room.</summary>
internal static class AdminRegistration
{
    internal static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<FindPerson>();
        services.AddSingleton<ReadFigures>();
        services.AddSingleton<UsageReport>();
        services.AddSingleton<ReadHealth>();
        services.AddSingleton<FailureReport>();
        services.AddSingleton<UserKeys>();
        services.AddSingleton<FindUsers>();
        services.AddSingleton<FindWorkspaces>();
        services.AddSingleton<FindTasks>();
        services.AddSingleton<SetAdministrator>();
        services.AddSingleton<PauseProvider>();
        services.AddSingleton<SetOffer>();
        services.AddSingleton<ReadOffers>();
        services.AddSingleton<OfferHistory>();
        services.AddSingleton<CorrectWire>();
        services.AddSingleton<ReadWire>();
        services.AddSingleton<UserSessions>();
        services.AddSingleton<EndUserSessions>();
        services.AddSingleton<FindAnomalies>();
        services.AddSingleton<MarkAnomalySeen>();
        services.AddSingleton<CancelAnyTask>();
        services.AddSingleton<RetryForOwner>();
        services.AddSingleton(all => new CheckContract(all.GetRequiredService<IDbContextFactory<MusicDb>>(), all.GetRequiredService<VendorCatalog>(), all.GetRequiredService<KeyVault>()));
        return services;
    }
}

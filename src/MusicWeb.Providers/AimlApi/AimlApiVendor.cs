using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AimlApi;

/// <summary>AI/ML API as a vendor.</summary>
public static class AimlApiVendor
{
    /// <summary>Its name in the settings, <c>Vendors:aimlapi</c>.</summary>
    public const string Name = "aimlapi";

    private const string DisplayName = "AI/ML API";

    /// <summary>What its owner reads where the installation's key was taken away.</summary>
    internal const string NoKey = "The installation has no key for AI/ML API.";

    /// <summary>Adds the vendor and its provider, where the installation has not switched it off.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; it is named.</exception>
    public static IServiceCollection AddAimlApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOutbound();
        var options = configuration.GetSection(ProviderOptions.SectionOf(Music01Manifest.Manifest.Name)).Get<ProviderOptions>() ?? new ProviderOptions();
        if (!options.Enabled) return services;
        var ownKey = VendorOptions.KeyOf(Name, configuration);
        var baseUrl = options.BaseAddress(Music01Manifest.BaseUrl);
        // One circuit breaker for all that is asked of the vendor.
        services.AddKeyedSingleton(Name, (all, _) => new VendorHttp(DisplayName, Music01Manifest.Manifest.Name, all.GetRequiredService<ReadCorrections>(), all.GetRequiredService<IHttpClientFactory>(), baseUrl, all.GetRequiredService<TimeProvider>()));
        services.AddSingleton(all =>
        {
            var http = all.GetRequiredKeyedService<VendorHttp>(Name);
            return new Vendor
            {
                Name = Name,
                DisplayName = DisplayName,
                HasKey = ownKey is not null,
                CreditNote = "AI/ML API counts in smaller credits: 4,200 of them are one credit here, so that a song of 63,000 costs 15.",
                AskAsync = new AimlApiBalance(http, ownKey).AskAsync,
                // It sends none.
                ReadHook = (_, _, _) => null,
                CheckAsync = new AimlApiContract(http, baseUrl, ownKey).CheckAsync,
            };
        });
        return services.AddSingleton<IMusicProvider>(all => new Music01Provider(
            all.GetRequiredKeyedService<VendorHttp>(Name), ownKey, all.GetRequiredService<GuardedDownload>(), all.GetRequiredService<ILogger<Music01Provider>>()));
    }
}

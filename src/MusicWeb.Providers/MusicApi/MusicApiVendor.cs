using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>MusicAPI as a vendor: one key opens all its products.</summary>
public static class MusicApiVendor
{
    /// <summary>Its name in the settings, <c>Vendors:musicapi</c>.</summary>
    public const string Name = "musicapi";

    private const string DisplayName = "MusicAPI";

    /// <summary>What its owner reads where the installation's key was taken away.</summary>
    internal const string NoKey = "The installation has no key for MusicAPI.";

    /// <summary>Adds the vendor and its providers, where the installation has not switched them off.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; it is named.</exception>
    public static IServiceCollection AddMusicApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOutbound();
        var (sonic, nuro) = (OptionsOf(SonicManifest.Manifest, configuration), OptionsOf(NuroManifest.Manifest, configuration));
        if (!sonic.Enabled && !nuro.Enabled) return services;
        foreach (var retired in RetiredProducts.All) services.AddSingleton(retired);
        var ownKey = VendorOptions.KeyOf(Name, configuration);
        // One circuit breaker for all that is asked of the vendor.
        services.AddKeyedSingleton(Name, (all, _) => Http(all, sonic));
        services.AddSingleton(all =>
        {
            var credits = new MusicApiCredits(all.GetRequiredKeyedService<VendorHttp>(Name), ownKey);
            var contract = new MusicApiContract(all.GetRequiredKeyedService<VendorHttp>(Name), sonic.BaseAddress(SonicManifest.BaseUrl), ownKey);
            return new Vendor { Name = Name, DisplayName = DisplayName, HasKey = ownKey is not null, AskAsync = credits.AskAsync, ReadHook = MusicApiHook.Read, CheckAsync = contract.CheckAsync };
        });
        if (sonic.Enabled)
        {
            var manifest = SonicManifest.With(isReachable: configuration["Site:PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) is true);
            services.AddSingleton<IMusicProvider>(all => new SonicProvider(
                manifest, all.GetRequiredKeyedService<VendorHttp>(Name), ownKey, all.GetRequiredService<GuardedDownload>(), all.GetRequiredService<ILogger<SonicProvider>>()));
        }

        if (!nuro.Enabled) return services;
        return services.AddSingleton<IMusicProvider>(all => new NuroProvider(
            nuro.BaseUrl is null ? all.GetRequiredKeyedService<VendorHttp>(Name) : Http(all, nuro), ownKey, all.GetRequiredService<GuardedDownload>(),
            all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<NuroProvider>>()));
    }

    private static ProviderOptions OptionsOf(ProviderManifest manifest, IConfiguration configuration) =>
        configuration.GetSection(ProviderOptions.SectionOf(manifest.Name)).Get<ProviderOptions>() ?? new ProviderOptions();

    private static VendorHttp Http(IServiceProvider all, ProviderOptions options) =>
        new(DisplayName, all.GetRequiredService<IHttpClientFactory>(), options.BaseAddress(SonicManifest.BaseUrl), all.GetRequiredService<TimeProvider>());
}

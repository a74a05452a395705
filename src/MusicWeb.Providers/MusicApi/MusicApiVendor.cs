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

    /// <summary>Adds the vendor's providers, where the installation has a key and has not switched them off.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; it is named.</exception>
    public static IServiceCollection AddMusicApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOutbound();
        var key = configuration.GetSection(VendorOptions.SectionOf(Name)).Get<VendorOptions>()?.Key;
        var sonic = configuration.GetSection(ProviderOptions.SectionOf(SonicManifest.Manifest.Name)).Get<ProviderOptions>() ?? new ProviderOptions();
        if (string.IsNullOrWhiteSpace(key) || !sonic.Enabled) return services;
        return services.AddSingleton<IMusicProvider>(all => new SonicProvider(
            new VendorHttp("MusicAPI", all.GetRequiredService<IHttpClientFactory>(), sonic.BaseAddress(SonicManifest.BaseUrl), all.GetRequiredService<TimeProvider>()),
            key.Trim(),
            all.GetRequiredService<GuardedDownload>(),
            all.GetRequiredService<ILogger<SonicProvider>>()));
    }
}

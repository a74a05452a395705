using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>VidGo as a vendor.</summary>
public static class VidGoVendor
{
    /// <summary>Its name in the settings, <c>Vendors:vidgo</c>.</summary>
    public const string Name = "vidgo";

    /// <summary>Adds the provider, where the installation has a key and has not switched it off.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; it is named.</exception>
    public static IServiceCollection AddVidGo(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOutbound();
        var key = configuration.GetSection(VendorOptions.SectionOf(Name)).Get<VendorOptions>()?.Key;
        var options = configuration.GetSection(ProviderOptions.SectionOf(VidGoManifest.Manifest.Name)).Get<ProviderOptions>() ?? new ProviderOptions();
        if (string.IsNullOrWhiteSpace(key) || !options.Enabled) return services;
        return services.AddSingleton<IMusicProvider>(all => new VidGoProvider(
            new VendorHttp("VidGo", all.GetRequiredService<IHttpClientFactory>(), options.BaseAddress(VidGoManifest.BaseUrl), all.GetRequiredService<TimeProvider>()),
            key.Trim(),
            all.GetRequiredService<GuardedDownload>(),
            all.GetRequiredService<ILogger<VidGoProvider>>()));
    }
}

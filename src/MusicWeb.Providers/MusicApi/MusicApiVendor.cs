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
        var sonic = Options(configuration, SonicManifest.Manifest.Name);
        var producer = Options(configuration, ProducerManifest.Manifest.Name);
        if (!sonic.Enabled && !producer.Enabled) return services;
        var ownKey = OwnKey(configuration.GetSection(VendorOptions.SectionOf(Name)).Get<VendorOptions>()?.Key);
        // A host that speaks for the one product speaks for the other, unless it is named.
        var home = sonic.BaseAddress(SonicManifest.BaseUrl);
        services.AddVendorHttp(SonicManifest.Manifest.Name, home);
        services.AddVendorHttp(ProducerManifest.Manifest.Name, producer.BaseAddress(home));
        services.AddSingleton(all =>
        {
            var first = sonic.Enabled ? SonicManifest.Manifest.Name : ProducerManifest.Manifest.Name;
            var (http, address) = (all.GetRequiredKeyedService<VendorHttp>(first), sonic.Enabled ? home : producer.BaseAddress(home));
            string[] taskPaths = [.. sonic.Enabled ? [SonicManifest.TaskPath] : Array.Empty<string>(), .. producer.Enabled ? [ProducerManifest.TaskPath] : Array.Empty<string>()];
            var credits = new MusicApiCredits(http, ownKey);
            var contract = new MusicApiContract(http, address, taskPaths, ownKey);
            return new Vendor { Name = Name, DisplayName = DisplayName, HasKey = ownKey is not null, AskAsync = credits.AskAsync, ReadHook = MusicApiHook.Read, CheckAsync = contract.CheckAsync };
        });
        var isReachable = configuration["Site:PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) is true;
        if (sonic.Enabled)
        {
            services.AddSingleton<IMusicProvider>(all => new SonicProvider(
                SonicManifest.With(isReachable), all.GetRequiredKeyedService<VendorHttp>(SonicManifest.Manifest.Name), ownKey, all.GetRequiredService<GuardedDownload>(), all.GetRequiredService<ILogger<SonicProvider>>()));
        }

        if (producer.Enabled)
        {
            services.AddSingleton<IMusicProvider>(all => new ProducerProvider(
                ProducerManifest.With(isReachable), all.GetRequiredKeyedService<VendorHttp>(ProducerManifest.Manifest.Name), ownKey, all.GetRequiredService<GuardedDownload>(), all.GetRequiredService<ILogger<ProducerProvider>>()));
        }

        return services;
    }

    private static ProviderOptions Options(IConfiguration configuration, string provider) => configuration.GetSection(ProviderOptions.SectionOf(provider)).Get<ProviderOptions>() ?? new ProviderOptions();

    // A circuit breaker for each product: one that fails must not close the door of the other.
    private static void AddVendorHttp(this IServiceCollection services, string provider, Uri address) =>
        services.AddKeyedSingleton(provider, (all, _) => new VendorHttp(DisplayName, all.GetRequiredService<IHttpClientFactory>(), address, all.GetRequiredService<TimeProvider>()));

    private static VendorKey? OwnKey(string? text) => text?.Trim() switch
    {
        null or "" => null,
        { Length: > VendorKey.ShownCharacters } key => new VendorKey(key),
        _ => throw new InvalidOperationException($"Vendors:{Name}:Key is too short to be a key."),
    };
}

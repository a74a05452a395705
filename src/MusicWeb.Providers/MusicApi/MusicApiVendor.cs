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
        var sonic = OptionsOf(configuration, SonicManifest.Manifest);
        var producer = OptionsOf(configuration, ProducerManifest.Manifest);
        var nuro = OptionsOf(configuration, NuroManifest.Manifest);
        if (!sonic.Enabled && !producer.Enabled && !nuro.Enabled) return services;
        foreach (var retired in RetiredProducts.All) services.AddSingleton(retired);
        var ownKey = VendorOptions.KeyOf(Name, configuration);
        // A host that speaks for the one product speaks for the others, unless one is named for them.
        var home = sonic.BaseAddress(SonicManifest.BaseUrl);
        (string Product, Uri Address, string TaskPath, bool Enabled)[] products =
        [
            (SonicManifest.Manifest.Name, home, SonicManifest.TaskPath, sonic.Enabled),
            (ProducerManifest.Manifest.Name, producer.BaseAddress(home), ProducerManifest.TaskPath, producer.Enabled),
            (NuroManifest.Manifest.Name, nuro.BaseAddress(home), NuroManifest.TaskPath, nuro.Enabled),
        ];
        foreach (var (product, address, _, _) in products) services.AddVendorHttp(product, address);
        services.AddSingleton(all =>
        {
            var offered = products.Where(product => product.Enabled).ToList();
            var http = all.GetRequiredKeyedService<VendorHttp>(offered[0].Product);
            var credits = new MusicApiCredits(http, ownKey);
            var contract = new MusicApiContract(http, offered[0].Address, [.. offered.Select(product => product.TaskPath)], ownKey);
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

        if (nuro.Enabled)
        {
            services.AddSingleton<IMusicProvider>(all => new NuroProvider(
                all.GetRequiredKeyedService<VendorHttp>(NuroManifest.Manifest.Name), ownKey, all.GetRequiredService<GuardedDownload>(), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<NuroProvider>>()));
        }

        return services;
    }

    private static ProviderOptions OptionsOf(IConfiguration configuration, ProviderManifest manifest) =>
        configuration.GetSection(ProviderOptions.SectionOf(manifest.Name)).Get<ProviderOptions>() ?? new ProviderOptions();

    // A circuit breaker for each product: one that fails must not close the door of the others.
    private static void AddVendorHttp(this IServiceCollection services, string product, Uri address) =>
        services.AddKeyedSingleton(product, (all, _) => new VendorHttp(DisplayName, product, all.GetRequiredService<ReadCorrections>(), all.GetRequiredService<IHttpClientFactory>(), address, all.GetRequiredService<TimeProvider>()));
}

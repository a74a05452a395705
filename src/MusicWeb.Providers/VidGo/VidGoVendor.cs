using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>VidGo as a vendor. It tells no balance, signs no messages, and answers one question for nothing: how a task is doing.</summary>
public static class VidGoVendor
{
    /// <summary>Its name in the settings, <c>Vendors:vidgo</c>.</summary>
    public const string Name = "vidgo";

    /// <summary>What its owner reads where the installation's key was taken away.</summary>
    internal const string NoKey = "The installation has no key for VidGo.";

    private const string DisplayName = "VidGo";

    /// <summary>Adds the vendor and its provider, where the installation has not switched it off.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; it is named.</exception>
    public static IServiceCollection AddVidGo(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOutbound();
        var options = configuration.GetSection(ProviderOptions.SectionOf(VidGoManifest.Manifest.Name)).Get<ProviderOptions>() ?? new ProviderOptions();
        if (!options.Enabled) return services;
        var ownKey = OwnKey(configuration.GetSection(VendorOptions.SectionOf(Name)).Get<VendorOptions>()?.Key);
        var address = options.BaseAddress(VidGoManifest.BaseUrl);
        services.AddKeyedSingleton(Name, (all, _) => new VendorHttp(DisplayName, VidGoManifest.Manifest.Name, all.GetRequiredService<ReadCorrections>(), all.GetRequiredService<IHttpClientFactory>(), address, all.GetRequiredService<TimeProvider>()));
        services.AddSingleton(all =>
        {
            var contract = new VidGoContract(all.GetRequiredKeyedService<VendorHttp>(Name), address, ownKey);
            return new Vendor { Name = Name, DisplayName = DisplayName, HasKey = ownKey is not null, TellsBalance = false, SignsHooks = false, AskAsync = contract.AskAsync, ReadHook = VidGoHook.Read, CheckAsync = contract.CheckAsync };
        });
        var manifest = VidGoManifest.With(isReachable: configuration["Site:PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) is true);
        return services.AddSingleton<IMusicProvider>(all => new VidGoProvider(
            manifest, all.GetRequiredKeyedService<VendorHttp>(Name), ownKey, all.GetRequiredService<GuardedDownload>(), all.GetRequiredService<ILogger<VidGoProvider>>()));
    }

    private static VendorKey? OwnKey(string? text) => text?.Trim() switch
    {
        null or "" => null,
        { Length: > VendorKey.ShownCharacters } key => new VendorKey(key),
        _ => throw new InvalidOperationException($"Vendors:{Name}:Key is too short to be a key."),
    };
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AceStep;

/// <summary>ACE-Step, an open model on a server of one's own.</summary>
public static class AceStepVendor
{
    /// <summary>Its name in the settings, <c>Vendors:ace-step</c>.</summary>
    public const string Name = "ace-step";

    /// <summary>Adds the provider, where the settings name its server (<c>Providers:ace-step:BaseUrl</c>) and have not switched it off. A key is optional.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; it is named.</exception>
    public static IServiceCollection AddAceStep(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOutbound();
        var key = configuration.GetSection(VendorOptions.SectionOf(Name)).Get<VendorOptions>()?.Key;
        var options = configuration.GetSection(ProviderOptions.SectionOf(AceStepManifest.Manifest.Name)).Get<ProviderOptions>() ?? new ProviderOptions();
        if (options.BaseUrl is not { } address || !options.Enabled) return services;
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")) throw new InvalidOperationException("Providers:ace-step:BaseUrl must be the address of the server, for example http://127.0.0.1:8001.");
        return services.AddSingleton<IMusicProvider>(all => new AceStepProvider(
            new VendorHttp("The ACE-Step server", all.GetRequiredService<IHttpClientFactory>(), options.BaseAddress(address), all.GetRequiredService<TimeProvider>()),
            string.IsNullOrWhiteSpace(key) ? null : key.Trim(),
            TimeSpan.FromSeconds(all.GetRequiredService<IOptions<OutboundOptions>>().Value.IdleSeconds),
            all.GetRequiredService<TimeProvider>(),
            all.GetRequiredService<ILogger<AceStepProvider>>()));
    }
}

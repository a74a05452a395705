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

    private const string NoKeys = "A server of this installation takes no keys of others.";

    /// <summary>Adds the provider, where the settings name its server (<c>Providers:ace-step:BaseUrl</c>) and have not switched it off. A key is optional.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; it is named.</exception>
    public static IServiceCollection AddAceStep(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOutbound();
        var key = configuration.GetSection(VendorOptions.SectionOf(Name)).Get<VendorOptions>()?.Key?.Trim();
        var options = configuration.GetSection(ProviderOptions.SectionOf(AceStepManifest.Manifest.Name)).Get<ProviderOptions>() ?? new ProviderOptions();
        if (options.BaseUrl is not { } address || !options.Enabled) return services;
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")) throw new InvalidOperationException("Providers:ace-step:BaseUrl must be the address of the server, for example http://127.0.0.1:8001.");
        if (key is { Length: > 0 and <= VendorKey.ShownCharacters }) throw new InvalidOperationException($"Vendors:{Name}:Key is too short to be a key.");
        services.AddSingleton(all => new AceStepServer(
            new VendorHttp("The ACE-Step server", AceStepManifest.Manifest.Name, all.GetRequiredService<ReadCorrections>(), all.GetRequiredService<IHttpClientFactory>(), options.BaseAddress(address), all.GetRequiredService<TimeProvider>()),
            string.IsNullOrEmpty(key) ? null : key,
            all.GetRequiredService<TimeProvider>()));
        services.AddHostedService<AceStepWatch>();
        services.AddSingleton(all => new Vendor
        {
            Name = Name,
            DisplayName = AceStepManifest.Manifest.DisplayName,
            HasKey = true,
            TakesKeys = false,
            AskAsync = (_, _) => Task.FromResult<KeyAnswer>(new KeyAnswer.Refused(NoKeys)),
            ReadHook = (_, _, _) => null,
            CheckAsync = (_, ct) => new AceStepContract(all.GetRequiredService<AceStepServer>(), options.BaseAddress(address)).CheckAsync(ct),
        });
        return services.AddSingleton<IMusicProvider>(all => new AceStepProvider(
            all.GetRequiredService<AceStepServer>(),
            TimeSpan.FromSeconds(all.GetRequiredService<IOptions<OutboundOptions>>().Value.IdleSeconds),
            all.GetRequiredService<ILogger<AceStepProvider>>()));
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Media;

/// <summary>Registers this room.</summary>
internal static class MediaRegistration
{
    internal static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MediaOptions>().Bind(configuration.GetSection(MediaOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MediaOptions>, MediaOptionsCheck>();
        services.AddSingleton<MediaStore>();
        services.AddSingleton<SoundReader>();
        services.AddSingleton<MediaIngest>();
        services.AddSingleton<MediaLinks>();
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MusicWeb.Providers.Embedded;

/// <summary>Brings the embedded engine into an application.</summary>
public static class SketchEngine
{
    /// <summary>Adds the sketch provider with the settings of section <c>Engine</c>; a wrong one stops the start and is named.</summary>
    public static IServiceCollection AddSketchEngine(this IServiceCollection services)
    {
        services.AddOptions<EngineOptions>()
            .BindConfiguration(EngineOptions.Section)
            .Validate(options => options.Threads is >= 1 and <= EngineOptions.MaxThreads, $"{EngineOptions.Section}:{nameof(EngineOptions.Threads)} must be 1 to {EngineOptions.MaxThreads}.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<EngineOptions>, SoundBankCheck>();
        return services.AddSingleton<IMusicProvider, SketchProvider>();
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace MusicWeb.Core.Library;

/// <summary>Registers this room.</summary>
internal static class LibraryRegistration
{
    internal static IServiceCollection AddLibrary(this IServiceCollection services) => services
        .AddSingleton<FindClip>()
        .AddSingleton<FindMediaFile>()
        .AddSingleton<RenameClip>()
        .AddSingleton<TrashClip>()
        .AddSingleton<RestoreClip>()
        .AddSingleton<MoveClips>();
}

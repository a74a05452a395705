using Microsoft.Extensions.DependencyInjection;

namespace MusicWeb.Core.Library;

/// <summary>Registers this room.</summary>
internal static class LibraryRegistration
{
    internal static IServiceCollection AddLibrary(this IServiceCollection services) => services
        .AddSingleton<FindClip>()
        .AddSingleton<FindLine>()
        .AddSingleton<FindMediaFile>()
        .AddSingleton<FindLinkedFile>()
        .AddSingleton<ListTakes>()
        .AddSingleton<KeepOutline>()
        .AddSingleton<RenameClip>()
        .AddSingleton<TrashClip>()
        .AddSingleton<RestoreClip>()
        .AddSingleton<MoveClips>()
        .AddSingleton<ShareBelonging>()
        .AddSingleton<RevokeShare>()
        .AddSingleton<ShareList>()
        .AddSingleton<UsageList>()
        .AddSingleton<TrashBelonging>()
        .AddSingleton<RestoreBelonging>()
        .AddSingleton<ChangePersona>()
        .AddSingleton<ExportPersona>()
        .AddSingleton<PersonaList>()
        .AddSingleton<SaveLyrics>()
        .AddSingleton<RestoreLyricVersion>()
        .AddSingleton<LyricsList>();
}

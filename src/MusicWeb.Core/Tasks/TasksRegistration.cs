using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Registers this room.</summary>
internal static class TasksRegistration
{
    internal static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.AddSingleton<ProviderCatalog>();
        services.AddSingleton<TaskViews>();
        services.AddSingleton<FinishTask>();
        services.AddSingleton<EnqueueTask>();
        services.AddSingleton<RetryTask>();
        services.AddSingleton(all => new CancelTask(all.GetRequiredService<WriteQueue>(), all.GetRequiredService<FinishTask>(), all.GetRequiredService<TaskViews>(), all.GetRequiredService<TimeProvider>()));
        services.AddSingleton(all => new ResolveUncertain(all.GetRequiredService<WriteQueue>(), all.GetRequiredService<FinishTask>(), all.GetRequiredService<ProviderCatalog>(), all.GetRequiredService<TimeProvider>()));
        services.AddSingleton(all => new FindTask(all.GetRequiredService<IDbContextFactory<MusicDb>>(), all.GetRequiredService<TaskViews>()));
        services.AddSingleton(all => new SongList(all.GetRequiredService<IDbContextFactory<MusicDb>>(), all.GetRequiredService<TaskViews>()));
        services.AddSingleton<OpenDraft>();
        services.AddSingleton<SaveDraft>();
        return services;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Core.Media;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Registers this room.</summary>
internal static class TasksRegistration
{
    internal static IServiceCollection AddTasks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TaskOptions>().Bind(configuration.GetSection(TaskOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TaskOptions>, TaskOptionsCheck>();
        services.AddSingleton<TaskSetback>();
        services.AddSingleton<TaskResults>();
        services.AddSingleton<TaskRunner>();
        services.AddSingleton(Work);
        services.AddSingleton<OfferList>();
        services.AddSingleton<TaskKeys>();
        services.AddSingleton<TaskHooks>();
        services.AddSingleton(all => new ReceiveHook(all.GetRequiredService<IDbContextFactory<MusicDb>>(), all.GetRequiredService<WriteQueue>(), all.GetRequiredService<ProviderCatalog>(), all.GetRequiredService<VendorCatalog>(), all.GetRequiredService<TaskHooks>(), all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ListUncertain>();
        services.AddSingleton<KeyInUse>(TaskKeys.IsInUseAsync);
        services.AddSingleton<TaskViews>();
        services.AddSingleton<FinishTask>();
        services.AddSingleton<OrderLimit>();
        services.AddSingleton<RequestIngredients>();
        services.AddSingleton<EnqueueTask>();
        services.AddSingleton<RetryTask>();
        services.AddSingleton<RecordingLimit>();
        services.AddSingleton(all => new AddRecording(all.GetRequiredService<IDbContextFactory<MusicDb>>(), all.GetRequiredService<WriteQueue>(), all.GetRequiredService<MediaStore>(), all.GetRequiredService<SoundReader>(), all.GetRequiredService<RecordingLimit>(), all.GetRequiredService<IOptions<MediaOptions>>(), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<AddRecording>>()));
        services.AddSingleton<DeleteWorkspace>();
        services.AddSingleton(all => new CancelTask(all.GetRequiredService<WriteQueue>(), all.GetRequiredService<FinishTask>(), all.GetRequiredService<TaskViews>(), all.GetRequiredService<TimeProvider>()));
        services.AddSingleton(all => new ResolveUncertain(all.GetRequiredService<WriteQueue>(), all.GetRequiredService<FinishTask>(), all.GetRequiredService<ProviderCatalog>(), all.GetRequiredService<TimeProvider>()));
        services.AddSingleton(all => new FindTask(all.GetRequiredService<IDbContextFactory<MusicDb>>(), all.GetRequiredService<TaskViews>()));
        services.AddSingleton(all => new SongList(all.GetRequiredService<IDbContextFactory<MusicDb>>(), all.GetRequiredService<TaskViews>()));
        services.AddSingleton<FindCharge>();
        services.AddSingleton<WrittenTexts>();
        services.AddSingleton<TaskPlaces>();
        services.AddSingleton<OpenDraft>();
        services.AddSingleton<SaveDraft>();
        services.AddSingleton<SavePreset>();
        services.AddSingleton<PresetList>();
        return services;
    }

    private static DueWork Work(IServiceProvider all) => new()
    {
        FindLane = new TaskLanes(all.GetRequiredService<ProviderCatalog>()).Find,
        Lease = all.GetRequiredService<IOptions<TaskOptions>>().Value.Lease,
        StepsAtOnce = all.GetRequiredService<IOptions<TaskOptions>>().Value.StepsAtOnce,
        StepAsync = all.GetRequiredService<TaskRunner>().RunAsync,
    };
}

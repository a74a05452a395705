namespace MusicWeb.Ui;

/// <summary>What components need.</summary>
public static class UiRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services) => services
        .AddSingleton<PrerenderedShelf>()
        .AddScoped<Prerendered>()
        .AddScoped<CircuitActor>()
        .AddScoped<ToastFeed>();
}

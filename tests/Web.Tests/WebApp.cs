using Kit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Data;

namespace Web.Tests;

/// <summary>The whole program on a test server, with a data folder and a database of its own.</summary>
internal sealed class WebApp : WebApplicationFactory<Program>
{
    private readonly TestStore _store;
    private readonly (string Key, string Value)[] _settings;

    private bool _ownsStore = true;

    private WebApp(TestStore store, (string Key, string Value)[] settings) => (_store, _settings) = (store, settings);

    public static Task<WebApp> StartAsync(params (string Key, string Value)[] settings) => StartAsync(DatabaseProvider.Sqlite, settings);

    public static async Task<WebApp> StartAsync(DatabaseProvider provider, params (string Key, string Value)[] settings) => new(await TestStore.CreateAsync(provider), settings);

    /// <summary>On a store that outlives it, as a restart or a second process needs.</summary>
    public static WebApp On(TestStore store) => new(store, []) { _ownsStore = false };

    /// <summary>A browser with cookies of its own that shows where it is sent instead of going there.</summary>
    public Visitor Visit(string scheme = "http", string host = "localhost") =>
        new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri($"{scheme}://{host}") }));

    /// <summary>Lets orders lie in the queue: for tests that look at them there, and need no song.</summary>
    public async Task StopWorkAsync()
    {
        foreach (var worker in Services.GetServices<IHostedService>().Where(service => service.GetType().Name == "DurableWorker")) await worker.StopAsync(CancellationToken.None);
    }

    public async Task<T> ReadAsync<T>(Func<MusicDb, Task<T>> query)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<MusicDb>>().CreateDbContextAsync();
        return await query(db);
    }

    /// <summary>Also gets what is logged, when set before the first visit.</summary>
    public LogLines? Log { get; set; }

    /// <summary>How long links in messages are good, when set before the first visit.</summary>
    public TimeSpan? LinkLife { get; set; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("urls", "http://127.0.0.1:0");
        foreach (var (key, value) in _store.Settings) builder.UseSetting(key, value);
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        if (LinkLife is { } life) builder.ConfigureServices(services => services.PostConfigure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = life));
        builder.ConfigureLogging(logging =>
        {
            logging.ClearProviders();
            if (Log is { } log) logging.AddProvider(log);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_ownsStore) await _store.DisposeAsync();
    }
}

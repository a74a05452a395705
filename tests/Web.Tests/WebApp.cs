using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Data;

namespace Web.Tests;

/// <summary>The whole program on a test server, with a data folder and a database of its own.</summary>
internal sealed class WebApp : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("musicweb-web-tests-");
    private readonly (string Key, string Value)[] _settings;

    public WebApp(params (string Key, string Value)[] settings) => _settings = settings;

    public string DataDirectory => _data.FullName;

    /// <summary>A browser with cookies of its own that shows where it is sent instead of going there.</summary>
    public Visitor Visit(string scheme = "http") => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri($"{scheme}://localhost") }));

    public async Task<T> ReadAsync<T>(Func<MusicDb, Task<T>> query)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<MusicDb>>().CreateDbContextAsync();
        return await query(db);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("Data:Directory", DataDirectory);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _data.Delete(recursive: true);
    }
}

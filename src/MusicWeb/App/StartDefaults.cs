using Microsoft.Extensions.Configuration.Memory;

namespace MusicWeb.App;

/// <summary>What holds where nobody set anything: address, data folder, limits of the web server.</summary>
internal static class StartDefaults
{
    private const string Address = "http://localhost:5080";
    private const string DataDirectory = "Data:Directory";
    private const string RepositoryMark = "MusicWeb.sln";
    private const long MaxRequestBodyBytes = 1024 * 1024; // Forms only; endpoints that take files raise it for themselves.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Settings and web assets lie beside the program when it is started from another folder.</summary>
    public static WebApplicationOptions For(string[] args) => new()
    {
        Args = args,
        ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
    };

    public static void UseStartDefaults(this WebApplicationBuilder builder)
    {
        // Otherwise a build output started in Production cannot serve what packages bring along.
        builder.WebHost.UseStaticWebAssets();
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null) builder.WebHost.UseUrls(Address);

        // The weakest of all sources: whatever an operator says wins. Assets are made by the build and never edited in place; taken
        // for edited, they would be sent uncompressed and uncached.
        var defaults = new Dictionary<string, string?> { ["ReloadStaticAssetsAtRuntime"] = "false" };
        if (FindRepository(builder.Environment) is { } repository) defaults[DataDirectory] = Path.Combine(repository, ".data");
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
        });
    }

    // Only developers run from a repository; elsewhere the data folder's own default holds.
    private static string? FindRepository(IHostEnvironment environment)
    {
        if (!environment.IsDevelopment()) return null;
        for (var folder = new DirectoryInfo(environment.ContentRootPath); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, RepositoryMark))) return folder.FullName;
        }
        return null;
    }
}

using E2e.Pages;
using E2e.Running;
using FakeProviders;
using Kit;

[assembly: AssemblyFixture(typeof(Sites))]

namespace E2e.Running;

/// <summary>One browser and one running product for all journeys; sites with other settings start when the first journey asks for them.</summary>
public sealed class Sites : IAsyncLifetime
{
    public const string AdminEmail = "admin@example.com";

    private readonly Lazy<Task<SiteProcess>> _poor;
    private readonly Lazy<Task<SiteProcess>> _postgres;
    private readonly Lazy<Task<ScriptedSite>> _scripted;
    private readonly Lazy<Task<SiteProcess>> _guards = new(() => SiteProcess.StartProgramAsync(SiteProcess.Metadata("GuardProgram")));

    public Sites()
    {
        // Enough for one song and not for a second one.
        _poor = new(() => SiteProcess.StartAsync(("Credits:StartingGrant", "20")));
        _postgres = new(StartPostgresAsync);
        _scripted = new(ScriptedSite.StartAsync);
    }

    public Browsers Browsers { get; private set; } = null!;

    /// <summary>The product as it is delivered; its administrator is <see cref="AdminEmail"/>.</summary>
    public SiteProcess Site { get; private set; } = null!;

    public Task<SiteProcess> PoorAsync() => _poor.Value;

    /// <summary>As <see cref="PoorAsync"/>, with its data in a PostgreSQL of its own.</summary>
    public Task<SiteProcess> PostgresAsync() => _postgres.Value;

    public Task<ScriptedSite> ScriptedAsync() => _scripted.Value;

    /// <summary>The pages that use one ability of Blazor's script each.</summary>
    public Task<SiteProcess> GuardsAsync() => _guards.Value;

    public async ValueTask InitializeAsync()
    {
        Site = await SiteProcess.StartAsync();
        Browsers = await Browsers.StartAsync();
        // The first account is the administrator's, so that nobody in a journey is one by accident.
        await using var first = await Browsers.OpenAsync(Site);
        await new SignUpPage(first.Page).SignUpAsync(AdminEmail);
    }

    public async ValueTask DisposeAsync()
    {
        if (Browsers is not null) await Browsers.DisposeAsync();
        if (Site is not null) await Site.DisposeAsync();
        if (_poor.IsValueCreated) await (await _poor.Value).DisposeAsync();
        if (_postgres.IsValueCreated) await (await _postgres.Value).DisposeAsync();
        if (_guards.IsValueCreated) await (await _guards.Value).DisposeAsync();
        if (_scripted.IsValueCreated) await (await _scripted.Value).DisposeAsync();
    }

    private static async Task<SiteProcess> StartPostgresAsync() => await SiteProcess.StartAsync(
        ("Database:Provider", "Postgres"),
        ("Database:ConnectionString", await PrivatePostgres.CreateDatabaseAsync()),
        ("Credits:StartingGrant", "20"));
}

/// <summary>The product with a provider that a test directs: <see cref="Vendor"/> says what happens to each song.</summary>
public sealed class ScriptedSite(SiteProcess site, FakeHost vendor) : IAsyncDisposable
{
    public SiteProcess Site => site;

    public Script Vendor => vendor.Script;

    public Uri VendorAddress => vendor.Address;

    public static async Task<ScriptedSite> StartAsync()
    {
        var vendor = await FakeHost.StartAsync();
        var site = await SiteProcess.StartAsync(
            ("DOTNET_STARTUP_HOOKS", SiteProcess.Metadata("ScriptedProvider")),
            ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "ScriptedProvider"),
            ("SCRIPTED_PROVIDER", vendor.Address.ToString()),
            ("Vendors:musicapi:Key", "a-test-key"),
            ("Providers:sonic:BaseUrl", vendor.Address.ToString()),
            ("Vendors:vidgo:Key", "another-test-key"),
            ("Providers:vidgo:BaseUrl", vendor.Address.ToString()),
            ("Providers:music-01:BaseUrl", vendor.Address.ToString()),
            ("Providers:ace-step:BaseUrl", $"{vendor.Address}ace"),
            ("Outbound:AllowedHosts:0", vendor.Address.Authority));
        return new ScriptedSite(site, vendor);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await vendor.DisposeAsync();
    }
}

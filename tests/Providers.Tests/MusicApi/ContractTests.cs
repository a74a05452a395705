using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;

namespace Providers.Tests.MusicApi;

/// <summary>The check of MusicAPI against its documents.</summary>
public sealed class ContractTests : IAsyncLifetime
{
    private FakeHost _host = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Providers:sonic:BaseUrl", _host.Address.ToString())]).Build();
        _services = new ServiceCollection().AddLogging().AddMusicApi(configuration).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task What_is_as_documented_is_said_to_be_and_secrets_are_masked_everywhere()
    {
        _host.Script.On("GET", "/api/v1/get-credits", Answer.Json("""{"credits":50,"extra_credits":0,"echo":"somebodys-own-key"}"""), Answer.Json("""{"message":"Invalid authorization format"}""", 401));
        foreach (var product in (string[])["sonic", "producer"]) _host.Script.On("GET", $"/api/v1/{product}/task/*", Answer.Json("""{"message":"task not found."}""", 400));
        _host.Script.On("GET", "/api/v1/nuro/task/*", Answer.Json("""{"type":"not_found","message":"task not found"}""", 404));
        var checks = await CheckAsync();
        Assert.All(checks, check => Assert.True(check.IsAsDocumented, $"{check}"));
        Assert.Equal(
            ["The key works and has 50 credits.", "An unknown task is refused, so a task would count as failed: task not found.", "An unknown task is refused, so a task would count as failed: task not found.", "Nuro is there: an unknown task is refused, so a task would count as failed: task not found", "A wrong key is told from other faults: Invalid authorization format"],
            checks.Select(check => check.Reading));
        Assert.DoesNotContain("somebodys", string.Concat(checks), StringComparison.Ordinal);
        Assert.Contains("Bearer …-key", checks[0].Request, StringComparison.Ordinal);
        Assert.All(_host.Script.Asked, asked => Assert.Equal("GET", asked.Method)); // Nothing that could cost.
    }

    [Fact]
    public async Task What_is_not_is_named_and_stops_nothing()
    {
        _host.Script.On("GET", "/api/v1/get-credits", Answer.Json("""{"balance":50}"""));
        _host.Script.On("GET", "/api/v1/sonic/task/*", Answer.Garbage());
        _host.Script.On("GET", "/api/v1/producer/task/*", Answer.Json("""{"code":200,"status":"PENDING","data":[]}"""));
        _host.Script.On("GET", "/api/v1/nuro/task/*", Answer.Json("""{"status":"pending"}"""));
        var checks = await CheckAsync();
        Assert.Equal(5, checks.Count);
        Assert.Equal("Read as a task in the state “pending”: it would be asked for until its deadline.", checks[2].Reading);
        Assert.All(checks, check => Assert.False(check.IsAsDocumented));
    }

    [Fact]
    public async Task Without_any_key_nothing_is_asked()
    {
        Assert.Empty(await _services.GetRequiredService<Vendor>().CheckAsync(null, Token));
        Assert.Empty(_host.Script.Asked);
    }

    private Task<IReadOnlyList<ContractCheck>> CheckAsync() => _services.GetRequiredService<Vendor>().CheckAsync(new VendorKey("somebodys-own-key"), Token);
}

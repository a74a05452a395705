using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MusicWeb.Providers;
using MusicWeb.Providers.AceStep;

namespace Providers.Tests.AceStep;

/// <summary>The check of an ACE-Step server against its documents, and the watch that keeps its models known.</summary>
public sealed class AceStepContractTests : IAsyncLifetime
{
    private FakeHost _host = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Providers:ace-step:BaseUrl", $"{_host.Address}ace/"), new("Vendors:ace-step:Key", "the-servers-key")]).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddAceStep(configuration).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task What_is_as_documented_is_said_to_be_and_nothing_is_made()
    {
        _host.Script.On("GET", "/ace/health", Answer.Json("""{"data":{"status":"ok","service":"ACE-Step API","version":"1.0"},"code":200,"error":null,"timestamp":1700000000000,"extra":null}"""));
        _host.Script.On(
            "GET", "/ace/v1/models",
            Answer.Json("""{"data":{"models":[{"name":"acestep-v15-turbo","is_default":true},{"name":"acestep-v15-turbo-shift3","is_default":false}],"default_model":"acestep-v15-turbo","echo":"the-servers-key"},"code":200,"error":null,"timestamp":1700000000000,"extra":null}"""),
            Answer.Json("""{"detail":"Invalid API key"}""", 401));
        _host.Script.On("GET", "/ace/v1/stats", Answer.Json("""{"data":{"jobs":{"total":100,"queued":5,"running":1,"succeeded":90,"failed":4},"queue_size":5,"queue_maxsize":200,"avg_job_seconds":8.5},"code":200,"error":null,"timestamp":1700000000000,"extra":null}"""));
        _host.Script.On("POST", "/ace/query_result", Answer.Json("""{"data":[{"task_id":"any","status":0,"result":"[]"}],"code":200,"error":null,"timestamp":1700000000000,"extra":null}"""));
        var checks = await Server.CheckAsync(null, Token);
        Assert.All(checks, check => Assert.True(check.IsAsDocumented, $"{check}"));
        Assert.Equal(
            [
                "It says: ok.",
                "Loaded: acestep-v15-turbo (used by itself), acestep-v15-turbo-shift3. Without a base model nothing is taken apart and nothing is added. It does not say whether it has a language model.",
                "5 orders wait and 1 are worked on. One takes 8.5 s on average.",
                "An unknown task looks queued: a lost one is told by what was known of it before, or by its deadline.",
                "A wrong key is told from other faults.",
            ],
            checks.Select(check => check.Reading));
        Assert.DoesNotContain("the-servers", string.Concat(checks), StringComparison.Ordinal);
        Assert.DoesNotContain(_host.Script.Asked, asked => asked.Path == "/ace/release_task");
    }

    [Fact]
    public async Task What_is_not_is_named_and_stops_nothing()
    {
        _host.Script.On("POST", "/ace/query_result", Answer.Json("""{"data":[{"task_id":"any","status":0,"result":"no JSON"}],"code":200}"""));
        var checks = await Server.CheckAsync(null, Token);
        Assert.Equal(5, checks.Count);
        Assert.All(checks, check => Assert.False(check.IsAsDocumented, $"{check}"));
    }

    [Fact]
    public async Task Nobody_brings_a_key_of_his_own_to_it()
    {
        Assert.False(Server.TakesKeys);
        Assert.IsType<KeyAnswer.Refused>(await Server.AskAsync(new VendorKey("a-key-of-somebody"), Token));
        Assert.Empty(_host.Script.Asked);
    }

    [Fact]
    public async Task Its_models_are_asked_for_before_anybody_orders()
    {
        _host.Script.On("GET", "/ace/v1/models", Answer.Json("""{"data":{"models":[{"name":"acestep-v15-base","is_default":true}],"default_model":"acestep-v15-base"},"code":200}"""));
        var watch = Assert.Single(_services.GetServices<IHostedService>());
        await watch.StartAsync(Token);
        await _host.Script.NextAsync(Token);
        await watch.StopAsync(Token);
        // The stop ends the question too: whoever asks now gets what came, or asks once more.
        await _services.GetRequiredService<AceStepServer>().AskAsync(Token);
        Assert.NotNull(_services.GetRequiredService<IMusicProvider>().Manifest.FindOperation(Ops.StemsFull));
    }

    private Vendor Server => Assert.Single(_services.GetServices<Vendor>());
}

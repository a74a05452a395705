using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.AimlApi;

namespace Providers.Tests.AimlApi;

/// <summary>The free questions to AI/ML API: by which a key is tested, and by which the vendor is compared with its documents.</summary>
public sealed class BalanceTests : IAsyncLifetime
{
    private const string Path = "/v1/billing/balance";
    private const string Documented = """{"balance":10000000,"lowBalance":false,"lowBalanceThreshold":10000,"lastUpdated":"2025-11-25T17:45:00Z","autoDebitStatus":"disabled","status":"current","statusExplanation":"Balance is current and up to date"}""";
    private const string WrongKey = """{"message":"Unauthorized","path":"/v1/billing/balance","requestId":"r-1","statusCode":401,"timestamp":"2025-01-10T03:14:10Z"}""";
    private FakeHost _host = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Vendor Aiml => _services.GetRequiredService<Vendor>();

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        var settings = new Dictionary<string, string?> { ["Vendors:aimlapi:Key"] = "the-key", ["Providers:music-01:BaseUrl"] = _host.Address.ToString() };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddAimlApi(configuration).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData(Documented, 2380)]
    [InlineData("""{"balance":63000}""", 15)]
    [InlineData("""{"balance":62999.5}""", 14)]
    [InlineData("""{"balance":"-12","lowBalance":true}""", 0)]
    public async Task The_balance_counts_in_our_credits(string body, long credits)
    {
        _host.Script.On("GET", Path, Answer.Json(body));
        Assert.Equal(new KeyAnswer.Works(credits), await Aiml.AskAsync(null, Token));
        Assert.Equal("Bearer the-key", _host.Script.Asked[0].Header("Authorization"));
    }

    [Fact]
    public async Task A_key_that_opens_nothing_is_refused_in_the_vendors_words()
    {
        _host.Script.On("GET", Path, Answer.Json(WrongKey, 401));
        Assert.Equal(new KeyAnswer.Refused("Unauthorized (r-1)"), await Aiml.AskAsync(new VendorKey("somebodys-own-key"), Token));
        Assert.Equal("Bearer somebodys-own-key", _host.Script.Asked[0].Header("Authorization"));
    }

    [Fact]
    public async Task What_says_nothing_about_the_key_decides_nothing()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Refusal(429), Answer.Garbage(), Answer.Json("[]"), Answer.Json("""{"balance":"much"}"""), Answer.Json(Documented).CutAfter(4)])
        {
            _host.Script.On("GET", Path, answer);
            Assert.IsType<KeyAnswer.Unclear>(await Aiml.AskAsync(null, Token));
        }
    }

    [Fact]
    public async Task What_is_as_documented_is_called_so_and_the_key_is_not_shown()
    {
        _host.Script.On("GET", Path, Answer.Json(Documented), Answer.Json(WrongKey, 401));
        _host.Script.On("POST", "/v2/generate/audio/minimax/generate", Answer.Json("""{"message":"lyrics: Required, key the-key","statusCode":400}""", 400));
        var checks = await Aiml.CheckAsync(null, Token);
        Assert.Equal(["Balance", "An order without words", "Balance with a wrong key"], checks.Select(check => check.Name));
        Assert.All(checks, check => Assert.True(check.IsAsDocumented, check.Reading));
        Assert.All(checks, check => Assert.DoesNotContain("the-key", check.Request + check.Answer, StringComparison.Ordinal));
        Assert.Equal("{}", _host.Script.Asked[1].Text);
    }

    [Fact]
    public async Task What_is_not_as_documented_is_called_so()
    {
        _host.Script.On("GET", Path, Answer.Json("""{"credits":1}"""));
        _host.Script.On("POST", "/v2/generate/audio/minimax/generate", Answer.Json("""{"id":"x","status":"queued"}"""));
        Assert.All(await Aiml.CheckAsync(null, Token), check => Assert.False(check.IsAsDocumented, check.Reading));
    }
}

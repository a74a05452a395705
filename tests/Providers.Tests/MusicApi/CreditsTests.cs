using FakeProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;

namespace Providers.Tests.MusicApi;

/// <summary>The free question by which a key is tested.</summary>
public sealed class CreditsTests : IAsyncLifetime
{
    private const string Path = "/api/v1/get-credits";
    private FakeHost _host = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Vendor MusicApi => _services.GetRequiredService<Vendor>();

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Token);
        var settings = new Dictionary<string, string?> { ["Vendors:musicapi:Key"] = "the-key", ["Providers:sonic:BaseUrl"] = _host.Address.ToString() };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddMusicApi(configuration).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"credits":50,"extra_credits":0}""", 50)]
    [InlineData("""{"credits":50,"extra_credits":20}""", 70)]
    [InlineData("""{"credits":50}""", 50)]
    [InlineData("""{"code":200,"data":{"credits":7,"extra_credits":3}}""", 10)]
    [InlineData("""{"credits":12.9,"extra_credits":-20}""", 0)]
    public async Task Both_pots_count_as_whole_credits(string body, long credits)
    {
        _host.Script.On("GET", Path, Answer.Json(body));
        Assert.Equal(new KeyAnswer.Works(credits), await MusicApi.AskAsync(null, Token));
    }

    [Fact]
    public async Task A_key_of_somebodys_own_is_asked_for_with_itself()
    {
        _host.Script.On("GET", Path, Answer.Json("""{"credits":1,"extra_credits":0}"""));
        await MusicApi.AskAsync(new VendorKey("somebodys-own-key"), Token);
        await MusicApi.AskAsync(null, Token);
        Assert.Equal(["Bearer somebodys-own-key", "Bearer the-key"], _host.Script.Asked.Select(asked => asked.Header("Authorization")));
    }

    [Theory]
    [InlineData(401, """{"message":"Invalid authorization format"}""", "Invalid authorization format")]
    [InlineData(403, """{"message":"You do not have an active subscription."}""", "You do not have an active subscription.")]
    public async Task A_key_that_opens_nothing_is_refused_in_the_vendors_words(int status, string body, string text)
    {
        _host.Script.On("GET", Path, Answer.Json(body, status));
        Assert.Equal(new KeyAnswer.Refused(text), await MusicApi.AskAsync(null, Token));
    }

    [Fact]
    public async Task What_says_nothing_about_the_key_decides_nothing()
    {
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Refusal(429), Answer.Garbage(), Answer.Json("[]"), Answer.Json("""{"credits":"many"}"""), Answer.Json("""{"credits":1}""").CutAfter(4)])
        {
            _host.Script.On("GET", Path, answer);
            Assert.IsType<KeyAnswer.Unclear>(await MusicApi.AskAsync(null, Token));
        }
    }
}

using FakeProviders;
using Kit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;

namespace Providers.Tests.Outbound;

public sealed class CircuitBreakerTests
{
    private const string Path = "/api/v1/get-credits";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lane_that_keeps_failing_is_left_alone_for_a_moment_and_the_others_are_not()
    {
        await using var host = await FakeHost.StartAsync(ct: Token);
        var clock = new TestClock();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Providers:sonic:BaseUrl", host.Address.ToString())]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton<IConfiguration>(configuration).AddMusicApi(configuration).BuildServiceProvider();
        var vendor = services.GetRequiredService<Vendor>();
        var (ada, ben) = (new VendorKey("a-key-of-ada"), new VendorKey("a-key-of-ben"));

        host.Script.On("GET", Path, Answer.Refusal(503));
        for (var i = 0; i < 12; i++) Assert.IsType<KeyAnswer.Unclear>(await vendor.AskAsync(ada, Token));
        Assert.Equal(10, host.Script.Asked.Count); // The last two did not leave the house.

        host.Script.On("GET", Path, Answer.Json("""{"credits":50,"extra_credits":0}"""));
        Assert.Equal(new KeyAnswer.Works(50), await vendor.AskAsync(ben, Token));
        Assert.IsType<KeyAnswer.Unclear>(await vendor.AskAsync(ada, Token));
        clock.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal(new KeyAnswer.Works(50), await vendor.AskAsync(ada, Token));
        Assert.Equal(12, host.Script.Asked.Count);
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.Providers;
using MusicWeb.Providers.Embedded;

namespace Providers.Tests.Embedded;

public class SketchEngineTests
{
    [Theory, InlineData("1", 1), InlineData("4", 4), InlineData(null, 1)]
    public void The_setting_decides_how_many_songs_are_made_at_once(string? threads, int slots)
    {
        using var services = Services(threads);
        Assert.Equal(slots, services.GetRequiredService<IMusicProvider>().Manifest.Slots);
    }

    [Theory, InlineData("0"), InlineData("5"), InlineData("-1")]
    public void A_wrong_setting_is_named(string threads)
    {
        using var services = Services(threads);
        var failure = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IMusicProvider>);
        Assert.Contains("Engine:Threads must be 1 to 4.", failure.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string? threads)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(threads is null ? [] : [new("Engine:Threads", threads)]).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(settings).AddSketchEngine().BuildServiceProvider();
    }
}

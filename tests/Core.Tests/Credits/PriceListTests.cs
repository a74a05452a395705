using MusicWeb.Core.Credits;
using MusicWeb.Providers;

namespace Core.Tests.Credits;

public sealed class PriceListTests
{
    private static readonly ProviderManifest _manifest = new()
    {
        Name = "sketch",
        DisplayName = "Sketch",
        Badge = "Sketch",
        Summary = "",
        Repeatable = true,
        CanCancel = true,
        Slots = 1,
        Deadline = TimeSpan.FromMinutes(1),
        Models = [],
        Operations = [new OperationSpec(Ops.Create, PriceCredits: 15, Takes: 2)],
    };

    [Fact]
    public async Task The_administrators_price_goes_before_the_manifests()
    {
        await using var standard = await TestApp.StartAsync();
        Assert.Equal(15, standard.Get<PriceList>().Find(_manifest, Ops.Create));
        await using var changed = await TestApp.StartAsync(settings: new Dictionary<string, string?> { ["Credits:Prices:sketch:create"] = "8", ["Credits:Prices:sketch:unknown"] = "3" });
        Assert.Equal(8, changed.Get<PriceList>().Find(_manifest, Ops.Create));
        Assert.Null(changed.Get<PriceList>().Find(_manifest, "unknown")); // A price alone makes no operation.
    }
}

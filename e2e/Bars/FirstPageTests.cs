using System.Collections.Concurrent;
using E2e.Pages;
using E2e.Running;

namespace E2e.Bars;

/// <summary>How heavy and how calm the first page is, with an empty cache.</summary>
public sealed class FirstPageTests(Sites sites) : Journey(sites)
{
    private const int MaxBytes = 300 * 1024;
    private const int MaxRequests = 25;
    private const double MaxShift = 0.05;

    [Fact]
    public async Task The_landing_page_is_light_and_still()
    {
        var visitor = await VisitAsync();
        await CheckAsync(visitor, "/", isAlive: false);
    }

    [Theory, InlineData("/w/me/create"), InlineData("/w/me/library"), InlineData("/w/me/credits")]
    public async Task A_members_first_page_is_light_and_still(string address)
    {
        // Signed in, and with a cache that is empty: the cookies move to a browser that has never been here.
        var known = await SignUpAsync();
        var visitor = await VisitAsync();
        await visitor.Context.AddCookiesAsync((await known.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Domain = cookie.Domain,
            Path = cookie.Path,
            HttpOnly = cookie.HttpOnly,
            SameSite = cookie.SameSite,
        }));
        await CheckAsync(visitor, address, isAlive: true);
    }

    [Fact]
    public async Task Sixty_pages_in_a_row_are_all_served()
    {
        var visitor = await SignUpAsync();
        foreach (var i in Enumerable.Range(0, 60))
        {
            var response = await visitor.Page.GotoAsync(i % 3 == 0 ? "/w/me/create" : i % 3 == 1 ? "/w/me/library" : "/w/me/credits");
            Assert.Equal(200, response!.Status);
        }

        await visitor.Page.UntilAliveAsync();
        await Assertions.Expect(new CreditsPage(visitor.Page).Chip).ToContainTextAsync("150");
    }

    private static async Task CheckAsync(Visitor visitor, string address, bool isAlive)
    {
        var network = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        var sizes = new ConcurrentDictionary<string, long>();
        network.Event("Network.responseReceived").OnEvent += (_, message) => sizes.TryAdd(message!.Value.GetProperty("requestId").GetString()!, 0);
        network.Event("Network.loadingFinished").OnEvent += (_, message) =>
            sizes[message!.Value.GetProperty("requestId").GetString()!] = (long)message.Value.GetProperty("encodedDataLength").GetDouble();
        await network.SendAsync("Network.enable");
        await visitor.Page.AddInitScriptAsync(
            "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });");
        await visitor.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        if (isAlive) await visitor.Page.UntilAliveAsync();
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var (bytes, requests, shift) = (sizes.Values.Sum(), sizes.Count, await visitor.Page.EvaluateAsync<double>("window.shift"));
        Figures.Note($"first page {address}", $"{bytes:N0} bytes, {requests} requests, layout shift {shift:0.000}");
        Assert.True(bytes is > 1000 and <= MaxBytes, $"{address} takes {bytes:N0} bytes");
        Assert.True(requests <= MaxRequests, $"{address} takes {requests} requests");
        Assert.True(shift <= MaxShift, $"{address} shifts by {shift:0.000}");
    }
}

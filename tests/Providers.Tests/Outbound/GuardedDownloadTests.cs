using System.Globalization;
using FakeProviders;
using Kit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.Providers.Outbound;

namespace Providers.Tests.Outbound;

public sealed class GuardedDownloadTests : IAsyncLifetime
{
    private FakeHost _host = null!;
    private FakeHost _other = null!;
    private ServiceProvider? _services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_host, _other) = (await FakeHost.StartAsync(ct: Token), await FakeHost.StartAsync(ct: Token));

    public async ValueTask DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        await _host.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task An_allowed_host_is_read_to_the_last_byte()
    {
        byte[] file = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];
        _host.Script.On("GET", "/a.mp3", Answer.File(file, "audio/mpeg"));
        Assert.Equal(file, await ReadAsync(Downloads(_host), new Uri(_host.Address, "a.mp3")));
    }

    [Fact]
    public async Task A_host_that_was_not_allowed_is_not_even_asked_on_the_loopback()
    {
        _host.Script.On("GET", "/a.mp3", Answer.File([1], "audio/mpeg"));
        var downloads = Downloads();
        await Assert.ThrowsAsync<UnsafeAddressException>(() => downloads.OpenAsync(new Uri(_host.Address, "a.mp3"), Token)); // Not https.
        foreach (var host in (string[])["127.0.0.1", "localhost", "[::1]", "2130706433"])
        {
            await Assert.ThrowsAsync<UnsafeAddressException>(() => downloads.OpenAsync(new Uri($"https://{host}:{_host.Address.Port}/a.mp3"), Token));
        }

        Assert.Empty(_host.Script.Asked);
    }

    [Theory]
    [InlineData("file:///etc/passwd"), InlineData("ftp://example.com/a"), InlineData("http://user:word@127.0.0.1/a"), InlineData("data:audio/mpeg;base64,AAAA")]
    public async Task Other_kinds_of_addresses_are_refused(string address) =>
        await Assert.ThrowsAsync<UnsafeAddressException>(() => Downloads(_host).OpenAsync(new Uri(address), Token));

    [Fact]
    public async Task A_redirect_to_a_place_that_is_not_allowed_is_not_followed()
    {
        _host.Script.On("GET", "/a.mp3", new Answer { Status = 302, Headers = new Dictionary<string, string> { ["Location"] = new Uri(_other.Address, "secret").ToString() } });
        await Assert.ThrowsAsync<UnsafeAddressException>(() => Downloads(_host).OpenAsync(new Uri(_host.Address, "a.mp3"), Token));
        Assert.Empty(_other.Script.Asked);
    }

    [Fact]
    public async Task A_redirect_to_an_allowed_place_is_followed_but_not_for_ever()
    {
        _host.Script.On("GET", "/a.mp3", new Answer { Status = 307, Headers = new Dictionary<string, string> { ["Location"] = "/b.mp3" } });
        _host.Script.On("GET", "/b.mp3", Answer.File([7, 8], "audio/mpeg"));
        _host.Script.On("GET", "/round", new Answer { Status = 302, Headers = new Dictionary<string, string> { ["Location"] = "/round" } });
        var downloads = Downloads(_host);
        Assert.Equal([7, 8], await ReadAsync(downloads, new Uri(_host.Address, "a.mp3")));
        await Assert.ThrowsAsync<HttpRequestException>(() => downloads.OpenAsync(new Uri(_host.Address, "round"), Token));
    }

    [Fact]
    public async Task A_passing_fault_is_tried_again_and_a_lasting_one_is_told()
    {
        _host.Script.On("GET", "/a.mp3", Answer.Refusal(503), Answer.File([5], "audio/mpeg"));
        _host.Script.On("GET", "/gone.mp3", Answer.Refusal(404));
        var downloads = Downloads(_host);
        Assert.Equal([5], await ReadAsync(downloads, new Uri(_host.Address, "a.mp3")));
        await Assert.ThrowsAsync<HttpRequestException>(() => downloads.OpenAsync(new Uri(_host.Address, "gone.mp3"), Token));
        Assert.Equal(3, _host.Script.Asked.Count); // The lasting one was asked for once.
    }

    [Fact]
    public async Task Half_a_body_is_an_error_and_no_file()
    {
        _host.Script.On("GET", "/a.mp3", Answer.File(new byte[50_000], "audio/mpeg").CutAfter(20_000));
        var fault = await Record.ExceptionAsync(() => ReadAsync(Downloads(_host), new Uri(_host.Address, "a.mp3")));
        Assert.True(fault is HttpRequestException or IOException, $"{fault}");
    }

    [Fact]
    public async Task A_host_that_accepts_and_says_nothing_is_given_up()
    {
        var gate = new TaskCompletionSource();
        _host.Script.On("GET", "/a.mp3", Answer.File([1], "audio/mpeg").After(gate.Task));
        var clock = new TestClock();
        var opening = Downloads(clock, _host).OpenAsync(new Uri(_host.Address, "a.mp3"), Token);
        while (!opening.IsCompleted)
        {
            await Task.WhenAny(opening, clock.UntilTimerAsync(TimeSpan.FromSeconds(31)));
            clock.Advance(TimeSpan.FromSeconds(31));
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => opening);
        gate.SetResult();
    }

    [Theory]
    [InlineData("https://example.com"), InlineData("example.com/path"), InlineData(" ")]
    public void An_allowed_host_is_a_name_and_no_address(string host)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Build(TimeProvider.System, [host]).GetRequiredService<GuardedDownload>());
        Assert.Contains("Outbound:AllowedHosts", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> ReadAsync(GuardedDownload downloads, Uri address)
    {
        await using var stream = await downloads.OpenAsync(address, Token);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, Token);
        return read.ToArray();
    }

    private GuardedDownload Downloads(params FakeHost[] allowed) => Downloads(TimeProvider.System, allowed);

    private GuardedDownload Downloads(TimeProvider time, params FakeHost[] allowed) => Build(time, [.. allowed.Select(host => host.Address.Authority)]).GetRequiredService<GuardedDownload>();

    private ServiceProvider Build(TimeProvider time, IReadOnlyList<string> allowed)
    {
        var settings = allowed.Select((host, i) => KeyValuePair.Create($"Outbound:AllowedHosts:{i.ToString(CultureInfo.InvariantCulture)}", (string?)host));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(time).AddOutbound().BuildServiceProvider();
        return _services;
    }
}

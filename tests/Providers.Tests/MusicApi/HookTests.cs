using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using MusicWeb.Providers.MusicApi;

namespace Providers.Tests.MusicApi;

/// <summary>Messages of MusicAPI: genuine ones of this moment, and everything else.</summary>
public sealed class HookTests : IDisposable
{
    private const string Secret = "f3a1c0";
    private const string Body = """{"code":200,"message":"success","task_id":"t","platform":"sonic","event":"song.completed","data":[]}""";
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddMusicApi(new ConfigurationBuilder().Build()).BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(299)]
    [InlineData(-299)]
    public void A_signed_message_of_this_moment_is_known_by_its_id(int secondsOff) => Assert.Equal("evt_1", Read(Signed(_now.AddSeconds(secondsOff))));

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    [InlineData(-90000)]
    public void An_old_or_future_one_is_none(int secondsOff) => Assert.Null(Read(Signed(_now.AddSeconds(secondsOff))));

    [Fact]
    public void Whatever_does_not_fit_its_signature_is_none()
    {
        var good = Signed(_now);
        Assert.Null(Read(good, body: Body + " "));
        Assert.Null(Read(good, secret: "another"));
        Assert.Null(Read(With(good, "X-Webhook-Timestamp", $"{_now.ToUnixTimeSeconds() + 1}")));
        var signature = good["X-Webhook-Signature"];
        foreach (var wrong in new[] { "", "sha256=", signature[7..], $"sha256={new string('0', 64)}", signature[..^2], signature + "00", "sha256=nothexnothexnothexnothexnothexnothexnothexnothexnothexnothexnoth", $"sha1={signature[7..]}" })
            Assert.Null(Read(With(good, "X-Webhook-Signature", wrong)));
        foreach (var wrong in new[] { "", "soon", "-5", "99999999999999999999", "1767268800.0", " 1767268800" }) Assert.Null(Read(With(good, "X-Webhook-Timestamp", wrong)));
        Assert.Null(Read([]));
    }

    [Fact]
    public void Hexadecimal_in_capitals_is_the_same_signature()
    {
        var good = Signed(_now);
        Assert.Equal("evt_1", Read(With(good, "X-Webhook-Signature", "SHA256=" + good["X-Webhook-Signature"][7..].ToUpperInvariant())));
    }

    [Fact]
    public void Without_an_id_that_can_be_kept_it_is_known_by_its_content()
    {
        var good = Signed(_now);
        good.Remove("X-Webhook-Id");
        var byContent = Read(good);
        Assert.Equal(64, byContent!.Length);
        Assert.Equal(byContent, Read(With(good, "X-Webhook-Id", new string('x', 101))));
        Assert.Equal("again", Read(With(good, "Idempotency-Key", "again")));
    }

    private string? Read(Dictionary<string, string> headers, string body = Body, string secret = Secret) =>
        _services.GetRequiredService<Vendor>().ReadHook(new HookMessage(name => headers.GetValueOrDefault(name), Encoding.UTF8.GetBytes(body)), secret, _now);

    // As the vendor's pages describe it: HMAC-SHA256 over the time, a dot, and the bytes of the body.
    private static Dictionary<string, string> Signed(DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{timestamp}.{Body}"));
        return new(StringComparer.OrdinalIgnoreCase)
        {
            ["X-Webhook-Id"] = "evt_1",
            ["X-Webhook-Event"] = "song.completed",
            ["X-Webhook-Timestamp"] = timestamp,
            ["X-Webhook-Signature"] = "sha256=" + Convert.ToHexStringLower(hash),
        };
    }

    private static Dictionary<string, string> With(Dictionary<string, string> headers, string name, string value) => new(headers, StringComparer.OrdinalIgnoreCase) { [name] = value };
}

using System.Globalization;
using System.Net;

namespace Web.Tests.App;

public sealed class AccountLimitsTests
{
    [Fact]
    public async Task The_eleventh_form_in_a_minute_is_refused_with_a_sentence_and_a_time()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            using var accepted = await visitor.SignInAsync($"nobody{attempt}@example.org");
            Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        }

        using var refused = await visitor.SignInAsync("nobody@example.org");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var seconds = int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 1, 60);
        var page = await Visitor.ReadAsync(refused);
        Assert.Equal("Too many attempts", page.QuerySelector("h1")!.TextContent);
        Assert.Contains($"Wait {seconds} seconds", page.Body!.TextContent, StringComparison.Ordinal);
        using var other = await visitor.SignUpAsync("ada@example.org");
        Assert.Equal(HttpStatusCode.TooManyRequests, other.StatusCode);
    }

    [Fact]
    public async Task Opening_sixty_pages_in_a_minute_meets_no_limit()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        for (var page = 0; page < 20; page++)
        {
            foreach (var path in new[] { "/", "/account/sign-in", "/account/sign-up" }) await visitor.OpenAsync(path);
        }
    }
}

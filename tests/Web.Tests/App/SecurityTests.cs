using System.Net;

namespace Web.Tests.App;

public sealed class SecurityTests
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/account/sign-in", HttpStatusCode.OK)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/_framework/blazor.web.js", HttpStatusCode.OK)]
    public async Task Every_answer_carries_the_security_headers(string path, HttpStatusCode status)
    {
        await using var app = await WebApp.StartAsync();
        using var answer = await app.Visit().GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("microphone=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task No_page_needs_an_inline_script()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.SignUpAsync("ada@example.org");
        foreach (var path in new[] { "/not-found", "/w/me/create" })
        {
            using var answer = await visitor.GetAsync(path);
            var page = await Visitor.ReadAsync(answer);
            Assert.All(page.QuerySelectorAll("script"), script => Assert.True(script.HasAttribute("src"), script.OuterHtml));
            Assert.Empty(page.QuerySelectorAll("[onclick], [onload], [onsubmit]"));
        }
    }

    [Fact]
    public async Task Landing_and_account_pages_load_no_script_but_the_one_a_passkey_needs()
    {
        await using var app = await WebApp.StartAsync();
        foreach (var path in new[] { "/", "/account/sign-up" }) Assert.Empty((await app.Visit().OpenAsync(path)).Scripts);
        Assert.Contains("js/passkey", Assert.Single((await app.Visit().OpenAsync("/account/sign-in")).Scripts).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forwarded_address_is_believed_only_from_a_trusted_proxy()
    {
        // The test server has no address, so the strange case counts: nobody is trusted, nothing is believed.
        await using var app = await WebApp.StartAsync(("Site:AttemptsPerMinute", "2"));
        var visitor = app.Visit();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            visitor.Client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{attempt}");
            using var answer = await visitor.SignInAsync("nobody@example.org");
            Assert.Equal(attempt <= 2 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Https_is_remembered_by_browsers_outside_development()
    {
        await using var app = await WebApp.StartAsync();
        using var secure = await app.Visit("https", "music.example").GetAsync("/");
        using var plain = await app.Visit("http", "music.example").GetAsync("/");

        Assert.Equal("max-age=31536000", Assert.Single(secure.Headers.GetValues("Strict-Transport-Security")));
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }
}

using System.Net;

namespace Web.Tests.App;

public sealed class ProblemPagesTests
{
    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/account/nothing")]
    [InlineData("/problem/429")]
    [InlineData("/<script>alert(1)</script>")]
    public async Task An_unknown_address_is_not_found_and_says_so(string path)
    {
        await using var app = await WebApp.StartAsync();
        using var answer = await app.Visit().GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await Visitor.ReadAsync(answer);
        Assert.Equal("This page does not exist", page.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.Scripts);
    }

    [Fact]
    public async Task A_member_finds_the_way_out_of_an_unknown_address_too()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.SignUpAsync("ada@example.org");
        using var answer = await visitor.GetAsync("/w/me/nothing");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("/", (await Visitor.ReadAsync(answer)).QuerySelector("a.btn-primary")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused()
    {
        await using var app = await WebApp.StartAsync();
        using var answer = await app.Visit().SignUpAsync(new string('a', 5_000_000) + "@example.org");
        Assert.False(answer.IsSuccessStatusCode && answer.PathOfRedirect() is not null);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
    }
}

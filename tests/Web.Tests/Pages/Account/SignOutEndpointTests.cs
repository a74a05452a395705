using System.Net;
using AngleSharp.Html.Dom;

namespace Web.Tests.Pages.Account;

public sealed class SignOutEndpointTests
{
    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.SignUpAsync("ada@example.org");
        var page = await visitor.OpenAsync("/w/me/create");
        var form = Assert.Single(page.Forms, form => form.GetAttribute("action") == "/account/sign-out");
        var fields = form.Elements.OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);

        using var answer = await visitor.SendAsync("/account/sign-out", fields);

        Assert.Equal("/", answer.PathOfRedirect());
        using var after = await visitor.GetAsync("/w/me/create");
        Assert.StartsWith("/account/sign-in", after.PathOfRedirect(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_page_cannot_sign_anybody_out()
    {
        await using var app = await WebApp.StartAsync();
        var visitor = app.Visit();
        await visitor.SignUpAsync("ada@example.org");

        using var answer = await visitor.SendAsync("/account/sign-out", new Dictionary<string, string> { ["returnUrl"] = "/" });
        using var start = await visitor.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/w/me/create", start.PathOfRedirect());
    }
}

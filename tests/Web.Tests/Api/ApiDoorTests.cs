using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;

namespace Web.Tests.Api;

/// <summary>Who gets in under /api, and that everything there speaks JSON.</summary>
public sealed class ApiDoorTests
{
    private const string Credits = "/api/v1/get-credits";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_key_that_works_the_answer_is_401_and_says_why()
    {
        await using var app = await WebApp.StartAsync();
        var (api, key, owner) = await ApiClient.SignUpAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(Credits)).Status);

        var missing = await new ApiClient(app.Visit().Client, key: null).GetAsync(Credits);
        Assert.Equal((401, "Authorization header is missing", null), missing.Problem);
        Assert.Equal("Bearer", missing.WwwAuthenticate);
        Assert.Equal((401, "This is no API key: check that it was copied as a whole.", null), (await new ApiClient(app.Visit().Client, key.Text[..^1]).GetAsync(Credits)).Problem);
        await app.Services.GetRequiredService<RevokeApiKey>().RunAsync(owner, key.Id, Ct);
        Assert.Equal((401, "This API key is revoked.", null), (await api.GetAsync(Credits)).Problem);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("mw_live_xyz")]
    [InlineData("Bearer")]
    public async Task Another_kind_of_authorization_is_refused_by_its_form(string header)
    {
        await using var app = await WebApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Credits);
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var response = await app.Visit().Client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("Invalid authorization format", await Visitor.TextOfAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_opens_no_interface_and_a_key_opens_no_page()
    {
        await using var app = await WebApp.StartAsync();
        var (api, _, _) = await ApiClient.SignUpAsync(app);
        var ada = app.Visit();
        await ada.SignInAsync("ada@example.org");
        using var page = await ada.GetAsync("/w/me/create");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var withCookie = await ada.GetAsync(Credits);
        Assert.Equal(HttpStatusCode.Unauthorized, withCookie.StatusCode);
        using var created = await ada.Client.PostAsync(new Uri("/api/v1/sonic/create", UriKind.Relative), new StringContent(MusicApi.SonicCreateTests.Rain), Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, created.StatusCode);

        Assert.Equal(HttpStatusCode.Redirect, (await api.GetAsync("/w/me/create")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await api.GetAsync("/keys")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.GetAsync($"/media/{Guid.CreateVersion7()}")).Status);
    }

    [Fact]
    public async Task From_an_address_outside_its_list_a_key_is_forbidden()
    {
        await using var app = await WebApp.StartAsync();
        var (api, _, _) = await ApiClient.SignUpAsync(app, terms: new ApiKeyTerms("office", CapCredits: null, CapPeriod.Day, "192.0.2.0/24"));
        Assert.Equal((403, "This API key may not be used from your address.", null), (await api.GetAsync(Credits)).Problem);
    }

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_when_to_come_back()
    {
        await using var app = await WebApp.StartAsync(("Api:RequestsPerMinute", "3"));
        var (api, _, _) = await ApiClient.SignUpAsync(app);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(Credits)).Status);
        var refused = await api.GetAsync(Credits);
        Assert.Equal((429, "too_many_requests"), (refused.Problem.Status, refused.Text("type")));
        Assert.InRange(refused.RetryAfter!.Value.TotalSeconds, 1, 60);

        var (other, _, _) = await ApiClient.SignUpAsync(app, "ben@example.org");
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(Credits)).Status);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/sonic/create")]
    public async Task An_address_that_leads_nowhere_is_a_json_404(string path)
    {
        await using var app = await WebApp.StartAsync();
        Assert.Equal(404, (await new ApiClient(app.Visit().Client, key: null).GetAsync(path)).Problem.Status);
    }

    [Fact]
    public async Task The_balance_has_musicapis_shape()
    {
        await using var app = await WebApp.StartAsync();
        var (api, _, _) = await ApiClient.SignUpAsync(app, scopes: ApiKeyScopes.Read);
        Assert.Equal("""{"credits":150,"extra_credits":0}""", (await api.GetAsync(Credits)).Body);
    }
}

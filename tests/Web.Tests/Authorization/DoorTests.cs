using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using Web.Tests.Api;

namespace Web.Tests.Authorization;

/// <summary>
/// Every address of the program, found where it keeps them, against those who may not come in. What the verbs behind them allow is held
/// by the matrix of Core.Tests.
/// </summary>
public sealed partial class DoorTests
{
    // The only addresses that let strangers in. A new one has to be written here on purpose.
    private static readonly string[] _open =
    [
        "/", "/account/code", "/account/confirm-mail", "/account/forgot", "/account/outside", "/account/outside/back",
        "/account/passkey/request", "/account/reset", "/account/sign-in", "/account/sign-out", "/account/sign-up", "/api/{**rest}",
        "/health/live", "/health/ready", "/hooks/{vendor}/{taskId:guid}/{token?}", "/invite/{Token}", "/media/signed/{token}", "/not-found", "/problem/{Code:int}",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_comes_in_without_signing_in_but_where_it_is_written()
    {
        await using var app = await WebApp.StartAsync();
        Assert.Equal(_open, Addresses(app).Where(one => one.IsOpen).Select(one => one.Pattern).Distinct().Order(StringComparer.Ordinal));
        var stranger = app.Visit();
        foreach (var (pattern, method, _) in Addresses(app).Where(one => !one.IsOpen))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Fill(pattern, Guid.CreateVersion7()));
            using var answer = await stranger.Client.SendAsync(request, Ct);
            var isTurnedAway = answer.StatusCode is HttpStatusCode.Unauthorized || (answer.StatusCode is HttpStatusCode.Redirect && answer.PathOfRedirect()!.StartsWith("/account/sign-in", StringComparison.Ordinal));
            Assert.True(isTurnedAway, $"{method} {pattern}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task The_pages_of_a_workspace_one_is_not_in_do_not_exist()
    {
        await using var app = await WebApp.StartAsync();
        var owner = await SignUpAsync(app, "owner@example.org");
        var guest = app.Visit();
        await guest.SignUpAsync("guest@example.org");
        var pages = Addresses(app).Where(one => one.Pattern.StartsWith("/w/{Workspace}/", StringComparison.OrdinalIgnoreCase)).Select(one => one.Pattern).Distinct().ToArray();
        Assert.Contains("/w/{Workspace}/library", pages);
        foreach (var pattern in pages)
        {
            foreach (var workspace in new[] { owner, Guid.CreateVersion7() })
            {
                using var answer = await guest.GetAsync(Fill(pattern, workspace));
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound, $"{pattern}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task The_administrators_pages_and_files_do_not_exist_for_anybody_else()
    {
        await using var app = await WebApp.StartAsync();
        var administrator = app.Visit();
        await administrator.SignUpAsync("admin@example.org");
        var guest = app.Visit();
        await guest.SignUpAsync("guest@example.org");
        var pages = Addresses(app).Where(one => one.Pattern.StartsWith("/admin", StringComparison.Ordinal) && one.Method == "GET").Select(one => one.Pattern).Distinct().ToArray();
        Assert.NotEmpty(pages);
        foreach (var pattern in pages)
        {
            using var answer = await guest.GetAsync(Fill(pattern, Guid.CreateVersion7()));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound, $"{pattern}: {answer.StatusCode}");
            if (pattern.Contains('{', StringComparison.Ordinal)) continue;
            using var allowed = await administrator.GetAsync(pattern);
            Assert.True(allowed.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{pattern} for an administrator: {allowed.StatusCode}");
        }
    }

    [Fact]
    public async Task A_key_opens_nothing_but_the_interface()
    {
        await using var app = await WebApp.StartAsync();
        var (api, _, owner) = await ApiClient.SignUpAsync(app, scopes: ApiKeyScopes.Create | ApiKeyScopes.Manage);
        foreach (var (pattern, _, _) in Addresses(app).Where(one => !one.IsOpen && one.Method == "GET" && !one.Pattern.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var answer = await api.GetAsync(Fill(pattern, owner.WorkspaceId));
            Assert.True(answer.Status is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, $"{pattern}: {answer.Status}");
        }
    }

    private static async Task<Guid> SignUpAsync(WebApp app, string email)
    {
        using var answer = await app.Visit().SignUpAsync(email);
        return await app.ReadAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync(Ct));
    }

    // Neither the files of the build nor the wire of the circuits.
    private static IEnumerable<(string Pattern, string Method, bool IsOpen)> Addresses(WebApp app) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}"
        where !pattern.StartsWith("/_", StringComparison.Ordinal) && !endpoint.Metadata.Any(one => one.GetType().Name is "StaticAssetDescriptor")
        let isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method is "GET" or "POST"
        // A page's form without its token is refused before anybody asks who sent it.
        where method is "GET" || pattern.StartsWith("/api/", StringComparison.Ordinal) || pattern.StartsWith("/media/", StringComparison.Ordinal) || isOpen
        select (pattern, method, isOpen);

    private static string Fill(string pattern, Guid id) => Parameter.Replace(pattern, match => match.Value.Contains(":int", StringComparison.Ordinal) ? "1" : $"{id}");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter { get; }
}

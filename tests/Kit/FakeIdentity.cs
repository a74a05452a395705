using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Kit;

/// <summary>
/// Another site's sign-in on the loopback (RFC 6749 with PKCE, RFC 7636): whoever comes is the one <see cref="User"/> names. It is as
/// strict as real ones: a code is good once, for the address and the proof it was asked for with, and the client must know its password.
/// </summary>
public sealed class FakeIdentity : IAsyncDisposable
{
    public const string ClientId = "musicweb";
    public const string ClientSecret = "a secret between two sites";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Challenge, string RedirectUri)> _codes = [];
    private readonly ConcurrentDictionary<string, bool> _tokens = [];

    private FakeIdentity(WebApplication app) => _app = app;

    /// <summary>What the site tells about who signed in, as JSON.</summary>
    public string User { get; set; } = """{"sub":"1001","email":"ada@example.org","email_verified":true,"name":"Ada"}""";

    /// <summary>The person says no.</summary>
    public bool Declines { get; set; }

    /// <summary>Where it listens, without a closing slash.</summary>
    public string Address => _app.Urls.Single();

    public static async Task<FakeIdentity> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        var identity = new FakeIdentity(app);
        app.MapGet("/authorize", identity.Authorize);
        app.MapPost("/token", identity.TokenAsync);
        app.MapGet("/user", identity.Tell);
        await app.StartAsync();
        return identity;
    }

    /// <summary>The settings that make a host take its accounts under a name.</summary>
    public (string Key, string Value)[] Settings(string name, string title) =>
    [
        ($"SignIn:OAuth:{name}:Title", title),
        ($"SignIn:OAuth:{name}:ClientId", ClientId),
        ($"SignIn:OAuth:{name}:ClientSecret", ClientSecret),
        ($"SignIn:OAuth:{name}:AuthorizationEndpoint", $"{Address}/authorize"),
        ($"SignIn:OAuth:{name}:TokenEndpoint", $"{Address}/token"),
        ($"SignIn:OAuth:{name}:UserInformationEndpoint", $"{Address}/user"),
    ];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private IResult Authorize(HttpRequest request)
    {
        string Of(string name) => request.Query[name].ToString();
        if (Of("response_type") != "code" || Of("client_id") != ClientId || Of("code_challenge_method") != "S256" || Of("state").Length == 0) return Results.BadRequest();
        var back = $"{Of("redirect_uri")}?state={Uri.EscapeDataString(Of("state"))}";
        if (Declines) return Results.Redirect($"{back}&error=access_denied");
        var code = Random();
        _codes[code] = (Of("code_challenge"), Of("redirect_uri"));
        return Results.Redirect($"{back}&code={code}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var proof = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        var isGood = form["grant_type"] == "authorization_code" && form["client_id"] == ClientId && form["client_secret"] == ClientSecret
            && _codes.TryRemove(form["code"].ToString(), out var asked) && asked == (proof, form["redirect_uri"].ToString());
        if (!isGood) return Results.BadRequest(new Dictionary<string, string> { ["error"] = "invalid_grant" });
        var token = Random();
        _tokens[token] = true;
        return Results.Json(new Dictionary<string, string> { ["access_token"] = token, ["token_type"] = "Bearer" });
    }

    private IResult Tell(HttpRequest request) => request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) && _tokens.ContainsKey(header[7..])
        ? Results.Text(User, "application/json")
        : Results.Unauthorized();

    private static string Random() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}

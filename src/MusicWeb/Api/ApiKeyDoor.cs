using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Api;

/// <summary>
/// Lets in whoever presents an API key as a bearer. It looks at nothing else, so a session's cookie opens no part of the interface; and
/// it is asked by the interface only, so a key opens no page.
/// </summary>
internal sealed class ApiKeyDoor(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, FindKeyActor find)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Name = "ApiKey";

    private const string Bearer = "Bearer ";
    private Error _refusal = new("no_key", "Authorization header is missing");

    /// <summary>Who acts, once the door has let somebody in.</summary>
    public static Actor ActorOf(HttpContext context) => context.Features.Get<Actor>() ?? throw new InvalidOperationException("This address does not ask for an API key.");

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[HeaderNames.Authorization] is not [{ Length: > 0 } header]) return AuthenticateResult.NoResult();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return Refuse(new Error("bad_authorization", "Invalid authorization format"));
        var found = await find.RunAsync(header[Bearer.Length..].Trim(), Context.Connection.RemoteIpAddress, Context.RequestAborted);
        if (!found.IsOk) return Refuse(found.Error!);
        Context.Features.Set(found.Value);
        // Without the claim of a person's id: nothing that is meant for people takes this for one.
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(Name)), Name));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var status = ApiAnswer.StatusOf(_refusal.Code);
        if (status is not StatusCodes.Status403Forbidden) (status, Response.Headers.WWWAuthenticate) = (StatusCodes.Status401Unauthorized, "Bearer");
        return ApiAnswer.Problem(status, _refusal.Message, _refusal.Code).ExecuteAsync(Context);
    }

    private AuthenticateResult Refuse(Error refusal)
    {
        _refusal = refusal;
        return AuthenticateResult.Fail(refusal.Code);
    }
}

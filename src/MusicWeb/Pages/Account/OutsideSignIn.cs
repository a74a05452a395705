using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MusicWeb.App;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Signing in with accounts of other sites, as the settings name them.</summary>
internal static class OutsideSignIn
{
    /// <summary>Takes a POST and leads to the other site.</summary>
    public const string Start = "/account/outside";

    /// <summary>Where the other site's answer has been read.</summary>
    public const string Finish = "/account/outside/back";

    private const int MaxUserBytes = 256 * 1024;
    private const string Verified = "outside.mail-verified";

    public static void AddOutsideSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(OutsideOptions.Section);
        services.AddOptions<OutsideOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutsideOptions>, OutsideOptionsCheck>();
        services.AddScoped<EnterFromOutside>();
        // Schemes must be known when the program is put together; what is wrong with them is told at the start like every setting.
        var authentication = services.AddAuthentication();
        foreach (var (name, site) in section.Get<OutsideOptions>()?.OAuth ?? []) authentication.AddOAuth(name, site.Title.Length > 0 ? site.Title : name, options => Configure(options, name, site));
    }

    public static void MapOutsideSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost(Start, StartAsync).AllowAnonymous().RequireRateLimiting(AccountLimits.Policy);
        app.MapGet(Finish, FinishAsync).AllowAnonymous();
    }

    /// <summary>Whether that site has verified the address it names.</summary>
    public static bool HasVerifiedMail(this ClaimsPrincipal principal) => principal.HasClaim(Verified, "true");

    private static void Configure(OAuthOptions options, string name, OutsideSite site)
    {
        (options.ClientId, options.ClientSecret) = (site.ClientId, site.ClientSecret);
        (options.AuthorizationEndpoint, options.TokenEndpoint, options.UserInformationEndpoint) = (site.AuthorizationEndpoint, site.TokenEndpoint, site.UserInformationEndpoint);
        options.CallbackPath = $"/account/outside/{name}";
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.UsePkce = true;
        // The way back is a plain link, with which lax cookies go; without TLS browsers keep no others.
        (options.CorrelationCookie.SameSite, options.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        options.Scope.Clear();
        foreach (var scope in site.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) options.Scope.Add(scope);
        options.ClaimActions.MapCustomJson(ClaimTypes.NameIdentifier, user => At(user, site.IdPath));
        options.ClaimActions.MapCustomJson(ClaimTypes.Email, user => At(user, site.MailPath));
        options.ClaimActions.MapCustomJson(ClaimTypes.Name, user => At(user, site.NamePath));
        options.ClaimActions.MapCustomJson(Verified, user => At(user, site.MailVerifiedPath)?.ToLowerInvariant());
        options.Events.OnCreatingTicket = ReadUserAsync;
        options.Events.OnRedirectToAuthorizationEndpoint = LeadAwayAsync;
        options.Events.OnRemoteFailure = failure =>
        {
            // Somebody said no over there, or came with an answer that nobody asked for.
            failure.Response.Redirect($"{AccountPaths.SignIn}?outside=failed");
            failure.HandleResponse();
            return Task.CompletedTask;
        };
    }

    // Forms may lead to this site only, says the content policy, and browsers hold every redirect after them to it. So the answer is a
    // page that goes on by itself.
    private static Task LeadAwayAsync(RedirectContext<OAuthOptions> away)
    {
        var (response, texts) = (away.Response, away.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<Texts>>());
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["Refresh"] = $"0; url={away.RedirectUri}";
        var (to, words) = (HtmlEncoder.Default.Encode(away.RedirectUri), HtmlEncoder.Default.Encode(texts["Go on to {0}", away.Scheme.DisplayName ?? away.Scheme.Name]));
        return response.WriteAsync($"<!doctype html><html lang=\"en\"><meta name=\"color-scheme\" content=\"dark light\"><title>MusicWeb</title><a href=\"{to}\">{words}</a></html>", away.HttpContext.RequestAborted);
    }

    private static async Task ReadUserAsync(OAuthCreatingTicketContext ticket)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ticket.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ticket.AccessToken);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("MusicWeb"); // Some sites answer nobody without one.
        using var response = await ticket.Backchannel.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ticket.HttpContext.RequestAborted);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(MaxUserBytes, ticket.HttpContext.RequestAborted);
        using var user = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ticket.HttpContext.RequestAborted));
        ticket.RunClaimActions(user.RootElement);
        if (ticket.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { Length: > 0 and <= 200 }) throw new AuthenticationFailureException("The site does not tell who signed in.");
    }

    private static string? At(JsonElement user, string path)
    {
        var at = user;
        foreach (var part in path.Split('.'))
        {
            if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(part, out at)) return null;
        }

        return at.ValueKind switch
        {
            JsonValueKind.String => at.GetString(),
            JsonValueKind.Number => at.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
    }

    private static async Task<IResult> StartAsync(HttpContext context, SignInManager<User> signIn, IAuthenticationSchemeProvider schemes, [FromForm] string? name, [FromForm] string? returnUrl)
    {
        var known = name is { Length: > 0 } && (await signIn.GetExternalAuthenticationSchemesAsync()).Any(scheme => scheme.Name == name);
        if (!known) return Results.NotFound();
        var back = $"{Finish}?{AccountPaths.ReturnUrlParameter}={Uri.EscapeDataString(AccountPaths.BackTo(returnUrl))}";
        // With the id of who is signed in, so that an answer meant for a stranger links nothing.
        return Results.Challenge(signIn.ConfigureExternalAuthenticationProperties(name!, back, context.User.FindUserId()?.ToString()), [name!]);
    }

    private static async Task<IResult> FinishAsync(HttpContext context, EnterFromOutside enter, [FromQuery] string? returnUrl)
    {
        var end = await enter.RunAsync(context, AccountPaths.BackTo(returnUrl));
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        return Results.LocalRedirect(end);
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MusicWeb.App;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Identity's sign-in with a session of ours behind every cookie, whichever way somebody came in.</summary>
internal sealed class SessionSignIn(
    UserManager<User> users, IHttpContextAccessor contexts, IUserClaimsPrincipalFactory<User> claims, IOptions<IdentityOptions> identity,
    ILogger<SignInManager<User>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<User> confirmation,
    OpenSession open, CheckSession check, ConfirmSession confirm, EndSessions end)
    : SignInManager<User>(users, contexts, claims, identity, log, schemes, confirmation)
{
    /// <inheritdoc/>
    public override async Task<bool> CanSignInAsync(User user) => user.DisabledAt is null && await base.CanSignInAsync(user);

    /// <inheritdoc/>
    public override async Task SignInWithClaimsAsync(User user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        if (await KeepAsync(user) is not { } sessionId)
        {
            var opened = await open.RunAsync(user.Id, AddressOf(Context), DeviceWords.Of(Context.Request.Headers.UserAgent), Context.RequestAborted);
            if (!opened.IsOk) return;
            sessionId = opened.Value;
        }

        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims.Where(claim => claim.Type != SessionClaims.SessionId), new Claim(SessionClaims.SessionId, $"{sessionId}")]);
    }

    /// <inheritdoc/>
    public override async Task SignOutAsync()
    {
        if (Context.User.FindUserId() is { } userId && Context.User.FindSessionId() is { } sessionId) await end.OneAsync(userId, sessionId, CancellationToken.None);
        await base.SignOutAsync();
    }

    /// <summary>Asks at every request whether the cookie's session still stands.</summary>
    public static async Task ValidateAsync(Microsoft.AspNetCore.Authentication.Cookies.CookieValidatePrincipalContext context)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context.Principal is not { } principal || principal.FindUserId() is not { } userId) return;
        var check = context.HttpContext.RequestServices.GetRequiredService<CheckSession>();
        if (principal.FindSessionId() is { } id && await check.RunAsync(userId, id, AddressOf(context.HttpContext), context.HttpContext.RequestAborted)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    // A cookie that is written anew, after a change of password for example, stays the same session; so does a second sign-in.
    private async Task<Guid?> KeepAsync(User user)
    {
        if (Context.User.FindUserId() != user.Id || Context.User.FindSessionId() is not { } id) return null;
        if (!await check.RunAsync(user.Id, id, address: null, Context.RequestAborted)) return null;
        await confirm.RunAsync(user.Id, id, Context.RequestAborted);
        return id;
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.App;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Who sends a static form, and whether that was proved a short while ago, as forms ask for by which an account could be taken over.</summary>
public sealed class StaticPerson(UserManager<User> users, ConfirmSession proofs, NavigationManager navigation)
{
    /// <summary>The person of the request.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Null when nobody is signed in any more; the way to the sign-in page is taken then.</returns>
    public async Task<User?> FindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await users.GetUserAsync(context.User) is { } user) return user;
        navigation.NavigateTo(AccountPaths.SignIn);
        return null;
    }

    /// <summary>The person of the request, when there is a fresh proof.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Null when there is none; the way to the page that asks for one is taken then, and from there back here.</returns>
    public async Task<User?> FindProvedAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } user) return null;
        if (context.User.FindSessionId() is { } sessionId && await proofs.IsFreshAsync(user.Id, sessionId, context.RequestAborted)) return user;
        navigation.NavigateTo($"{AccountPaths.Proof}?{AccountPaths.ReturnUrlParameter}={Uri.EscapeDataString(context.Request.Path)}");
        return null;
    }
}

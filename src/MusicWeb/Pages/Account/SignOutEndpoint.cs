using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MusicWeb.App;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Ends the session. A POST with a form token, so that no foreign page can do it.</summary>
internal static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder app) => app.MapPost(AccountPaths.SignOut, RunAsync).AllowAnonymous();

    // Reading a form, any form, is what makes the framework ask for the token.
    private static async Task<IResult> RunAsync(SignInManager<User> signIn, [FromForm] string? returnUrl)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(returnUrl is null ? "/" : AccountPaths.BackTo(returnUrl));
    }
}

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using MusicWeb.App;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>What a browser asks before it makes or uses a passkey. POSTs with a form token, because each remembers its question in a cookie.</summary>
internal static class PasskeyEndpoints
{
    /// <summary>Asks for any passkey of this site.</summary>
    public const string RequestOptions = "/account/passkey/request";

    /// <summary>Asks for a new passkey of the person signed in.</summary>
    public const string CreationOptions = "/account/passkey/creation";

    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        app.MapPost(RequestOptions, RequestAsync).AllowAnonymous().RequireRateLimiting(AccountLimits.Policy);
        app.MapPost(CreationOptions, CreateAsync).RequireAuthorization();
    }

    // Reading a form, any form, is what makes the framework ask for the token.
    private static async Task<IResult> RequestAsync(SignInManager<User> signIn, [FromForm] string? unused)
    {
        _ = unused;
        return Results.Content(await signIn.MakePasskeyRequestOptionsAsync(user: null), "application/json");
    }

    private static async Task<IResult> CreateAsync(HttpContext context, SignInManager<User> signIn, UserManager<User> users, [FromForm] string? unused)
    {
        _ = unused;
        if (await users.GetUserAsync(context.User) is not { } user) return Results.Unauthorized();
        var name = user.UserName ?? "";
        var options = await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = $"{user.Id}", Name = name, DisplayName = user.DisplayName ?? name });
        return Results.Content(options, "application/json");
    }
}

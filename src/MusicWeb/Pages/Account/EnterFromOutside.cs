using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.App;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>
/// What happens when another site has said who somebody is: an account that is linked opens; who is signed in gets the link; a new
/// account is made where registration allows. An address alone opens an account only where both sides have verified it and the
/// settings say so.
/// </summary>
internal sealed class EnterFromOutside(
    SignInManager<User> signIn, UserManager<User> users, OpenAccount openAccount, AccountNews news, SignUpDoor door, IOptionsSnapshot<OutsideOptions> outside, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <returns>Where to go.</returns>
    public async Task<string> RunAsync(HttpContext context, string back)
    {
        var ct = context.RequestAborted;
        var signedInId = context.User.FindUserId();
        if (await signIn.GetExternalLoginInfoAsync(signedInId?.ToString()) is not { } info) return Failed("failed");
        if (signedInId is not null && await users.GetUserAsync(context.User) is { } person) return await LinkAsync(person, info, ct);

        var outcome = await signIn.ExternalLoginSignInAsync(info.LoginProvider, info.ProviderKey, isPersistent: true, bypassTwoFactor: false);
        if (outcome.Succeeded) return back;
        if (outcome.RequiresTwoFactor) return $"{AccountPaths.Code}?{AccountPaths.ReturnUrlParameter}={Uri.EscapeDataString(back)}";
        if (outcome.IsLockedOut || outcome.IsNotAllowed) return Failed("closed");

        if (info.Principal.FindFirstValue(ClaimTypes.Email)?.Trim() is not { Length: > 0 and <= AccountForm.MaxEmailLength } email || !info.Principal.HasVerifiedMail()) return Failed("no-mail");
        if (await users.FindByEmailAsync(email) is { } existing) return await MeetAsync(existing, info, back, ct);
        return await door.IsOpenAsync(link: null, back, ct) ? await OpenAsync(email, info, back, ct) : Failed("closed");
    }

    private async Task<string> LinkAsync(User person, ExternalLoginInfo info, CancellationToken ct)
    {
        await news.AddAsync(person.Id, "Signing in with {0} was added to your account.", [Name(info)], ct);
        var linked = await users.AddLoginAsync(person, info);
        if (!linked.Succeeded) return $"{AccountPaths.Settings}?outside=taken";
        await signIn.RefreshSignInAsync(person);
        news.Spread();
        return AccountPaths.Settings;
    }

    private async Task<string> MeetAsync(User existing, ExternalLoginInfo info, string back, CancellationToken ct)
    {
        // Somebody may have opened an account here with a stranger's address, and wait for the stranger to come.
        var links = outside.Value.OAuth.TryGetValue(info.LoginProvider, out var site) && site.LinksByMail;
        if (!links || !existing.EmailConfirmed) return Failed("exists");
        await news.AddAsync(existing.Id, "Signing in with {0} was added to your account.", [Name(info)], ct);
        if (!(await users.AddLoginAsync(existing, info)).Succeeded) return Failed("failed");
        news.Spread();
        var outcome = await signIn.ExternalLoginSignInAsync(info.LoginProvider, info.ProviderKey, isPersistent: true, bypassTwoFactor: false);
        if (outcome.RequiresTwoFactor) return $"{AccountPaths.Code}?{AccountPaths.ReturnUrlParameter}={Uri.EscapeDataString(back)}";
        return outcome.Succeeded ? back : Failed("closed");
    }

    private async Task<string> OpenAsync(string email, ExternalLoginInfo info, string back, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var user = new User { Id = Guid.CreateVersion7(now), UserName = email, Email = email, EmailConfirmed = true, CreatedAt = now.UtcDateTime };
        try
        {
            if (!(await users.CreateAsync(user)).Succeeded || !(await users.AddLoginAsync(user, info)).Succeeded) return Failed("failed");
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            return Failed("failed"); // Twice at the same moment: the other one opened it.
        }

        var opening = await openAccount.RunAsync(user.Id, ct);
        await signIn.SignInAsync(user, isPersistent: true);
        return opening.BecameAdministrator || back == AccountPaths.Home ? AccountPaths.Welcome(opening.BecameAdministrator) : back;
    }

    private static string Name(ExternalLoginInfo info) => info.ProviderDisplayName ?? info.LoginProvider;

    private static string Failed(string why) => $"{AccountPaths.SignIn}?outside={why}";
}

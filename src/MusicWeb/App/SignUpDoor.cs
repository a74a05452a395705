using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;

namespace MusicWeb.App;

/// <summary>Whether somebody without an account can have one: always where there is none yet, or nobody could ever come in.</summary>
public sealed class SignUpDoor(IOptionsSnapshot<SiteOptions> site, UserManager<User> users, SignUpLinks links, AcceptInvitation invitations)
{
    private const string InvitePath = "/invite/";

    /// <summary>Whether an account may be opened now.</summary>
    /// <param name="link">The token of a sign-up link, or null.</param>
    /// <param name="returnUrl">Where the person wants to go; an invitation to a team opens the door too.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> IsOpenAsync(string? link, string? returnUrl, CancellationToken ct) => site.Value.Registration switch
    {
        Registration.Open => true,
        Registration.InviteOnly when link is { Length: > 0 } && await links.IsGoodAsync(link, ct) => true,
        Registration.InviteOnly when InvitationIn(returnUrl) is { } token && (await invitations.LookAsync(userId: null, token, ct)).IsOk => true,
        _ => !await users.Users.AnyAsync(ct),
    };

    /// <summary>Uses up what opened the door, right before the account is made. Of two at the same moment one gets it.</summary>
    /// <returns>False when the link was used by somebody else meanwhile.</returns>
    public async Task<bool> EnterAsync(Guid userId, string? link, string? returnUrl, CancellationToken ct)
    {
        if (site.Value.Registration is not Registration.InviteOnly || link is not { Length: > 0 }) return true;
        return await links.UseAsync(link, userId, ct) || await IsOpenAsync(link: null, returnUrl, ct);
    }

    // The same address that the sign-in page would go back to: nothing else is believed.
    private static string? InvitationIn(string? returnUrl) =>
        AccountPaths.BackTo(returnUrl) is var path && path.StartsWith(InvitePath, StringComparison.Ordinal) ? path[InvitePath.Length..].Split('/', '?', '#')[0] : null;
}

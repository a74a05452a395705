using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;

namespace MusicWeb.App;

/// <summary>Whether somebody without an account can have one: always where there is none yet, or nobody could ever come in.</summary>
public sealed class SignUpDoor(IOptionsSnapshot<SiteOptions> site, UserManager<User> users)
{
    /// <summary>Whether an account may be opened now.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken ct) => site.Value.Registration is Registration.Open || !await users.Users.AnyAsync(ct);
}

using Microsoft.AspNetCore.Identity;

namespace MusicWeb.Core.Accounts;

/// <summary>A person who signs in.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>May review and correct the whole installation. A flag, because there are no Identity roles here.</summary>
    public bool IsAdministrator { get; internal set; }

    /// <summary>When the account was made.</summary>
    public DateTime CreatedAt { get; init; }
}

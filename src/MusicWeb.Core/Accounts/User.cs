using Microsoft.AspNetCore.Identity;

namespace MusicWeb.Core.Accounts;

/// <summary>A person who signs in.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>May review and correct the whole installation. A flag, because there are no Identity roles here.</summary>
    public bool IsAdministrator { get; internal set; }

    /// <summary>When the account was made.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>What others read; null for the first half of the address.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>Since when nobody may come in with this account; null while it is in use.</summary>
    public DateTime? DisabledAt { get; internal set; }

    /// <summary>When the person left; the row stays without name and address, because the books speak of it.</summary>
    public DateTime? DeletedAt { get; internal set; }

    /// <summary>The time step of the last code of the authenticator that was taken, so that none is taken twice; null before the first.</summary>
    public long? LastCodeStep { get; internal set; }
}

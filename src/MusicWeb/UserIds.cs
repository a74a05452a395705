using System.Security.Claims;

namespace MusicWeb;

/// <summary>Reads the one thing every door needs from a signed-in person: the id. Rights are read from the database, never from here.</summary>
public static class UserIds
{
    /// <summary>The id of the signed-in user, or null for a stranger.</summary>
    public static Guid? FindUserId(this ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.Identity is { IsAuthenticated: true } && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
    }
}

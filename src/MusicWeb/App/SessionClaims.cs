using System.Security.Claims;

namespace MusicWeb.App;

/// <summary>The session that a cookie, and the circuit that came of it, belongs to.</summary>
public static class SessionClaims
{
    /// <summary>Name of the claim with the session's id.</summary>
    public const string SessionId = "sid";

    /// <summary>The session's id, or null where there is none.</summary>
    public static Guid? FindSessionId(this ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return Guid.TryParse(principal.FindFirstValue(SessionId), out var id) ? id : null;
    }
}

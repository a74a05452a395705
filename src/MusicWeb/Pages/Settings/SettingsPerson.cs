using Microsoft.AspNetCore.Components.Authorization;
using MusicWeb.App;

namespace MusicWeb.Pages.Settings;

/// <summary>Who sits at the circuit, and by which session; the personal settings are about nobody else.</summary>
public sealed class SettingsPerson(AuthenticationStateProvider people)
{
    /// <summary>The person and the session; null for a stranger.</summary>
    public async Task<(Guid UserId, Guid SessionId)?> FindAsync()
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        return user.FindUserId() is { } userId && user.FindSessionId() is { } sessionId ? (userId, sessionId) : null;
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;

namespace MusicWeb.App;

/// <summary>
/// Who sits at a circuit. A circuit outlives its cookie, so it listens for the end of its session and is a stranger's from then on;
/// now and then it also asks whether the account and its security stamp still stand.
/// </summary>
internal sealed class CircuitUser : RevalidatingServerAuthenticationStateProvider
{
    private readonly IServiceScopeFactory _scopes;
    private readonly IOptions<IdentityOptions> _identity;
    private readonly CheckSession _sessions;
    private readonly ILiveBus _bus;
    private readonly ILogger<CircuitUser> _log;
    private readonly Lock _gate = new();
    private IDisposable? _ear;
    private Guid? _heardFor;

    public CircuitUser(ILoggerFactory logs, IServiceScopeFactory scopes, IOptions<IdentityOptions> identity, CheckSession sessions, ILiveBus bus)
        : base(logs)
    {
        (_scopes, _identity, _sessions, _bus, _log) = (scopes, identity, sessions, bus, logs.CreateLogger<CircuitUser>());
    }

    /// <summary>Begins to listen, once there is a circuit. The request of a static page must not: it may be the one that ends the session, and is still to answer.</summary>
    public void Listen()
    {
        AuthenticationStateChanged += Listen;
        Listen(GetAuthenticationStateAsync());
    }

    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (!await StandsAsync(authenticationState.User)) return false;
        // A scope of its own: the circuit's would answer from what it read before.
        await using var scope = _scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (await users.GetUserAsync(authenticationState.User) is not { } user) return false;
        var stamp = authenticationState.User.FindFirstValue(_identity.Value.ClaimsIdentity.SecurityStampClaimType);
        return stamp == await users.GetSecurityStampAsync(user);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        AuthenticationStateChanged -= Listen;
        lock (_gate)
        {
            _ear?.Dispose();
            (_ear, _heardFor) = (null, Guid.Empty);
        }

        base.Dispose(disposing);
    }

    private async void Listen(Task<AuthenticationState> change)
    {
        try
        {
            var userId = (await change).User.FindUserId();
            lock (_gate)
            {
                if (_heardFor == userId || _heardFor == Guid.Empty) return;
                _ear?.Dispose();
                _heardFor = userId;
                _ear = userId is { } id ? _bus.Subscribe(NoticeBook.TopicOf(id), Hear) : null;
            }
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "The circuit does not know who sits there");
        }
    }

    private void Hear(Announcement announcement)
    {
        if (announcement.Kind is LiveKinds.Sessions or LiveKinds.Resync) _ = LookAgainAsync();
    }

    private async Task LookAgainAsync()
    {
        try
        {
            await Task.Yield(); // Off the announcer's thread.
            if (await StandsAsync((await GetAuthenticationStateAsync()).User)) return;
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "Whether a session still stands could not be asked; the next look does");
        }
    }

    private async Task<bool> StandsAsync(ClaimsPrincipal user) =>
        user.FindUserId() is { } userId && user.FindSessionId() is { } sessionId && await _sessions.RunAsync(userId, sessionId, address: null, CancellationToken.None);
}

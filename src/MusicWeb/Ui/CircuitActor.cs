using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Ui;

/// <summary>
/// Who acts at this circuit. Role and membership are read from the database for every action, never kept. A request that draws a page as
/// HTML is one action, in which all parts of the page act.
/// </summary>
public sealed class CircuitActor(AuthenticationStateProvider people, FindActor actors)
{
    private Dictionary<string, Task<Result<Actor>>>? _found;

    /// <summary>Says that this scope is a request and not a circuit, so that who acts in it is read once.</summary>
    public void ActOnce() => _found ??= [];

    /// <summary>The person at the circuit in a workspace.</summary>
    /// <param name="workspace"><see cref="FindActor.Me"/> or a workspace's id.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The actor; <c>not_found</c> for strangers, unknown workspaces and those of others.</returns>
    public async Task<Result<Actor>> FindAsync(string workspace, CancellationToken ct = default)
    {
        if (_found is null) return await ReadAsync(workspace, ct);
        if (!_found.TryGetValue(workspace, out var found)) _found[workspace] = found = ReadAsync(workspace, CancellationToken.None);
        return await found;
    }

    /// <summary>The person at the circuit as the installation's administrator; <c>not_found</c> for everybody else.</summary>
    public async Task<Result<Actor>> FindAdministratorAsync(CancellationToken ct = default) =>
        await FindAsync(FindActor.Me, ct) is { Value: { IsAdministrator: true } actor } ? actor : Error.NotFound;

    /// <summary>The name the person signed in with, for the menu; empty for strangers.</summary>
    public async Task<string> NameAsync() => (await people.GetAuthenticationStateAsync()).User.Identity?.Name ?? "";

    private async Task<Result<Actor>> ReadAsync(string workspace, CancellationToken ct)
    {
        var state = await people.GetAuthenticationStateAsync();
        return Guid.TryParse(state.User.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)
            ? await actors.RunAsync(userId, workspace, Door.Web, ct)
            : Error.NotFound;
    }
}

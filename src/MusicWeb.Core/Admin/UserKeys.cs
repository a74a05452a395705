using MusicWeb.Core.Accounts;

namespace MusicWeb.Core.Admin;

/// <summary>Lists anybody's API keys; for administrators only. <see cref="RevokeApiKey"/> lets them revoke one.</summary>
public sealed class UserKeys(ListApiKeys keys)
{
    /// <summary>The keys as their owner sees them; <c>not_found</c> for who is no administrator.</summary>
    public async Task<Result<IReadOnlyList<ApiKeyView>>> RunAsync(Actor actor, Guid userId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator) return Error.NotFound;
        return (await keys.RunAsync(actor with { UserId = userId }, ct)).ToList();
    }
}

using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>Decides who pays for what one makes in a shared workspace: oneself or the workspace. Remembered until chosen again.</summary>
public sealed class ChoosePayer(WriteQueue writes)
{
    /// <summary>Chooses, for this person and workspace.</summary>
    /// <param name="actor">Who; a viewer orders nothing, and so pays nothing.</param>
    /// <param name="isSelf">One's own credits; otherwise the workspace's.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The choice; <c>forbidden</c>.</returns>
    public Task<Result<bool>> RunAsync(Actor actor, bool isSelf, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.CanWrite || !actor.IsPerson) return Task.FromResult<Result<bool>>(Error.Forbidden);
        var (userId, workspaceId) = (actor.UserId, actor.WorkspaceId);
        if (workspaceId == userId) return Task.FromResult<Result<bool>>(true); // One's own workspace and oneself have one account.
        return writes.RunAsync<bool>(async db =>
        {
            var changed = await db.PayerChoices.Where(choice => choice.UserId == userId && choice.WorkspaceId == workspaceId)
                .ExecuteUpdateAsync(set => set.SetProperty(choice => choice.IsSelf, isSelf), ct);
            if (changed == 0) db.PayerChoices.Add(new PayerChoice { UserId = userId, WorkspaceId = workspaceId, IsSelf = isSelf });
            db.Announce($"workspace:{userId}", LiveKinds.Credits, workspaceId); // The same form in another tab shows it too.
            return isSelf;
        }, ct);
    }
}

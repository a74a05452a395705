using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace MusicWeb.Core.Admin;

/// <summary>Stops a provider from starting anything new, and lets it go on. What runs is finished, what waits is told why.</summary>
public sealed class PauseProvider(WriteQueue writes, ProviderCatalog providers, TimeProvider time)
{
    // Each of them has a list that shows the reason; more lists than this read it with their next change.
    private const int MostTold = 1000;

    /// <summary>Pauses or resumes; does nothing where it is as asked.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="provider">A name of the catalogue.</param>
    /// <param name="isPaused">What it shall be.</param>
    /// <param name="reason">Why; while it is paused everybody who waits reads it. At most 200 characters.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it is paused now; <c>not_found</c> or <c>bad_reason</c>.</returns>
    public async Task<Result<bool>> RunAsync(Actor actor, string provider, bool isPaused, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator || providers.Find(provider) is not { Manifest: var manifest }) return Error.NotFound;
        var why = AdminReason.Check(reason);
        if (!why.IsOk) return why.Error;
        var name = manifest.Name;
        return await writes.RunAsync<bool>(
            async db =>
            {
                var now = time.GetUtcNow();
                var pause = await db.ProviderPauses.SingleOrDefaultAsync(pause => pause.Provider == name, ct);
                if (pause is not null == isPaused) return isPaused;
                if (pause is not null) db.ProviderPauses.Remove(pause);
                else db.ProviderPauses.Add(new ProviderPause { Provider = name, PausedAt = now.UtcDateTime, PausedById = actor.UserId, Reason = why.Value });
                db.Audit(actor, isPaused ? "provider.paused" : "provider.resumed", manifest.DisplayName, subjectId: null, now, why.Value, before: pause?.Reason, after: isPaused ? why.Value : null);
                var waiting = db.Tasks.Where(task => task.Provider == name && task.FinalizedAt == null).Select(task => task.WorkspaceId).Distinct().Order().Take(MostTold);
                // A task's change also wakes the worker.
                foreach (var workspaceId in await waiting.ToListAsync(ct)) db.Announce($"workspace:{workspaceId}", LiveKinds.Task, workspaceId);
                db.Announce(PriceList.Topic, LiveKinds.Offer, Guid.Empty);
                return isPaused;
            },
            ct);
    }
}

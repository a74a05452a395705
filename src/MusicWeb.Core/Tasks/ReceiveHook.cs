using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>What became of a vendor's message.</summary>
public enum HookOutcome
{
    /// <summary>The task is asked for at once.</summary>
    Taken,

    /// <summary>It was seen before.</summary>
    Repeated,

    /// <summary>It speaks of no open task of this vendor.</summary>
    Ignored,

    /// <summary>Its signature is wrong, or it is not of this moment.</summary>
    Forged,
}

/// <summary>Hears a vendor say that a task changed. That is a hint: the task comes due, and asking for it decides what is true.</summary>
public sealed class ReceiveHook
{
    // More than any vendor has to say about one task.
    private const int MostOfATask = 50;
    private readonly IDbContextFactory<MusicDb> _databases;
    private readonly WriteQueue _writes;
    private readonly ProviderCatalog _providers;
    private readonly VendorCatalog _vendors;
    private readonly TaskHooks _hooks;
    private readonly TimeProvider _time;

    internal ReceiveHook(IDbContextFactory<MusicDb> databases, WriteQueue writes, ProviderCatalog providers, VendorCatalog vendors, TaskHooks hooks, TimeProvider time) =>
        (_databases, _writes, _providers, _vendors, _hooks, _time) = (databases, writes, providers, vendors, hooks, time);

    /// <summary>Takes a message.</summary>
    /// <param name="vendorName">Who is said to have sent it.</param>
    /// <param name="taskId">The task of its address.</param>
    /// <param name="message">As it arrived.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<HookOutcome> RunAsync(string vendorName, Guid taskId, HookMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_vendors.Find(vendorName) is not { } vendor) return HookOutcome.Ignored;
        await using (var db = await _databases.CreateDbContextAsync(ct))
        {
            var task = await db.Tasks.Where(task => task.Id == taskId && task.FinalizedAt == null).Select(task => new { task.Provider, task.HookSecret }).SingleOrDefaultAsync(ct);
            if (task is null || _providers.Find(task.Provider)?.Manifest.Vendor != vendor.Name || _hooks.Open(taskId, task.HookSecret) is not { } secret) return HookOutcome.Ignored;
            if (vendor.ReadHook(message, secret, _time.GetUtcNow()) is not { } eventId) return HookOutcome.Forged;
            return await TakeAsync(taskId, eventId, ct);
        }
    }

    private async Task<HookOutcome> TakeAsync(Guid taskId, string eventId, CancellationToken ct)
    {
        var taken = await _writes.RunAsync<HookOutcome>(async db =>
        {
            var seen = db.HookEvents.Where(seen => seen.TaskId == taskId);
            if (await seen.AnyAsync(one => one.EventId == eventId, ct) || await seen.CountAsync(ct) >= MostOfATask) return HookOutcome.Repeated;
            var open = db.Tasks.Where(task => task.Id == taskId && task.FinalizedAt == null);
            if (await open.Select(task => (Guid?)task.WorkspaceId).SingleOrDefaultAsync(ct) is not { } workspaceId) return HookOutcome.Ignored;
            db.HookEvents.Add(new HookEvent { TaskId = taskId, EventId = eventId });
            var now = _time.GetUtcNow().UtcDateTime;
            // Leaves the revision alone, as a cancel does: whoever holds the row asks at this moment anyway.
            await open.Where(task => !task.IsClaimed && task.ProviderTaskId != null && task.DueAt > now).ExecuteUpdateAsync(set => set.SetProperty(task => task.DueAt, now), ct);
            db.Announce($"workspace:{workspaceId}", LiveKinds.Task, taskId);
            return HookOutcome.Taken;
        }, ct);
        return taken.Value;
    }
}

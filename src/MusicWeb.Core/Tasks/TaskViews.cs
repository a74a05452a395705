using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Turns tasks into what people see of them.</summary>
internal sealed class TaskViews(ProviderCatalog providers, DueClaim claims)
{
    // Beyond this a position says nothing that "many" would not.
    private const int PositionsCounted = 1000;

    public async Task<IReadOnlyList<TaskView>> OfAsync(MusicDb db, IReadOnlyList<MusicTask> tasks, CancellationToken ct)
    {
        var positions = new Dictionary<Guid, int>();
        var waiting = tasks.Where(task => task.State is TaskState.Queued).ToList();
        foreach (var lane in waiting.Select(task => task.Lane).Distinct())
        {
            var queued = await claims.QueueAsync(db, lane, PositionsCounted, ct);
            for (var index = 0; index < queued.Count; index++) positions[queued[index]] = index + 1;
        }

        var names = waiting.Select(task => task.Provider).Distinct().ToList();
        var pauses = names.Count == 0 ? [] : await db.ProviderPauses.Where(pause => names.Contains(pause.Provider)).ToDictionaryAsync(pause => pause.Provider, pause => pause.Reason, ct);

        return [.. tasks.Select(task => Of(task, positions.TryGetValue(task.Id, out var position) ? position : null) with
        {
            PausedBecause = task.State is TaskState.Queued ? pauses.GetValueOrDefault(task.Provider) : null,
        })];
    }

    /// <summary>Why an open task cannot be stopped; null when it can be.</summary>
    public string? WhyNoCancel(MusicTask task) => task.State switch
    {
        TaskState.Queued => null,
        not TaskState.Uncertain when IsWithoutProvider(task) => null,
        TaskState.Ingesting => "It is finished and being saved.",
        TaskState.Uncertain => "Its outcome is not known yet.",
        _ => providers.Find(task.Provider) is { Manifest.CanCancel: true } ? null : "This provider cannot stop a running task.",
    };

    /// <summary>Its provider is no longer there, so nobody takes it any further.</summary>
    public bool IsWithoutProvider(MusicTask task) => providers.Find(task.Provider) is null;

    private TaskView Of(MusicTask task, int? position)
    {
        var whyNot = task.IsFinal ? null : WhyNoCancel(task);
        return new TaskView(
            task.Id, task.Op, task.Provider, task.Request.Model, RequestTitle.Of(task.Request), task.State, task.Stage, task.Percent, position,
            task.PriceCredits, providers.Find(task.Provider)?.Manifest.FindOperation(task.Op)?.Takes ?? 1, task.CreatedAt, task.StartedAt,
            task.FinalizedAt, task.Reason, CanCancel: !task.IsFinal && whyNot is null, whyNot, task.RetryOfId, task.Request)
        { Text = task.Text };
    }
}

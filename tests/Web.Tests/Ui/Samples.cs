using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Web.Tests.Ui;

internal static class Samples
{
    public const string Markup = "<script>alert(1)</script><img src=x onerror=alert(1)>";

    public static TaskView Task(TaskState state, DateTime createdAt, string title = "Night drive") => new(
        Guid.CreateVersion7(), Ops.Create, "sketch", "sketch-1", title, state, Stage: null, Percent: null, QueuePosition: null, PriceCredits: 15, Takes: 2,
        createdAt, StartedAt: null, FinalizedAt: null, Reason: null, CanCancel: true, WhyNoCancel: null, RetryOfId: null,
        new MusicRequest { Op = Ops.Create, Model = "sketch-1", Description = "rain on tin" });

    public static Clip Clip(Guid workspaceId, Guid userId, Guid taskId, int index, DateTime createdAt, string title = "Night drive") => new()
    {
        Id = Guid.CreateVersion7(),
        WorkspaceId = workspaceId,
        TaskId = taskId,
        Index = index,
        Title = title,
        Styles = "synthwave",
        Op = Ops.Create,
        Provider = "sketch",
        Model = "sketch-1",
        DurationSeconds = 92.4,
        Peaks = [1, 2, 3],
        Note = "melody only, words not sung",
        CreatedById = userId,
        CreatedAt = createdAt,
    };
}

using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>A task as people see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Op">The operation.</param>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Model">The model asked for.</param>
/// <param name="Title">Its title, or the beginning of what was asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Stage">What it is doing, a word of <see cref="Stages"/>; null when there is nothing to say.</param>
/// <param name="Percent">0 to 100, where the provider tells.</param>
/// <param name="QueuePosition">From 1, while it is queued: how many of its lane start before it, itself included, when nothing new comes; null once a worker holds it.</param>
/// <param name="PriceCredits">What it costs when it succeeds.</param>
/// <param name="Takes">How many clips it is expected to yield.</param>
/// <param name="CreatedAt">When it was enqueued.</param>
/// <param name="StartedAt">When the work began.</param>
/// <param name="FinalizedAt">When it ended.</param>
/// <param name="Reason">Why it failed or is uncertain.</param>
/// <param name="CanCancel">It can be stopped now.</param>
/// <param name="WhyNoCancel">Why not, for an open task that cannot be stopped.</param>
/// <param name="RetryOfId">The task it repeats.</param>
/// <param name="Request">What was asked for.</param>
public sealed record TaskView(
    Guid Id, string Op, string Provider, string Model, string Title, TaskState State, string? Stage, int? Percent, int? QueuePosition,
    long PriceCredits, int Takes, DateTime CreatedAt, DateTime? StartedAt, DateTime? FinalizedAt, string? Reason, bool CanCancel,
    string? WhyNoCancel, Guid? RetryOfId, MusicRequest Request)
{
    /// <summary>Why nothing is started at its provider now, in an administrator's words; null where it goes on, and once it runs.</summary>
    public string? PausedBecause { get; init; }

    /// <summary>The words that came of it; null where it makes something else.</summary>
    public string? Text { get; init; }
}

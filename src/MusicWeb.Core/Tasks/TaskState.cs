namespace MusicWeb.Core.Tasks;

/// <summary>Where a task stands. Final if and only if <see cref="MusicTask.FinalizedAt"/> is set.</summary>
public enum TaskState
{
    /// <summary>Paid for and waiting for a slot of its lane.</summary>
    Queued,

    /// <summary>Being sent, or being made where the provider answers with the result itself. Saved before the call.</summary>
    Submitting,

    /// <summary>Accepted by the provider under its own id.</summary>
    Submitted,

    /// <summary>The provider is done; files are on their way into the media store.</summary>
    Ingesting,

    /// <summary>The outcome is not known; parked with its hold until a poll or a person settles it.</summary>
    Uncertain,

    /// <summary>Finished with clips, paid.</summary>
    Succeeded,

    /// <summary>Finished without, credits returned.</summary>
    Failed,

    /// <summary>Stopped by a person, credits returned.</summary>
    Cancelled,
}

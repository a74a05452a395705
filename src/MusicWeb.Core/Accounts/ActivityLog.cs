using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Writes what members read about each other's doings.</summary>
public static class ActivityLog
{
    /// <summary>Adds a line to a workspace's activity; it is saved with the change it tells of, and open pages hear of it.</summary>
    /// <param name="db">The database of the write.</param>
    /// <param name="workspaceId">Where.</param>
    /// <param name="actorId">Who; null for the product itself.</param>
    /// <param name="kind">A word of <see cref="ActivityKinds"/>.</param>
    /// <param name="subject">The thing or person as people call it.</param>
    /// <param name="subjectId">Its id, when it has one.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="detail">A word more, as the kind says.</param>
    public static void Tell(this MusicDb db, Guid workspaceId, Guid? actorId, string kind, string subject, Guid? subjectId, DateTimeOffset now, string? detail = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subject);
        var id = Guid.CreateVersion7(now);
        db.ActivityEvents.Add(new ActivityEvent
        {
            Id = id,
            WorkspaceId = workspaceId,
            CreatedAt = now.UtcDateTime,
            ActorId = actorId,
            Kind = kind,
            SubjectId = subjectId,
            Subject = Cut(subject)!,
            Detail = Cut(detail),
        });
        db.Announce($"workspace:{workspaceId}", LiveKinds.Activity, id);
    }

    // A character of two units is not cut in half.
    private static string? Cut(string? text) => text is null || text.Length <= ActivityEvent.TextLimit ? text
        : text[..(char.IsHighSurrogate(text[ActivityEvent.TextLimit - 1]) ? ActivityEvent.TextLimit - 1 : ActivityEvent.TextLimit)];
}

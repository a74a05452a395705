using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Writes what must stay checkable.</summary>
public static class AuditLog
{
    /// <summary>Adds a row to the log; it is saved with the change it tells of.</summary>
    /// <param name="db">The database of the write.</param>
    /// <param name="actor">Who; null for the product itself.</param>
    /// <param name="action">For example <c>role.changed</c>.</param>
    /// <param name="subject">The changed thing as people call it; never a secret.</param>
    /// <param name="subjectId">Its id, when it has one.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="reason">Why, in the actor's words.</param>
    /// <param name="before">How it was.</param>
    /// <param name="after">How it is now.</param>
    /// <param name="workspaceId">Where; the actor's workspace when left out.</param>
    public static void Audit(
        this MusicDb db, Actor? actor, string action, string subject, Guid? subjectId, DateTimeOffset now,
        string? reason = null, string? before = null, string? after = null, Guid? workspaceId = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subject);
        db.AuditEvents.Add(new AuditEvent
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now.UtcDateTime,
            ActorId = actor?.UserId,
            Door = actor?.Door ?? Door.System,
            WorkspaceId = workspaceId ?? actor?.WorkspaceId,
            Action = action,
            SubjectId = subjectId,
            Subject = Cut(subject)!,
            Reason = Cut(reason),
            Before = Cut(before),
            After = Cut(after),
        });
    }

    // A long text must not keep a change from being made; a character of two units is not cut in half.
    private static string? Cut(string? text) => text is null || text.Length <= AuditEvent.TextLimit ? text
        : text[..(char.IsHighSurrogate(text[AuditEvent.TextLimit - 1]) ? AuditEvent.TextLimit - 1 : AuditEvent.TextLimit)];
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>
/// Who changed something that others must be able to check: credits, roles, keys, prices, accounts. Written in the same transaction as
/// the change, never altered, never deleted.
/// </summary>
public sealed class AuditEvent
{
    /// <summary>Longest text of any of its fields; more is cut.</summary>
    public const int TextLimit = 500;

    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Who; null for the product itself.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The way the actor came in.</summary>
    public required Door Door { get; init; }

    /// <summary>Where it happened; null for the installation as a whole.</summary>
    public Guid? WorkspaceId { get; init; }

    /// <summary>What was done: a noun, a dot, a verb in the past, for example <c>role.changed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The changed thing, when it has an id.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>The changed thing as people call it: a name or an address. Never a secret.</summary>
    public required string Subject { get; init; }

    /// <summary>Why, in the actor's words.</summary>
    public string? Reason { get; init; }

    /// <summary>How it was.</summary>
    public string? Before { get; init; }

    /// <summary>How it is now.</summary>
    public string? After { get; init; }
}

internal sealed class AuditEventMapping : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("AuditEvents");
        builder.Property(row => row.Action).HasMaxLength(60);
        builder.Property(row => row.Subject).HasMaxLength(AuditEvent.TextLimit);
        builder.Property(row => row.Reason).HasMaxLength(AuditEvent.TextLimit);
        builder.Property(row => row.Before).HasMaxLength(AuditEvent.TextLimit);
        builder.Property(row => row.After).HasMaxLength(AuditEvent.TextLimit);
        // Each list of the log is newest first by (CreatedAt, Id), whole or of one person, workspace, thing or kind of change.
        builder.HasIndex(row => new { row.CreatedAt, row.Id });
        builder.HasIndex(row => new { row.ActorId, row.CreatedAt, row.Id });
        builder.HasIndex(row => new { row.WorkspaceId, row.CreatedAt, row.Id });
        builder.HasIndex(row => new { row.SubjectId, row.CreatedAt, row.Id });
        builder.HasIndex(row => new { row.Action, row.CreatedAt, row.Id });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>
/// A line of a workspace's activity, for its members: who made, renamed, joined. Unlike <see cref="AuditEvent"/>, which an administrator
/// reads, it holds nothing that a member may not see.
/// </summary>
public sealed class ActivityEvent
{
    /// <summary>Longest text of any of its fields; more is cut.</summary>
    public const int TextLimit = 200;

    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>When.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Who; null for the product itself.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>What, a word of <see cref="ActivityKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing or person it was done to.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Its name at that moment.</summary>
    public required string Subject { get; init; }

    /// <summary>A word more: a new name, a role, a number.</summary>
    public string? Detail { get; init; }
}

/// <summary>What activity speaks of.</summary>
public static class ActivityKinds
{
    /// <summary>A song arrived.</summary>
    public const string SongMade = "song.made";

    /// <summary>A person added a recording; the detail is what was said about its rights.</summary>
    public const string RecordingAdded = "recording.added";

    /// <summary>A song got another title, which is the detail.</summary>
    public const string SongRenamed = "song.renamed";

    /// <summary>A song went to the trash.</summary>
    public const string SongTrashed = "song.trashed";

    /// <summary>A song came back from the trash.</summary>
    public const string SongRestored = "song.restored";

    /// <summary>A song came from another workspace.</summary>
    public const string SongMovedIn = "song.moved-in";

    /// <summary>A song went to another workspace.</summary>
    public const string SongMovedOut = "song.moved-out";

    /// <summary>A persona was made from a song.</summary>
    public const string PersonaMade = "persona.made";

    /// <summary>A persona, lyrics or a preset was shared with the workspace.</summary>
    public const string ShareGiven = "share.given";

    /// <summary>What was shared with the workspace is no longer.</summary>
    public const string ShareEnded = "share.ended";

    /// <summary>The workspace began.</summary>
    public const string WorkspaceCreated = "workspace.created";

    /// <summary>The workspace got another name, which is the detail.</summary>
    public const string WorkspaceRenamed = "workspace.renamed";

    /// <summary>Somebody came in; the detail is the role.</summary>
    public const string MemberJoined = "member.joined";

    /// <summary>Somebody left.</summary>
    public const string MemberLeft = "member.left";

    /// <summary>Somebody was taken out.</summary>
    public const string MemberRemoved = "member.removed";

    /// <summary>Somebody got another role, which is the detail.</summary>
    public const string RoleChanged = "role.changed";

    /// <summary>Somebody became the owner.</summary>
    public const string OwnerChanged = "owner.changed";

    /// <summary>An invitation was made; the detail is the role.</summary>
    public const string InvitationMade = "invitation.made";

    /// <summary>An invitation was taken back.</summary>
    public const string InvitationRevoked = "invitation.revoked";

    /// <summary>Somebody's caps changed; without a subject, those of everybody who has none of his own.</summary>
    public const string CapsChanged = "caps.changed";

    /// <summary>Somebody spent more in a day than the cap that warns, which is the subject.</summary>
    public const string DayCapPassed = "cap.day-passed";

    /// <summary>Somebody spent more in a month than the cap that warns, which is the subject.</summary>
    public const string MonthCapPassed = "cap.month-passed";
}

internal sealed class ActivityEventMapping : IEntityTypeConfiguration<ActivityEvent>
{
    public void Configure(EntityTypeBuilder<ActivityEvent> builder)
    {
        builder.ToTable("ActivityEvents");
        builder.HasIndex(row => new { row.WorkspaceId, row.CreatedAt, row.Id });
        builder.Property(row => row.Kind).HasMaxLength(40);
        builder.Property(row => row.Subject).HasMaxLength(ActivityEvent.TextLimit);
        builder.Property(row => row.Detail).HasMaxLength(ActivityEvent.TextLimit);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>What a member may do in a workspace; each role includes those after it.</summary>
public enum Role
{
    /// <summary>Everything, the workspace's end included.</summary>
    Owner,

    /// <summary>Members and limits.</summary>
    Admin,

    /// <summary>Makes and changes things.</summary>
    Member,

    /// <summary>Looks and listens.</summary>
    Viewer,
}

/// <summary>A user's place in a workspace.</summary>
public sealed class Membership
{
    /// <summary>The workspace.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>What the user may do there.</summary>
    public required Role Role { get; set; }

    /// <summary>When the user came; null for the owner of a personal workspace, who was always there.</summary>
    public DateTime? JoinedAt { get; init; }
}

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("Memberships");
        builder.HasKey(membership => new { membership.WorkspaceId, membership.UserId });
        builder.HasIndex(membership => membership.UserId);
        // Never two owners; that there is one is the verbs' part, which never take the owner away.
        builder.HasIndex(membership => membership.WorkspaceId).HasFilter("\"Role\" = 'Owner'").IsUnique();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(membership => membership.WorkspaceId);
        builder.HasOne<User>().WithMany().HasForeignKey(membership => membership.UserId);
    }
}

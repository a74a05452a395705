using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>A link that lets people into a workspace. Only a hash of its token is kept: whoever reads the database cannot come in by it.</summary>
public sealed class Invitation
{
    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it leads.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>SHA-256 of the token, hex.</summary>
    public required string TokenHash { get; init; }

    /// <summary>What those who come by it may do; never the owner.</summary>
    public required Role Role { get; init; }

    /// <summary>The address it is bound to, in upper case as Identity compares them; null where anybody with the link may come.</summary>
    public string? NormalizedEmail { get; init; }

    /// <summary>Who invites.</summary>
    public required Guid CreatedById { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>After this moment nobody comes in by it.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>How many may come, 1 or more.</summary>
    public required int MaxUses { get; init; }

    /// <summary>How many came. Raised by a conditional update only, so it never passes <see cref="MaxUses"/>.</summary>
    public int Uses { get; private set; }

    /// <summary>When somebody took it back.</summary>
    public DateTime? RevokedAt { get; private set; }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations", table => table.HasCheckConstraint("CK_Invitations_Uses", "\"Uses\" >= 0 AND \"Uses\" <= \"MaxUses\""));
        builder.HasIndex(invitation => invitation.TokenHash).IsUnique();
        builder.HasIndex(invitation => new { invitation.WorkspaceId, invitation.CreatedAt, invitation.Id });
        builder.Property(invitation => invitation.TokenHash).HasMaxLength(64);
        builder.Property(invitation => invitation.NormalizedEmail).HasMaxLength(256);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(invitation => invitation.WorkspaceId);
    }
}

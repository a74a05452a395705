using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>A link by which one person may open an account where registration is by invitation. Only a hash of its token is kept.</summary>
public sealed class SignUpLink
{
    /// <summary>Longest note, in characters.</summary>
    public const int NoteLimit = 100;

    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the token, hex.</summary>
    public required string TokenHash { get; init; }

    /// <summary>For whom it is, in the words of who made it.</summary>
    public required string Note { get; init; }

    /// <summary>Who made it.</summary>
    public required Guid CreatedById { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>After this moment it opens nothing.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>Who came by it.</summary>
    public Guid? UsedById { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTime? RevokedAt { get; init; }
}

internal sealed class SignUpLinkMapping : IEntityTypeConfiguration<SignUpLink>
{
    public void Configure(EntityTypeBuilder<SignUpLink> builder)
    {
        builder.ToTable("SignUpLinks");
        builder.Property(link => link.TokenHash).HasMaxLength(64);
        builder.Property(link => link.Note).HasMaxLength(SignUpLink.NoteLimit);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasIndex(link => new { link.CreatedAt, link.Id });
    }
}

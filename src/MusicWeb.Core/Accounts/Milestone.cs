using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>Something that happens once in an installation's life; the primary key settles who was first.</summary>
public sealed class Milestone
{
    /// <summary>The account that became administrator by being the first.</summary>
    public const string FirstAdministrator = "first-administrator";

    /// <summary>What happened.</summary>
    public required string Name { get; init; }

    /// <summary>To whom.</summary>
    public required Guid UserId { get; init; }

    /// <summary>When.</summary>
    public required DateTime CreatedAt { get; init; }
}

internal sealed class MilestoneMapping : IEntityTypeConfiguration<Milestone>
{
    public void Configure(EntityTypeBuilder<Milestone> builder)
    {
        builder.ToTable("Milestones");
        builder.HasKey(milestone => milestone.Name);
        builder.Property(milestone => milestone.Name).HasMaxLength(50);
    }
}

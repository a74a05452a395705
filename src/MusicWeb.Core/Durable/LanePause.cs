using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Durable;

/// <summary>A lane in which nothing new is started while this row is there; what runs goes on to its end.</summary>
public sealed class LanePause
{
    /// <summary>The lane.</summary>
    public required string Lane { get; init; }

    /// <summary>Since when.</summary>
    public required DateTime PausedAt { get; init; }

    /// <summary>Who stopped it.</summary>
    public required Guid PausedById { get; init; }

    /// <summary>Why, for everybody who waits.</summary>
    public required string Reason { get; init; }
}

/// <summary>The table of this room.</summary>
public static class DurableSets
{
    extension(MusicDb db)
    {
        /// <summary>The lanes that stand still.</summary>
        public DbSet<LanePause> LanePauses => db.Set<LanePause>();
    }
}

internal sealed class LanePauseMapping : IEntityTypeConfiguration<LanePause>
{
    public void Configure(EntityTypeBuilder<LanePause> builder)
    {
        builder.ToTable("LanePauses");
        builder.HasKey(pause => pause.Lane);
        builder.Property(pause => pause.Lane).HasMaxLength(100);
        builder.Property(pause => pause.Reason).HasMaxLength(200);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Durable;

/// <summary>A provider that starts nothing new while this row is there; what runs goes on to its end.</summary>
public sealed class ProviderPause
{
    /// <summary>The provider, in whatever lanes its work waits.</summary>
    public required string Provider { get; init; }

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
        /// <summary>The providers that stand still.</summary>
        public DbSet<ProviderPause> ProviderPauses => db.Set<ProviderPause>();
    }
}

internal sealed class ProviderPauseMapping : IEntityTypeConfiguration<ProviderPause>
{
    public void Configure(EntityTypeBuilder<ProviderPause> builder)
    {
        builder.ToTable("ProviderPauses");
        builder.HasKey(pause => pause.Provider);
        builder.Property(pause => pause.Provider).HasMaxLength(50);
        builder.Property(pause => pause.Reason).HasMaxLength(200);
    }
}

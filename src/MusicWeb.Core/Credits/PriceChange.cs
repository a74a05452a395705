using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Credits;

/// <summary>A price that an administrator set. It holds from its moment on, until a later one of the same operation does; never changed, never deleted.</summary>
public sealed class PriceChange
{
    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The operation's key.</summary>
    public required string Op { get; init; }

    /// <summary>Whole credits; null for what it costs where no administrator sets a price.</summary>
    public required long? PriceCredits { get; init; }

    /// <summary>From when on.</summary>
    public required DateTime EffectiveAt { get; init; }

    /// <summary>Who set it.</summary>
    public required Guid SetById { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was set.</summary>
    public required DateTime CreatedAt { get; init; }
}

internal sealed class PriceChangeMapping : IEntityTypeConfiguration<PriceChange>
{
    public void Configure(EntityTypeBuilder<PriceChange> builder)
    {
        builder.ToTable("PriceChanges", table => table.HasCheckConstraint("CK_PriceChanges_Price", "\"PriceCredits\" > 0"));
        builder.Property(change => change.Provider).HasMaxLength(50);
        builder.Property(change => change.Op).HasMaxLength(50);
        builder.Property(change => change.Reason).HasMaxLength(CreditReason.MaxLength);
        // Two prices of one operation from the same moment on would contradict each other.
        builder.HasIndex(change => new { change.Provider, change.Op, change.EffectiveAt }).IsUnique();
    }
}

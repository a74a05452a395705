using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>What an administrator found out about how a vendor calls something. Of the same thing the one with the highest number holds; never changed, never deleted.</summary>
public sealed class WireChange
{
    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>What is called otherwise.</summary>
    public required WireKind Kind { get; init; }

    /// <summary>The call it holds for; empty for all calls, and for a path.</summary>
    public required string Path { get; init; }

    /// <summary>As our adapters say it.</summary>
    public required string Documented { get; init; }

    /// <summary>How many decisions about the same thing there are up to this one.</summary>
    public required int Number { get; init; }

    /// <summary>As the vendor says it; null where it is as documented after all.</summary>
    public string? Actual { get; init; }

    /// <summary>Who decided.</summary>
    public required Guid SetById { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public required DateTime CreatedAt { get; init; }
}

internal sealed class WireChangeMapping : IEntityTypeConfiguration<WireChange>
{
    public void Configure(EntityTypeBuilder<WireChange> builder)
    {
        builder.ToTable("WireChanges");
        builder.Property(change => change.Provider).HasMaxLength(50);
        builder.Property(change => change.Path).HasMaxLength(WireCorrection.Limit);
        builder.Property(change => change.Documented).HasMaxLength(WireCorrection.Limit);
        builder.Property(change => change.Actual).HasMaxLength(WireCorrection.Limit);
        builder.Property(change => change.Reason).HasMaxLength(200);
        // Of two decisions at one moment one comes second, and sees the first.
        builder.HasIndex(change => new { change.Provider, change.Kind, change.Path, change.Documented, change.Number }).IsUnique();
        builder.HasIndex(change => new { change.CreatedAt, change.Id });
    }
}

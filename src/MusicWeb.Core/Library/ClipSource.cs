using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Library;

/// <summary>Where a clip comes from: one of the clips that its operation started from. Kept also when that clip is gone.</summary>
public sealed class ClipSource
{
    /// <summary>The clip that was made.</summary>
    public required Guid ClipId { get; init; }

    /// <summary>Place of the source among those of the operation, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The clip it was made from.</summary>
    public required Guid SourceClipId { get; init; }

    /// <summary>The moment of the source at which the new part begins, in seconds; null where there is none.</summary>
    public double? AtSeconds { get; init; }

    /// <summary>The clip begins at that moment and does not hold what comes before.</summary>
    public required bool IsPart { get; init; }
}

internal sealed class ClipSourceMapping : IEntityTypeConfiguration<ClipSource>
{
    public void Configure(EntityTypeBuilder<ClipSource> builder)
    {
        builder.ToTable("ClipSources");
        builder.HasKey(source => new { source.ClipId, source.Position });
        builder.HasOne<Clip>().WithMany().HasForeignKey(source => source.ClipId);
    }
}

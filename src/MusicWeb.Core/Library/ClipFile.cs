using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Library;

/// <summary>A stored file of a clip; written once and never changed.</summary>
public sealed class ClipFile
{
    /// <summary>Time-ordered id; also its address under <c>/media</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>The clip.</summary>
    public required Guid ClipId { get; init; }

    /// <summary>flac, wav, mp3, midi, score, or another kind of <see cref="MusicWeb.Providers.ResultFile.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where the media store keeps it.</summary>
    public required string StorageKey { get; init; }

    /// <summary>Media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>SHA-256 of the bytes, hex; also its ETag.</summary>
    public required string Sha256 { get; init; }
}

internal sealed class ClipFileMapping : IEntityTypeConfiguration<ClipFile>
{
    public void Configure(EntityTypeBuilder<ClipFile> builder)
    {
        builder.ToTable("ClipFiles");
        builder.HasIndex(file => new { file.ClipId, file.Kind }).IsUnique();
        builder.HasOne<Clip>().WithMany().HasForeignKey(file => file.ClipId);
        builder.Property(file => file.Kind).HasMaxLength(40);
        builder.Property(file => file.StorageKey).HasMaxLength(200);
        builder.Property(file => file.ContentType).HasMaxLength(100);
        builder.Property(file => file.Sha256).HasMaxLength(64);
    }
}

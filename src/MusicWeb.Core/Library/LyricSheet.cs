using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Words for a song, with every version that was ever saved.</summary>
public sealed class LyricSheet : Belonging
{
    /// <summary>Longest text, the most that any model of ours sings.</summary>
    public const int TextLimit = 5000;

    /// <summary>The words of now, with section markers.</summary>
    public required string Text { get; set; }

    /// <summary>The number of the newest version, from 1.</summary>
    public required int Version { get; set; }

    /// <summary>When the newest version was saved.</summary>
    public required DateTime UpdatedAt { get; set; }

    /// <inheritdoc/>
    public override string Kind => LiveKinds.Lyrics;
}

/// <summary>Words as they once were; never changed.</summary>
public sealed class LyricVersion
{
    /// <summary>Of which sheet.</summary>
    public required Guid SheetId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>The words.</summary>
    public required string Text { get; init; }

    /// <summary>Who saved it.</summary>
    public required Guid AuthorId { get; init; }

    /// <summary>When.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The version it brought back; null for new words.</summary>
    public int? RestoredFrom { get; init; }
}

internal sealed class LyricSheetMapping : IEntityTypeConfiguration<LyricSheet>
{
    public void Configure(EntityTypeBuilder<LyricSheet> builder) => Belonging.Map(builder, "LyricSheets");
}

internal sealed class LyricVersionMapping : IEntityTypeConfiguration<LyricVersion>
{
    public void Configure(EntityTypeBuilder<LyricVersion> builder)
    {
        builder.ToTable("LyricVersions");
        builder.HasKey(version => new { version.SheetId, version.Number });
        builder.HasOne<LyricSheet>().WithMany().HasForeignKey(version => version.SheetId);
    }
}

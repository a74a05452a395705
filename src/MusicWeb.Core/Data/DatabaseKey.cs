using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Data;

/// <summary>An entry of the Data Protection key ring, which signs cookies and form tokens.</summary>
internal sealed class DatabaseKey
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Xml { get; init; }

    public required DateTime CreatedAt { get; init; }
}

internal sealed class DatabaseKeyMapping : IEntityTypeConfiguration<DatabaseKey>
{
    public void Configure(EntityTypeBuilder<DatabaseKey> builder)
    {
        builder.ToTable("DataProtectionKeys");
        builder.Property(key => key.Name).HasMaxLength(200);
    }
}

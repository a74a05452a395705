using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Library;

/// <summary>Something that people keep in a workspace and may share with others: a persona, lyrics, a preset.</summary>
public abstract class Belonging
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLimit = 80;

    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it lives.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>Who made it.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was thrown away; null while it is kept.</summary>
    public DateTime? TrashedAt { get; internal set; }

    /// <summary>Concurrency token.</summary>
    public int Revision { get; private set; }

    /// <summary>Its word in announcements and in the log, for example <c>persona</c>.</summary>
    public abstract string Kind { get; }

    internal static void Map<T>(EntityTypeBuilder<T> builder, string table)
        where T : Belonging
    {
        builder.ToTable(table);
        builder.Ignore(item => item.Kind);
        builder.Property(item => item.Name).HasMaxLength(NameLimit);
        builder.HasIndex(item => new { item.WorkspaceId, item.CreatedAt, item.Id });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Library;

/// <summary>One resulting song; a task usually yields two.</summary>
public sealed class Clip
{
    internal const int ProviderClipIdLimit = 200;

    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it lives.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The task that made it.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>Position among the takes of its task, from 0; unique there, so ingesting twice makes no second clip.</summary>
    public required int Index { get; init; }

    /// <summary>Its title; can be changed.</summary>
    public required string Title { get; set; }

    /// <summary>Style words it came back with.</summary>
    public string? Styles { get; init; }

    /// <summary>Its words, with section markers; null for an instrumental.</summary>
    public string? Lyrics { get; init; }

    /// <summary>The operation that made it.</summary>
    public required string Op { get; init; }

    /// <summary>The provider that made it.</summary>
    public required string Provider { get; init; }

    /// <summary>What the provider calls it, so that later operations can name it there; null where it has no name. Never shown: to people a clip has our id.</summary>
    public string? ProviderClipId { get; init; }

    /// <summary>The model that made it.</summary>
    public required string Model { get; init; }

    /// <summary>Length in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Beats per minute, where known exactly.</summary>
    public double? Bpm { get; init; }

    /// <summary>Key as a musician writes it, where known exactly.</summary>
    public string? Key { get; init; }

    /// <summary>Loudness outline, 0 to 255 evenly spaced; null until somebody computed it.</summary>
    public byte[]? Peaks { get; init; }

    /// <summary>A word of honesty, for example "synthetic guide vocal".</summary>
    public string? Note { get; init; }

    /// <summary>Who asked for it.</summary>
    public required Guid CreatedById { get; init; }

    /// <summary>The moment its task was enqueued, so that it takes its task's place in the list.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was thrown away; null while it is kept.</summary>
    public DateTime? TrashedAt { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Revision { get; private set; }
}

internal sealed class ClipMapping : IEntityTypeConfiguration<Clip>
{
    public void Configure(EntityTypeBuilder<Clip> builder)
    {
        builder.ToTable("Clips");
        builder.HasIndex(clip => new { clip.TaskId, clip.Index }).IsUnique();
        builder.HasIndex(clip => new { clip.WorkspaceId, clip.CreatedAt, clip.Id });
        builder.HasIndex(clip => new { clip.WorkspaceId, clip.TrashedAt }).HasFilter("\"TrashedAt\" IS NOT NULL");
        builder.Property(clip => clip.Title).HasMaxLength(200);
        builder.Property(clip => clip.Op).HasMaxLength(50);
        builder.Property(clip => clip.Provider).HasMaxLength(50);
        builder.Property(clip => clip.ProviderClipId).HasMaxLength(Clip.ProviderClipIdLimit);
        builder.Property(clip => clip.Model).HasMaxLength(50);
        builder.Property(clip => clip.Key).HasMaxLength(20);
        builder.Property(clip => clip.Note).HasMaxLength(300);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Tasks;

/// <summary>A vendor's message about an open task that was seen; gone with the task's end.</summary>
internal sealed class HookEvent
{
    /// <summary>The task.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>The message's own id.</summary>
    public required string EventId { get; init; }
}

internal sealed class HookEventMapping : IEntityTypeConfiguration<HookEvent>
{
    public void Configure(EntityTypeBuilder<HookEvent> builder)
    {
        builder.ToTable("HookEvents");
        builder.HasKey(seen => new { seen.TaskId, seen.EventId });
        builder.Property(seen => seen.EventId).HasMaxLength(100);
        builder.HasOne<MusicTask>().WithMany().HasForeignKey(seen => seen.TaskId);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

internal sealed class MusicTaskMapping : IEntityTypeConfiguration<MusicTask>
{
    public void Configure(EntityTypeBuilder<MusicTask> builder)
    {
        builder.ToTable("Tasks", table => table.HasCheckConstraint(
            "CK_Tasks_Final",
            "(\"FinalizedAt\" IS NOT NULL) = (\"State\" IN ('Succeeded', 'Failed', 'Cancelled'))"));
        builder.Property(task => task.Request).HasConversion(request => request.ToJson(), json => MusicRequest.FromJson(json));
        builder.Property(task => task.RequestHash).HasMaxLength(64);
        builder.Property(task => task.Provider).HasMaxLength(50);
        builder.Property(task => task.Op).HasMaxLength(50);
        builder.Property(task => task.Lane).HasMaxLength(100);
        builder.Property(task => task.Stage).HasMaxLength(50);
        builder.Property(task => task.ProviderTaskId).HasMaxLength(MusicTask.ProviderTaskIdLimit);
        builder.Property(task => task.Reason).HasMaxLength(2000);
        builder.Ignore(task => task.Topic);
        builder.Ignore(task => task.IsFinal);
        // Lists show clips where a task succeeded, so they need the others only, however many songs there are.
        builder.HasIndex(task => new { task.WorkspaceId, task.CreatedAt, task.Id }).HasFilter("\"State\" <> 'Succeeded'");
        // Answers when a lane last submitted something.
        builder.HasIndex(task => new { task.Lane, task.StartedAt });
        // Answers how fast a person orders, and what the person asked for in any workspace.
        builder.HasIndex(task => new { task.CreatedById, task.CreatedAt, task.Id });
        // What failed lately, for administrators: failures are few.
        builder.HasIndex(task => new { task.FinalizedAt, task.Id }).HasFilter("\"State\" = 'Failed'");
        // Whether a vendor's key is still needed: asked when it is replaced, and at the end of each task that used one.
        builder.HasIndex(task => task.VendorKeyId).HasFilter("\"FinalizedAt\" IS NULL AND \"VendorKeyId\" IS NOT NULL");
        // Only open rows are ever claimed, so the index stays as small as the work in flight.
        builder.HasIndex(task => new { task.Lane, task.DueAt }).HasFilter("\"FinalizedAt\" IS NULL");
    }
}

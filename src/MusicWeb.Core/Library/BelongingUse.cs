using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>What somebody made with a belonging: a running sum, so that reading it never depends on how many songs there are.</summary>
public sealed class BelongingUse
{
    /// <summary>The belonging.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Where it was used.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>By whom.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Clips that came of it.</summary>
    public required long Clips { get; init; }

    /// <summary>Whole credits that were spent on them.</summary>
    public required long Credits { get; init; }

    /// <summary>When the last of them was finished.</summary>
    public required DateTime LastUsedAt { get; init; }
}

internal sealed class BelongingUseMapping : IEntityTypeConfiguration<BelongingUse>
{
    public void Configure(EntityTypeBuilder<BelongingUse> builder)
    {
        builder.ToTable("BelongingUses");
        builder.HasKey(use => new { use.SubjectId, use.WorkspaceId, use.UserId });
        builder.HasIndex(use => new { use.SubjectId, use.LastUsedAt });
        builder.HasOne<Workspace>().WithMany().HasForeignKey(use => use.WorkspaceId);
        builder.HasOne<User>().WithMany().HasForeignKey(use => use.UserId);
    }
}

internal static class BelongingUses
{
    /// <summary>Counts clips and credits, in the write that brings them.</summary>
    public static async Task CountUseAsync(this MusicDb db, Guid subjectId, Guid workspaceId, Guid userId, int clips, long credits, DateTime now, CancellationToken ct)
    {
        var counted = await db.BelongingUses
            .Where(use => use.SubjectId == subjectId && use.WorkspaceId == workspaceId && use.UserId == userId)
            .ExecuteUpdateAsync(set => set
                .SetProperty(use => use.Clips, use => use.Clips + clips)
                .SetProperty(use => use.Credits, use => use.Credits + credits)
                .SetProperty(use => use.LastUsedAt, now), ct);
        // Of two first uses at once the primary key lets one through; the other runs again and finds its row.
        if (counted == 0) db.BelongingUses.Add(new BelongingUse { SubjectId = subjectId, WorkspaceId = workspaceId, UserId = userId, Clips = clips, Credits = credits, LastUsedAt = now });
    }
}

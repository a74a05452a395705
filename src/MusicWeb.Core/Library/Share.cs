using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Core.Library;

/// <summary>What a workspace may do with a belonging; each right includes those before it.</summary>
public enum ShareRight
{
    /// <summary>Make songs with it.</summary>
    Use,

    /// <summary>Change, share and take it along, as its owner does.</summary>
    Manage,
}

/// <summary>A belonging that another workspace may use. Revoking removes the row; who did what and when stands in the log.</summary>
public sealed class Share
{
    /// <summary>The belonging.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>With whom.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>What its writing members may do.</summary>
    public required ShareRight Right { get; set; }

    /// <summary>Who shared it.</summary>
    public required Guid SharedById { get; init; }

    /// <summary>Since when.</summary>
    public required DateTime CreatedAt { get; init; }
}

internal sealed class ShareMapping : IEntityTypeConfiguration<Share>
{
    public void Configure(EntityTypeBuilder<Share> builder)
    {
        builder.ToTable("Shares");
        builder.HasKey(share => new { share.SubjectId, share.WorkspaceId });
        builder.HasIndex(share => new { share.WorkspaceId, share.SubjectId });
        builder.HasOne<Workspace>().WithMany().HasForeignKey(share => share.WorkspaceId);
    }
}

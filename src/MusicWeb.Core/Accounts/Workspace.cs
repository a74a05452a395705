using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>Where things live and who may see them. A personal workspace has its user's id, so it cannot be made twice.</summary>
public sealed class Workspace
{
    /// <summary>Its id; the user's for a personal one.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people read.</summary>
    public required string Name { get; set; }

    /// <summary>Belongs to one person and is addressed as <c>/w/me</c>.</summary>
    public required bool IsPersonal { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When its owner ended it; null while it lives. Its row stays, because the books speak of it.</summary>
    public DateTime? DeletedAt { get; private set; }

    /// <summary>Raised by every change of a team: whoever raises it holds the row until the commit, so such changes come one after the other.</summary>
    public int Revision { get; private set; }
}

internal sealed class WorkspaceMapping : IEntityTypeConfiguration<Workspace>
{
    public void Configure(EntityTypeBuilder<Workspace> builder)
    {
        builder.ToTable("Workspaces");
        builder.HasIndex(workspace => new { workspace.IsPersonal, workspace.CreatedAt, workspace.Id });
        builder.Property(workspace => workspace.Name).HasMaxLength(100);
    }
}

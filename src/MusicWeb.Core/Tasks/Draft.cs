using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Core.Tasks;

/// <summary>What a person has typed into a form and not sent, kept on the server so that a reload or a lost circuit loses nothing.</summary>
public sealed class Draft
{
    /// <summary>Who typed.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Where.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>Which form, for example <c>create</c>.</summary>
    public required string FormKey { get; init; }

    /// <summary>The form's fields, as the form wrote them.</summary>
    public required string Json { get; set; }

    /// <summary>The id the next task sent from this form will have; changes with each accepted one, so a double click buys once.</summary>
    public required Guid NextTaskId { get; set; }

    /// <summary>When it was saved.</summary>
    public required DateTime UpdatedAt { get; set; }
}

internal sealed class DraftMapping : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("Drafts");
        builder.HasKey(draft => new { draft.UserId, draft.WorkspaceId, draft.FormKey });
        builder.Property(draft => draft.FormKey).HasMaxLength(50);
        builder.HasOne<User>().WithMany().HasForeignKey(draft => draft.UserId);
    }
}

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

    /// <summary>The form's fields, as the form wrote them; null until something was typed.</summary>
    public string? Json { get; set; }

    /// <summary>The id the next task sent from this form will have; changes with each accepted one, so a double click buys once.</summary>
    public required Guid NextTaskId { get; set; }

    /// <summary>When it was saved.</summary>
    public required DateTime UpdatedAt { get; set; }

    internal static Draft Open(Actor actor, string formKey, DateTimeOffset now) => new()
    {
        UserId = actor.UserId,
        WorkspaceId = actor.WorkspaceId,
        FormKey = formKey,
        NextTaskId = Guid.CreateVersion7(now),
        UpdatedAt = now.UtcDateTime,
    };
}

internal static class DraftQueries
{
    /// <summary>A person's draft of one form; nobody else's is ever read.</summary>
    public static IQueryable<Draft> Of(this IQueryable<Draft> drafts, Actor actor, string formKey)
    {
        var (userId, workspaceId) = (actor.UserId, actor.WorkspaceId);
        return drafts.Where(draft => draft.UserId == userId && draft.WorkspaceId == workspaceId && draft.FormKey == formKey);
    }
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

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>Who pays for what a member makes in a shared workspace, as the member chose last.</summary>
public sealed class PayerChoice
{
    /// <summary>Who chose.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Where.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The member pays with his own credits; otherwise the workspace does.</summary>
    public bool IsSelf { get; internal set; }
}

internal static class PayerChoices
{
    /// <summary>The account that pays for an actor's order: the workspace's, or one's own where one chose so.</summary>
    public static async Task<Guid> PayerOfAsync(this MusicDb db, Actor actor, CancellationToken ct)
    {
        var (userId, workspaceId) = (actor.UserId, actor.WorkspaceId);
        if (workspaceId == userId) return userId;
        return await db.PayerChoices.AnyAsync(choice => choice.UserId == userId && choice.WorkspaceId == workspaceId && choice.IsSelf, ct) ? userId : workspaceId;
    }
}

internal sealed class PayerChoiceMapping : IEntityTypeConfiguration<PayerChoice>
{
    public void Configure(EntityTypeBuilder<PayerChoice> builder)
    {
        builder.ToTable("PayerChoices");
        builder.HasKey(choice => new { choice.UserId, choice.WorkspaceId });
        builder.HasOne<User>().WithMany().HasForeignKey(choice => choice.UserId);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(choice => choice.WorkspaceId);
    }
}

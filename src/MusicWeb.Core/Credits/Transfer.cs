using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Credits;

/// <summary>What a transfer does.</summary>
public enum TransferKind
{
    /// <summary>Issued to account.</summary>
    Grant,

    /// <summary>Sets credits of an account aside for a task.</summary>
    Hold,

    /// <summary>Spends a hold: the task gave something.</summary>
    Capture,

    /// <summary>Gives a hold back: the task gave nothing.</summary>
    Void,
}

/// <summary>An entry of the books: immutable, double-entry, never deleted.</summary>
public sealed class Transfer
{
    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it does.</summary>
    public required TransferKind Kind { get; init; }

    /// <summary>The account that gives.</summary>
    public required Guid DebitId { get; init; }

    /// <summary>The account that receives.</summary>
    public required Guid CreditId { get; init; }

    /// <summary>The account whose statement shows it: whichever end is not a system account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Whole credits, above zero.</summary>
    public required long AmountCredits { get; init; }

    /// <summary>What the account could spend right after it.</summary>
    public required long AvailableAfter { get; init; }

    /// <summary>The task it pays for.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>The hold that a capture or void settles; unique, so a hold is settled once.</summary>
    public Guid? HoldId { get; init; }

    /// <summary>A key that makes a grant happen once, for example the starting grant's; null where it may repeat.</summary>
    public string? OnceKey { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Who caused it; null for the product itself.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The API key that was used; null for the pages and the product itself.</summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>When.</summary>
    public required DateTime CreatedAt { get; init; }
}

internal sealed class TransferMapping : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.ToTable("Transfers", table => table.HasCheckConstraint("CK_Transfers_Amount", "\"AmountCredits\" > 0"));
        builder.HasIndex(transfer => new { transfer.TaskId, transfer.Kind }).IsUnique();
        builder.HasIndex(transfer => transfer.HoldId).IsUnique();
        builder.HasIndex(transfer => transfer.OnceKey).IsUnique();
        builder.HasIndex(transfer => new { transfer.AccountId, transfer.CreatedAt, transfer.Id });
        builder.Property(transfer => transfer.OnceKey).HasMaxLength(100);
        builder.Property(transfer => transfer.Reason).HasMaxLength(300);
    }
}

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

    /// <summary>An administrator's correction, in either direction; the debit and credit accounts say which.</summary>
    Adjust,

    /// <summary>Account to expired: the time of these credits is over.</summary>
    Expire,

    /// <summary>Account to another account, its half in the books of the giver.</summary>
    MoveOut,

    /// <summary>Account to another account, its half in the books of the receiver.</summary>
    MoveIn,

    /// <summary>The balance of a vendor's key followed, in either direction; the debit and credit accounts say which.</summary>
    Mirror,
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

    /// <summary>Which entry of the account it is, from 1 and without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>Whole credits, above zero.</summary>
    public required long AmountCredits { get; init; }

    /// <summary>What the account could spend right after it.</summary>
    public required long AvailableAfter { get; init; }

    /// <summary>What the account had set aside right after it.</summary>
    public required long HeldAfter { get; init; }

    /// <summary>The task it pays for.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>The hold that a capture or void settles; unique, so a hold is settled once.</summary>
    public Guid? HoldId { get; init; }

    /// <summary>The entry in the giver's books that a <see cref="TransferKind.MoveIn"/> answers; unique, so a move arrives once.</summary>
    public Guid? MoveOutId { get; init; }

    /// <summary>The <see cref="CreditLot"/> that a <see cref="TransferKind.Expire"/> ends.</summary>
    public Guid? LotId { get; init; }

    /// <summary>
    /// When the credits that it brings expire, or the first of those that it sets aside would; null when they do not.
    /// </summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>A key that makes an entry happen once, for example the starting grant's; null where it may repeat.</summary>
    public string? OnceKey { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Who gave, moved, corrected or ordered; a settlement has that of its hold. Null for the product itself.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The API key that was used; null for the pages and the product itself.</summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>When.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The <see cref="Hash"/> of the account's entry before it; empty for the first.</summary>
    public required byte[] PreviousHash { get; init; }

    /// <summary>SHA-256 over this entry and <see cref="PreviousHash"/>: who changes, removes or inserts one breaks the chain there.</summary>
    public byte[] Hash { get; internal set; } = [];
}

internal sealed class TransferMapping : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.ToTable("Transfers", table => table.HasCheckConstraint("CK_Transfers_Amount", "\"AmountCredits\" > 0"));
        builder.HasIndex(transfer => new { transfer.TaskId, transfer.Kind }).IsUnique();
        builder.HasIndex(transfer => transfer.HoldId).IsUnique();
        builder.HasIndex(transfer => transfer.MoveOutId).IsUnique();
        builder.HasIndex(transfer => transfer.OnceKey).IsUnique();
        // The statement, whole, of one kind or of one person; and the balance at any moment.
        builder.HasIndex(transfer => new { transfer.AccountId, transfer.Number }).IsUnique();
        builder.HasIndex(transfer => new { transfer.AccountId, transfer.Kind, transfer.Number });
        builder.HasIndex(transfer => new { transfer.AccountId, transfer.ActorId, transfer.Number });
        builder.HasIndex(transfer => new { transfer.AccountId, transfer.CreatedAt, transfer.Number });
        builder.Property(transfer => transfer.PreviousHash).HasMaxLength(TransferChain.HashBytes);
        builder.Property(transfer => transfer.Hash).HasMaxLength(TransferChain.HashBytes);
        // What was given lately, over all accounts.
        builder.HasIndex(transfer => transfer.CreatedAt).HasFilter("\"Kind\" = 'Grant'");
        builder.Property(transfer => transfer.OnceKey).HasMaxLength(100);
        builder.Property(transfer => transfer.Reason).HasMaxLength(300);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Credits;

/// <summary>Codes that were made together and are worth the same.</summary>
public sealed class RedeemBatch
{
    /// <summary>The caller's id, so that a double click makes one batch.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is for; redeemers do not see it.</summary>
    public required string Note { get; init; }

    /// <summary>Whole credits that each use of a code brings.</summary>
    public required long AmountCredits { get; init; }

    /// <summary>How many people may redeem each code, once each.</summary>
    public required int UsesPerCode { get; init; }

    /// <summary>How many codes it has.</summary>
    public required int Codes { get; init; }

    /// <summary>Until when the codes can be redeemed; null for ever.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>Days after which redeemed credits expire; null for never.</summary>
    public int? CreditDays { get; init; }

    /// <summary>When they were made.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The administrator who made them.</summary>
    public required Guid CreatedById { get; init; }

    /// <summary>Since when none of them works any more.</summary>
    public DateTime? RevokedAt { get; private set; }

    internal void Revoke(DateTime now) => RevokedAt ??= now;
}

/// <summary>One code. Only its hash is kept: what a copy of the database shows cannot be redeemed.</summary>
internal sealed class RedeemCode
{
    public required Guid Id { get; init; }

    public required Guid BatchId { get; init; }

    /// <summary>SHA-256 of the code as <see cref="CodeText"/> normalises it.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Its last four characters, so that people can speak of it.</summary>
    public required string Tail { get; init; }

    public required int UsesLeft { get; init; }
}

/// <summary>Somebody's use of a code; the key lets everybody in once.</summary>
internal sealed class Redemption
{
    /// <summary>Time-ordered; decides between uses of one moment in the list of a batch.</summary>
    public required Guid Id { get; init; }

    public required Guid BatchId { get; init; }

    public required Guid CodeId { get; init; }

    public required Guid UserId { get; init; }

    public required Guid WorkspaceId { get; init; }

    public required DateTime CreatedAt { get; init; }
}

/// <summary>How often somebody tried codes that did not work, within a window of time.</summary>
internal sealed class RedeemAttempts
{
    public required Guid UserId { get; init; }

    public required DateTime WindowStartsAt { get; init; }

    public required int Count { get; init; }
}

internal sealed class RedeemBatchMapping : IEntityTypeConfiguration<RedeemBatch>
{
    public void Configure(EntityTypeBuilder<RedeemBatch> builder)
    {
        builder.ToTable("RedeemBatches");
        builder.Property(batch => batch.Note).HasMaxLength(CreditReason.MaxLength);
        builder.HasIndex(batch => new { batch.CreatedAt, batch.Id });
    }
}

internal sealed class RedeemCodeMapping : IEntityTypeConfiguration<RedeemCode>
{
    public void Configure(EntityTypeBuilder<RedeemCode> builder)
    {
        builder.ToTable("RedeemCodes", table => table.HasCheckConstraint("CK_RedeemCodes_Uses", "\"UsesLeft\" >= 0"));
        builder.HasOne<RedeemBatch>().WithMany().HasForeignKey(code => code.BatchId);
        builder.HasIndex(code => code.Hash).IsUnique();
        builder.Property(code => code.Hash).HasMaxLength(32);
        builder.Property(code => code.Tail).HasMaxLength(4);
    }
}

internal sealed class RedemptionMapping : IEntityTypeConfiguration<Redemption>
{
    public void Configure(EntityTypeBuilder<Redemption> builder)
    {
        builder.ToTable("Redemptions");
        builder.HasKey(use => new { use.CodeId, use.UserId });
        builder.HasOne<RedeemCode>().WithMany().HasForeignKey(use => use.CodeId);
        // Who redeemed the codes of a batch, newest first.
        builder.HasIndex(use => new { use.BatchId, use.CreatedAt, use.Id });
    }
}

internal sealed class RedeemAttemptsMapping : IEntityTypeConfiguration<RedeemAttempts>
{
    public void Configure(EntityTypeBuilder<RedeemAttempts> builder)
    {
        builder.ToTable("RedeemAttempts");
        builder.HasKey(attempts => attempts.UserId);
    }
}

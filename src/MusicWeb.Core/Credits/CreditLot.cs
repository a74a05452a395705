using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Credits;

/// <summary>
/// Credits of an account that expire together. What expires first is spent first, in the order in which it came; credits without an
/// end have no lot and come last. Only <see cref="Ledger"/> changes it, under the lock of the account's row.
/// </summary>
public sealed class CreditLot
{
    /// <summary>The entry that brought these credits.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose they are.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The number of that entry, which decides between lots that expire at one moment.</summary>
    public required long Number { get; init; }

    /// <summary>When they expire.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>How many came.</summary>
    public required long AmountCredits { get; init; }

    /// <summary>How many are left, held ones included.</summary>
    public required long RemainingCredits { get; init; }

    /// <summary>How many of those are set aside for tasks; they do not expire before that is settled.</summary>
    public long HeldCredits { get; init; }
}

/// <summary>The part of a hold that rests on a lot.</summary>
internal sealed class LotHold
{
    public required Guid HoldId { get; init; }

    public required Guid LotId { get; init; }

    public required long AmountCredits { get; init; }
}

internal sealed class CreditLotMapping : IEntityTypeConfiguration<CreditLot>
{
    public void Configure(EntityTypeBuilder<CreditLot> builder)
    {
        builder.ToTable("CreditLots", table => table.HasCheckConstraint(
            "CK_CreditLots_Limits",
            "\"HeldCredits\" >= 0 AND \"RemainingCredits\" >= \"HeldCredits\" AND \"AmountCredits\" >= \"RemainingCredits\""));
        builder.HasIndex(lot => new { lot.AccountId, lot.ExpiresAt, lot.Number }).HasFilter("\"RemainingCredits\" > 0");
    }
}

internal sealed class LotHoldMapping : IEntityTypeConfiguration<LotHold>
{
    public void Configure(EntityTypeBuilder<LotHold> builder)
    {
        builder.ToTable("LotHolds");
        builder.HasKey(part => new { part.HoldId, part.LotId });
    }
}

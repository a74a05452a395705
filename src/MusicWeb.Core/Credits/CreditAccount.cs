using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Credits;

/// <summary>A balance in whole credits. Only <see cref="Ledger"/> changes it, by conditional updates.</summary>
public sealed class CreditAccount
{
    /// <summary>Where granted credits come from. The ends of the world are accounts of transfers only and have no row.</summary>
    public static readonly Guid Issued = new("00000000-0000-7000-8000-000000000001");

    /// <summary>Where spent credits go.</summary>
    public static readonly Guid Spent = new("00000000-0000-7000-8000-000000000002");

    /// <summary>The other end of corrections.</summary>
    public static readonly Guid Adjusted = new("00000000-0000-7000-8000-000000000003");

    /// <summary>Where credits go whose time is over.</summary>
    public static readonly Guid Expired = new("00000000-0000-7000-8000-000000000004");

    /// <summary>Between two accounts: what leaves one here arrives at the other in the same write, so nothing ever stays.</summary>
    public static readonly Guid InTransit = new("00000000-0000-7000-8000-000000000005");

    /// <summary>Where what is spent with somebody's own vendor key comes from and goes to: the vendor, whose books these follow.</summary>
    public static readonly Guid Vendor = new("00000000-0000-7000-8000-000000000006");

    /// <summary>The id of what it belongs to, a workspace or a vendor's key, so it cannot be opened twice.</summary>
    public required Guid Id { get; init; }

    /// <summary>The workspace whose it is; another id than its own where it mirrors the balance of a vendor's key.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>Credits that are owned, held ones included.</summary>
    public long Posted { get; private set; }

    /// <summary>Credits set aside for tasks that are not finished.</summary>
    public long Held { get; private set; }

    /// <summary>How many entries its books have; the last one has this number.</summary>
    public long Entries { get; private set; }

    /// <summary>When the next credits expire that nobody has set aside; null when none do.</summary>
    public DateTime? NextExpiryAt { get; private set; }

    /// <summary>When it was opened.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>It mirrors what a key can spend at its vendor; our credits never come in here.</summary>
    public bool IsMirror => OwnerId != Id;

    /// <summary>What can be spent now.</summary>
    public long Available => Posted - Held;
}

internal sealed class CreditAccountMapping : IEntityTypeConfiguration<CreditAccount>
{
    public void Configure(EntityTypeBuilder<CreditAccount> builder)
    {
        builder.ToTable("CreditAccounts", table => table.HasCheckConstraint("CK_CreditAccounts_Limits", "\"Held\" >= 0 AND \"Posted\" >= \"Held\""));
        builder.Ignore(account => account.Available);
        builder.Ignore(account => account.IsMirror);
        // The few accounts with credits that expire, for the round that looks for what is due.
        builder.HasIndex(account => account.NextExpiryAt).HasFilter("\"NextExpiryAt\" IS NOT NULL");
    }
}

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

    /// <summary>The id of what it belongs to (a workspace), so it cannot be opened twice.</summary>
    public required Guid Id { get; init; }

    /// <summary>Credits that are owned, held ones included.</summary>
    public long Posted { get; private set; }

    /// <summary>Credits set aside for tasks that are not finished.</summary>
    public long Held { get; private set; }

    /// <summary>When it was opened.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>What can be spent now.</summary>
    public long Available => Posted - Held;
}

internal sealed class CreditAccountMapping : IEntityTypeConfiguration<CreditAccount>
{
    public void Configure(EntityTypeBuilder<CreditAccount> builder)
    {
        builder.ToTable("CreditAccounts", table => table.HasCheckConstraint("CK_CreditAccounts_Limits", "\"Held\" >= 0 AND \"Posted\" >= \"Held\""));
        builder.Ignore(account => account.Available);
    }
}

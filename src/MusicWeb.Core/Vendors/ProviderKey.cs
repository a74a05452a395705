using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Core.Vendors;

/// <summary>
/// A vendor's key that a person or a team brought along; kept encrypted, shown by its end only. A replaced key is a new row, so that
/// tasks are asked for with the key they were ordered with. Rows stay, because the books name them; the secret does not.
/// </summary>
public sealed class ProviderKey
{
    internal const int TextLimit = 500;
    internal const int TroubleLimit = 500;

    /// <summary>Time-ordered id; also that of the account that mirrors its balance.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is: a personal workspace, which has its person's id, or a team. Null for the one row that keeps what is known of the installation's own key.</summary>
    public Guid? WorkspaceId { get; init; }

    /// <summary>Whose door it opens.</summary>
    public required string Vendor { get; init; }

    /// <summary>The key, encrypted; null once nobody needs it any more, and for the installation's own, which is in the settings.</summary>
    public string? Secret { get; private set; }

    /// <summary>How it ends.</summary>
    public string LastFour { get; init; } = "";

    /// <summary>Who entered it.</summary>
    public Guid? CreatedById { get; init; }

    /// <summary>When it was entered.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was replaced or removed: from then on it orders nothing.</summary>
    public DateTime? RetiredAt { get; private set; }

    /// <summary>What the vendor said last that can be spent with it; null before it said anything, and where it does not tell.</summary>
    public long? BalanceCredits { get; private set; }

    /// <summary>When the vendor last accepted the key.</summary>
    public DateTime? BalanceAt { get; private set; }

    /// <summary>What the vendor had then beyond our books, below zero when it had less; null where they moved meanwhile.</summary>
    public long? DifferenceCredits { get; private set; }

    /// <summary>When its balance should be asked for again; null while nobody can say it, and for the installation's own.</summary>
    public DateTime? BalanceDueAt { get; private set; }

    /// <summary>Why the vendor did not accept it the last time, in its words; null when it did.</summary>
    public string? Trouble { get; private set; }

    /// <summary>When that was.</summary>
    public DateTime? TroubleAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Revision { get; private set; }

    /// <summary>How it is shown.</summary>
    public string Shown => $"…{LastFour}";

    internal void Keep(string secret) => Secret = secret;

    internal void Retire(DateTime now) => RetiredAt ??= now;

    internal void Forget() => Secret = null;

    internal void ReadBalance(long? credits, long? difference, DateTime now) =>
        (BalanceCredits, BalanceAt, DifferenceCredits, Trouble, TroubleAt) = (credits, now, difference, null, null);

    internal void AskAgain(DateTime dueAt) => BalanceDueAt = dueAt;

    internal void Meet(string trouble, DateTime now) => (Trouble, TroubleAt) = (trouble, now);
}

internal sealed class ProviderKeyMapping : IEntityTypeConfiguration<ProviderKey>
{
    public void Configure(EntityTypeBuilder<ProviderKey> builder)
    {
        builder.ToTable("ProviderKeys");
        builder.Property(key => key.Vendor).HasMaxLength(50);
        builder.Property(key => key.LastFour).HasMaxLength(4);
        builder.Property(key => key.Trouble).HasMaxLength(ProviderKey.TroubleLimit);
        builder.Ignore(key => key.Shown);
        // One in force for each vendor; the race of two who enter one is settled here.
        builder.HasIndex(key => new { key.WorkspaceId, key.Vendor }).IsUnique().HasFilter("\"RetiredAt\" IS NULL");
        // Answers whose balance is due.
        builder.HasIndex(key => key.BalanceDueAt).HasFilter("\"RetiredAt\" IS NULL AND \"BalanceDueAt\" IS NOT NULL");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(key => key.WorkspaceId);
    }
}

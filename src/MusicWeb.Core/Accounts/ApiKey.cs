using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>What a key may be used for.</summary>
[Flags]
public enum ApiKeyScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Look at songs, tasks and the balance; every key may.</summary>
    Read = 1,

    /// <summary>Order what costs credits.</summary>
    Create = 2,

    /// <summary>Rename, trash, cancel and whatever else changes what is there.</summary>
    Manage = 4,
}

/// <summary>How long a cap on credits holds before it starts anew, in UTC.</summary>
public enum CapPeriod
{
    /// <summary>From midnight to midnight.</summary>
    Day,

    /// <summary>From the first of the month to the next.</summary>
    Month,
}

/// <summary>
/// Opens the programming interface for its owner, in one workspace and with the role the owner has there at that moment. Its text is
/// shown once and never kept: only a hash of it is. Never deleted, because the books name it.
/// </summary>
public sealed class ApiKey
{
    internal const int NameLimit = 60;

    /// <summary>Time-ordered id; stays the same when the text is rotated.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Where it acts.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>SHA-256 of its text, hex in lower case.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>How its text begins.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>How its text ends.</summary>
    public string LastFour { get; private set; } = "";

    /// <summary>Hash of the text before the last rotation; works until <see cref="PreviousEndsAt"/>.</summary>
    public string? PreviousHash { get; private set; }

    /// <summary>When the text before the last rotation stops working.</summary>
    public DateTime? PreviousEndsAt { get; private set; }

    /// <summary>What it may be used for.</summary>
    public required ApiKeyScopes Scopes { get; init; }

    /// <summary>When it stops working by itself; null for never.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>Addresses and networks it may be used from, comma separated; null for all.</summary>
    public string? Addresses { get; private set; }

    /// <summary>The most it may spend in a period, in whole credits; null for no cap.</summary>
    public long? CapCredits { get; private set; }

    /// <summary>The period of the cap.</summary>
    public CapPeriod CapPeriod { get; private set; }

    /// <summary>The day that <see cref="DayCredits"/> counts.</summary>
    public DateTime? DayStartsAt { get; private set; }

    /// <summary>Credits held or spent that day.</summary>
    public long DayCredits { get; private set; }

    /// <summary>The month that <see cref="MonthCredits"/> counts.</summary>
    public DateTime? MonthStartsAt { get; private set; }

    /// <summary>Credits held or spent that month.</summary>
    public long MonthCredits { get; private set; }

    /// <summary>When it was last used, exact to a minute.</summary>
    public DateTime? LastUsedAt { get; private set; }

    /// <summary>The address it was last used from, exact to a minute.</summary>
    public string? LastUsedFrom { get; private set; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was revoked, for good.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Revision { get; private set; }

    /// <summary>Who is told of its changes.</summary>
    public string Topic => $"user:{UserId}";

    /// <summary>How a list shows it.</summary>
    public string Shown => $"{Prefix}…{LastFour}";

    /// <summary>Midnight before a moment.</summary>
    public static DateTime DayOf(DateTime moment) => moment.Date;

    /// <summary>The first of a moment's month.</summary>
    public static DateTime MonthOf(DateTime moment) => new(moment.Year, moment.Month, 1, 0, 0, 0, DateTimeKind.Utc);

    internal static ApiKey Open(Actor actor, ApiKeyTerms terms, ApiKeyScopes scopes, DateTime? expiresAt, string text, DateTimeOffset now)
    {
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(now),
            UserId = actor.UserId,
            WorkspaceId = actor.WorkspaceId,
            Scopes = scopes,
            ExpiresAt = expiresAt,
            CreatedAt = now.UtcDateTime,
        };
        key.Edit(terms);
        key.Take(text);
        return key;
    }

    internal void Edit(ApiKeyTerms terms) => (Name, CapCredits, CapPeriod, Addresses) = (terms.Name, terms.CapCredits, terms.CapPeriod, terms.Addresses);

    // Both texts work until the old one's end. Of two rotations within an overlap the first text's time is over.
    internal void Rotate(string text, DateTime previousEndsAt)
    {
        (PreviousHash, PreviousEndsAt) = (Hash, previousEndsAt);
        Take(text);
    }

    internal void Revoke(DateTime now) => RevokedAt ??= now;

    // Without a cap the month is what its owner wants to see.
    private CapPeriod ShownPeriod => CapCredits is null ? CapPeriod.Month : CapPeriod;

    /// <summary>Credits held or spent in the period of its cap.</summary>
    internal long SpentAt(DateTime now) => ShownPeriod is CapPeriod.Day ? (DayStartsAt == DayOf(now) ? DayCredits : 0) : MonthStartsAt == MonthOf(now) ? MonthCredits : 0;

    /// <summary>When the period of its cap starts anew.</summary>
    internal DateTime ResetsAfter(DateTime now) => ShownPeriod is CapPeriod.Day ? DayOf(now).AddDays(1) : MonthOf(now).AddMonths(1);

    private void Take(string text) => (Hash, Prefix, LastFour) = (ApiKeyText.HashOf(text), ApiKeyText.PrefixOf(text), ApiKeyText.LastOf(text));
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ApiKeys", table => table.HasCheckConstraint("CK_ApiKeys_Cap", "\"CapCredits\" IS NULL OR \"CapCredits\" > 0"));
        builder.Property(key => key.Name).HasMaxLength(ApiKey.NameLimit);
        builder.Property(key => key.Hash).HasMaxLength(HashLength);
        builder.Property(key => key.PreviousHash).HasMaxLength(HashLength);
        builder.Property(key => key.Prefix).HasMaxLength(20);
        builder.Property(key => key.LastFour).HasMaxLength(4);
        builder.Property(key => key.LastUsedFrom).HasMaxLength(50);
        builder.Ignore(key => key.Topic);
        builder.Ignore(key => key.Shown);
        builder.HasIndex(key => key.Hash).IsUnique();
        builder.HasIndex(key => key.PreviousHash).IsUnique();
        builder.HasIndex(key => new { key.UserId, key.CreatedAt, key.Id });
        builder.HasOne<User>().WithMany().HasForeignKey(key => key.UserId);
    }
}

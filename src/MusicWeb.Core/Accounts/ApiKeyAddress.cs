using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>Where a key was used from: the first use from a new address is what somebody looking for a stolen key wants to see.</summary>
public sealed class ApiKeyAddress
{
    /// <summary>The key.</summary>
    public required Guid KeyId { get; init; }

    /// <summary>An IPv4 address, or the /64 network of an IPv6 one, whose lower half changes at will.</summary>
    public required string Address { get; init; }

    /// <summary>The first use from there.</summary>
    public required DateTime FirstSeenAt { get; init; }

    /// <summary>The last use from there, exact to a minute.</summary>
    public required DateTime LastSeenAt { get; set; }
}

internal sealed class ApiKeyAddressMapping : IEntityTypeConfiguration<ApiKeyAddress>
{
    public void Configure(EntityTypeBuilder<ApiKeyAddress> builder)
    {
        builder.ToTable("ApiKeyAddresses");
        builder.HasKey(seen => new { seen.KeyId, seen.Address });
        builder.Property(seen => seen.Address).HasMaxLength(50);
        builder.HasIndex(seen => seen.FirstSeenAt);
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(seen => seen.KeyId);
    }
}

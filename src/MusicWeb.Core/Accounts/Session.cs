using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>A browser that somebody signed in with. The cookie carries its id, and every request asks whether it still stands.</summary>
public sealed class Session
{
    /// <summary>Longest word for a device, in characters.</summary>
    public const int DeviceLimit = 100;

    /// <summary>Time-ordered id; what the cookie carries.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required Guid UserId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was last used, to within a few minutes.</summary>
    public required DateTime LastSeenAt { get; init; }

    /// <summary>When the person last proved who sits there: by signing in, or by a password, a code or a passkey since.</summary>
    public required DateTime ConfirmedAt { get; init; }

    /// <summary>The address it was last used from.</summary>
    public required string Address { get; init; }

    /// <summary>Browser and system in words, for example <c>Firefox on Linux</c>.</summary>
    public required string Device { get; init; }

    /// <summary>When it was ended; null while it stands.</summary>
    public DateTime? EndedAt { get; init; }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions");
        builder.Property(session => session.Address).HasMaxLength(50);
        builder.Property(session => session.Device).HasMaxLength(Session.DeviceLimit);
        builder.HasOne<User>().WithMany().HasForeignKey(session => session.UserId);
        builder.HasIndex(session => new { session.UserId, session.LastSeenAt, session.Id });
        builder.HasIndex(session => session.LastSeenAt);
    }
}

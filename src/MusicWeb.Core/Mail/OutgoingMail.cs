using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Mail;

/// <summary>A message that waits to be sent, or a note that it was. Written in the same transaction as what it tells of.</summary>
public sealed class OutgoingMail
{
    /// <summary>Longest subject, in characters; more is cut.</summary>
    public const int SubjectLimit = 200;

    /// <summary>Longest address that mail allows, in characters.</summary>
    public const int AddressLimit = 254;

    /// <summary>Tries before it is given up: over a day, with the pauses of <see cref="MailWorker"/>.</summary>
    public const int MaxAttempts = 10;

    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The one who gets it.</summary>
    public required string To { get; init; }

    /// <summary>A single line.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text. Emptied when the message is sent or given up, because it may hold a link that opens an account.</summary>
    public required string Body { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it is to be tried next. A claim moves it forward: schedule and lease in one.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>Tries so far, the running one included.</summary>
    public int Attempts { get; init; }

    /// <summary>When a server took it, or it was written to the outbox folder.</summary>
    public DateTime? SentAt { get; init; }

    /// <summary>When it was given up.</summary>
    public DateTime? FailedAt { get; init; }

    /// <summary>What the last failed try said.</summary>
    public string? Error { get; init; }
}

internal sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("OutgoingMails");
        builder.Property(mail => mail.To).HasMaxLength(OutgoingMail.AddressLimit);
        builder.Property(mail => mail.Subject).HasMaxLength(OutgoingMail.SubjectLimit);
        builder.Property(mail => mail.Error).HasMaxLength(300);
        // What waits, by when it is due: the table keeps sent messages for a while, this index does not.
        builder.HasIndex(mail => mail.DueAt).HasFilter("\"SentAt\" IS NULL AND \"FailedAt\" IS NULL");
        builder.HasIndex(mail => mail.CreatedAt);
        builder.HasIndex(mail => new { mail.To, mail.CreatedAt });
    }
}

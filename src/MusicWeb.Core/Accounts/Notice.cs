using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Accounts;

/// <summary>What a notice is about; chooses its picture and whether it may sound.</summary>
public enum NoticeKind
{
    /// <summary>A song is ready.</summary>
    SongDone,

    /// <summary>A song could not be made.</summary>
    SongFailed,

    /// <summary>Somebody gave credits.</summary>
    CreditsGiven,

    /// <summary>Credits are running out.</summary>
    CreditsLow,

    /// <summary>A workspace: an invitation, a role, a member.</summary>
    Workspace,

    /// <summary>The account's safety: passwords, ways to sign in, sessions.</summary>
    Security,

    /// <summary>The installation, for those who run it.</summary>
    Site,
}

/// <summary>Something a person was told. Written in the same transaction as what it tells of.</summary>
public sealed class Notice
{
    /// <summary>Longest sentence, in characters.</summary>
    public const int TextLimit = 300;

    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who is told.</summary>
    public required Guid UserId { get; init; }

    /// <summary>What it is about.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>English sentence with <c>{0}</c> for each argument; also the key of its translation.</summary>
    public required string Text { get; init; }

    /// <summary>What fills the sentence: names, titles, numbers.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Where to look, a path on this site; null when there is nothing to see.</summary>
    public string? Link { get; init; }

    /// <summary>When.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was seen.</summary>
    public DateTime? ReadAt { get; init; }
}

internal sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("Notices");
        builder.Property(notice => notice.Text).HasMaxLength(Notice.TextLimit);
        builder.Property(notice => notice.Link).HasMaxLength(500);
        builder.Property(notice => notice.Arguments).HasMaxLength(2000).HasConversion(
            arguments => JsonSerializer.Serialize(arguments, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<string[]>(text, JsonSerializerOptions.Default) ?? Array.Empty<string>());
        builder.HasOne<User>().WithMany().HasForeignKey(notice => notice.UserId);
        // The list, newest first; and the number on the bell, over unread ones only.
        builder.HasIndex(notice => new { notice.UserId, notice.CreatedAt, notice.Id });
        builder.HasIndex(notice => notice.UserId).HasFilter("\"ReadAt\" IS NULL");
        builder.HasIndex(notice => notice.CreatedAt);
    }
}

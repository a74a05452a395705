using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Credits;

/// <summary>What had the books checked.</summary>
public enum CheckCause
{
    /// <summary>The program started.</summary>
    Start,

    /// <summary>The night came.</summary>
    Night,

    /// <summary>An administrator asked.</summary>
    Asked,
}

/// <summary>A check of all books and what it found; kept, so that it survives restarts.</summary>
public sealed class BooksCheck
{
    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What had it made.</summary>
    public required CheckCause Cause { get; init; }

    /// <summary>Which night it is of, by the moment it was due; unique, so that one process makes it. Null for others.</summary>
    public DateTime? NightOf { get; init; }

    /// <summary>Who asked for it.</summary>
    public Guid? AskedById { get; init; }

    /// <summary>When it began, or began again because the process that made it died.</summary>
    public required DateTime StartedAt { get; set; }

    /// <summary>When it was done; null while it runs.</summary>
    public DateTime? FinishedAt { get; private set; }

    /// <summary>The books added up.</summary>
    public bool IsBalanced { get; private set; }

    /// <summary>How many accounts there were.</summary>
    public int Accounts { get; private set; }

    /// <summary>How many entries.</summary>
    public long Transfers { get; private set; }

    /// <summary>What does not add up, one sentence a line; the first broken entry comes first.</summary>
    public string Findings { get; private set; } = "";

    internal void Finish(AuditReport report, DateTime now) =>
        (FinishedAt, IsBalanced, Accounts, Transfers, Findings) = (now, report.IsBalanced, report.Accounts, report.Transfers, string.Join('\n', report.Findings));
}

internal sealed class BooksCheckMapping : IEntityTypeConfiguration<BooksCheck>
{
    public void Configure(EntityTypeBuilder<BooksCheck> builder)
    {
        builder.ToTable("BooksChecks");
        builder.HasIndex(check => check.NightOf).IsUnique();
        builder.HasIndex(check => new { check.StartedAt, check.Id });
    }
}

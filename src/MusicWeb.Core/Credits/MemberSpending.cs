using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Credits;

/// <summary>What caps count over; both begin at midnight UTC.</summary>
public enum SpendPeriod
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A calendar month.</summary>
    Month,
}

/// <summary>Where periods begin and end.</summary>
public static class SpendPeriods
{
    extension(SpendPeriod period)
    {
        /// <summary>The beginning of the period that a moment is in, in UTC.</summary>
        public DateTime StartOf(DateTime now) => new(now.Year, now.Month, period is SpendPeriod.Day ? now.Day : 1, 0, 0, 0, DateTimeKind.Utc);

        /// <summary>When it starts anew, in UTC.</summary>
        public DateTime EndOf(DateTime now) => period is SpendPeriod.Day ? period.StartOf(now).AddDays(1) : period.StartOf(now).AddMonths(1);
    }
}

/// <summary>What one member made a workspace spend in one period: holds minus those that came back.</summary>
public sealed class MemberSpending
{
    /// <summary>The workspace that pays.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>Who ordered.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Day or month.</summary>
    public required SpendPeriod Period { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>Whole credits. Changed by conditional updates only, in the write that moves the credits.</summary>
    public long Credits { get; private set; }

    /// <summary>When the warning of this period was given; null before.</summary>
    public DateTime? WarnedAt { get; private set; }
}

internal sealed class MemberSpendingMapping : IEntityTypeConfiguration<MemberSpending>
{
    public void Configure(EntityTypeBuilder<MemberSpending> builder)
    {
        builder.ToTable("MemberSpending", table => table.HasCheckConstraint("CK_MemberSpending_Credits", "\"Credits\" >= 0"));
        builder.HasKey(row => new { row.WorkspaceId, row.Period, row.StartsAt, row.UserId });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Core.Credits;

/// <summary>How far a member may spend the credits of a workspace, in whole credits; null means without end.</summary>
/// <param name="SoftDayCredits">Beyond this in a day the member and the admins are warned.</param>
/// <param name="HardDayCredits">Nobody gets beyond this in a day.</param>
/// <param name="SoftMonthCredits">Beyond this in a month the member and the admins are warned.</param>
/// <param name="HardMonthCredits">Nobody gets beyond this in a month.</param>
public sealed record CapTerms(long? SoftDayCredits, long? HardDayCredits, long? SoftMonthCredits, long? HardMonthCredits)
{
    /// <summary>No cap at all.</summary>
    public static CapTerms None { get; } = new(SoftDayCredits: null, HardDayCredits: null, SoftMonthCredits: null, HardMonthCredits: null);

    /// <summary>Beyond this in such a period somebody is warned; null for never.</summary>
    public long? SoftOf(SpendPeriod period) => period is SpendPeriod.Day ? SoftDayCredits : SoftMonthCredits;

    /// <summary>Nobody gets beyond this in such a period; null for no end.</summary>
    public long? HardOf(SpendPeriod period) => period is SpendPeriod.Day ? HardDayCredits : HardMonthCredits;

    /// <summary>As it stands in logs.</summary>
    public override string ToString() => $"day {Text(SoftDayCredits)}/{Text(HardDayCredits)}, month {Text(SoftMonthCredits)}/{Text(HardMonthCredits)}";

    private static string Text(long? credits) => credits is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "-";
}

/// <summary>A row of caps: those of one member, or those of everybody who has none of his own.</summary>
public sealed class MemberCap
{
    /// <summary>The workspace that pays.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The member; the workspace's own id for everybody else.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>See <see cref="CapTerms.SoftDayCredits"/>.</summary>
    public long? SoftDayCredits { get; internal set; }

    /// <summary>See <see cref="CapTerms.HardDayCredits"/>.</summary>
    public long? HardDayCredits { get; internal set; }

    /// <summary>See <see cref="CapTerms.SoftMonthCredits"/>.</summary>
    public long? SoftMonthCredits { get; internal set; }

    /// <summary>See <see cref="CapTerms.HardMonthCredits"/>.</summary>
    public long? HardMonthCredits { get; internal set; }

    /// <summary>All four.</summary>
    public CapTerms Terms => new(SoftDayCredits, HardDayCredits, SoftMonthCredits, HardMonthCredits);
}

internal static class MemberCapQueries
{
    /// <summary>The caps of a member: his own as a whole, else those of everybody, else none.</summary>
    public static async Task<CapTerms> TermsOfAsync(this IQueryable<MemberCap> caps, Guid workspaceId, Guid userId, CancellationToken ct)
    {
        var rows = await caps.AsNoTracking().Where(cap => cap.WorkspaceId == workspaceId && (cap.SubjectId == userId || cap.SubjectId == workspaceId)).ToListAsync(ct);
        return (rows.Find(cap => cap.SubjectId == userId) ?? rows.Find(cap => cap.SubjectId == workspaceId))?.Terms ?? CapTerms.None;
    }
}

internal sealed class MemberCapMapping : IEntityTypeConfiguration<MemberCap>
{
    public void Configure(EntityTypeBuilder<MemberCap> builder)
    {
        builder.ToTable("MemberCaps");
        builder.HasKey(cap => new { cap.WorkspaceId, cap.SubjectId });
        builder.Ignore(cap => cap.Terms);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(cap => cap.WorkspaceId);
    }
}

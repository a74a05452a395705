using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Credits;

/// <summary>A month whose allowance is being given or was given. There is one for every month, also while none is given.</summary>
internal sealed class AllowanceMonth
{
    /// <summary>Its first moment, in UTC.</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>What each workspace gets; 0 when the allowance was off.</summary>
    public required long AmountCredits { get; init; }

    /// <summary>Since when everybody has it.</summary>
    public DateTime? FinishedAt { get; set; }
}

internal sealed class AllowanceMonthMapping : IEntityTypeConfiguration<AllowanceMonth>
{
    public void Configure(EntityTypeBuilder<AllowanceMonth> builder)
    {
        builder.ToTable("AllowanceMonths");
        builder.HasKey(month => month.StartsAt);
    }
}

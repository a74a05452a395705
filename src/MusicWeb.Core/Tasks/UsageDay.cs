using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Tasks;

/// <summary>
/// What ended on a day, by who asked, with which key, where, of whom and for what. Written with each end in the same transaction, so that figures of a
/// year are read from some hundred rows a day instead of from all tasks.
/// </summary>
public sealed class UsageDay
{
    /// <summary>The day of the end, in UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Where.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>Who asked.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The API key that was used; all zeros for the pages.</summary>
    public required Guid ApiKeyId { get; init; }

    /// <summary>Who worked on it.</summary>
    public required string Provider { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Op { get; init; }

    /// <summary>Tasks that yielded something.</summary>
    public int Succeeded { get; init; }

    /// <summary>Tasks that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Tasks that a person stopped.</summary>
    public int Cancelled { get; init; }

    /// <summary>Clips that arrived.</summary>
    public int Songs { get; init; }

    /// <summary>Whole credits that were spent.</summary>
    public long SpentCredits { get; init; }

    /// <summary>Whole credits that were held and returned.</summary>
    public long ReturnedCredits { get; init; }

    /// <summary>Seconds from start to end, of those that succeeded.</summary>
    public long WorkSeconds { get; init; }

    /// <summary>Adds a task that has just ended.</summary>
    /// <param name="db">The database of the write that ended it.</param>
    /// <param name="task">The task, in its final state.</param>
    /// <param name="songs">How many clips it yielded.</param>
    /// <param name="ct">Cancels.</param>
    internal static Task CountAsync(MusicDb db, MusicTask task, int songs, CancellationToken ct)
    {
        var (endedAt, isGood) = (task.FinalizedAt!.Value, task.State is TaskState.Succeeded);
        var workSeconds = isGood && task.StartedAt is { } startedAt ? Math.Max(0, (long)(endedAt - startedAt).TotalSeconds) : 0;
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "UsageDays" ("Day", "WorkspaceId", "UserId", "ApiKeyId", "Provider", "Op", "Succeeded", "Failed", "Cancelled", "Songs", "SpentCredits", "ReturnedCredits", "WorkSeconds")
            VALUES ({DateOnly.FromDateTime(endedAt)}, {task.WorkspaceId}, {task.CreatedById}, {task.ApiKeyId ?? Guid.Empty}, {task.Provider}, {task.Op}, {(isGood ? 1 : 0)},
                {(task.State is TaskState.Failed ? 1 : 0)}, {(task.State is TaskState.Cancelled ? 1 : 0)}, {songs}, {(isGood ? task.PriceCredits : 0)}, {(isGood ? 0 : task.PriceCredits)}, {workSeconds})
            ON CONFLICT ("Day", "WorkspaceId", "UserId", "ApiKeyId", "Provider", "Op") DO UPDATE SET
                "Succeeded" = "UsageDays"."Succeeded" + excluded."Succeeded",
                "Failed" = "UsageDays"."Failed" + excluded."Failed",
                "Cancelled" = "UsageDays"."Cancelled" + excluded."Cancelled",
                "Songs" = "UsageDays"."Songs" + excluded."Songs",
                "SpentCredits" = "UsageDays"."SpentCredits" + excluded."SpentCredits",
                "ReturnedCredits" = "UsageDays"."ReturnedCredits" + excluded."ReturnedCredits",
                "WorkSeconds" = "UsageDays"."WorkSeconds" + excluded."WorkSeconds"
            """,
            ct);
    }
}

internal sealed class UsageDayMapping : IEntityTypeConfiguration<UsageDay>
{
    public void Configure(EntityTypeBuilder<UsageDay> builder)
    {
        builder.ToTable("UsageDays");
        builder.HasKey(row => new { row.Day, row.WorkspaceId, row.UserId, row.ApiKeyId, row.Provider, row.Op });
        builder.Property(row => row.Provider).HasMaxLength(50);
        builder.Property(row => row.Op).HasMaxLength(50);
        builder.HasIndex(row => new { row.UserId, row.Day });
        builder.HasIndex(row => new { row.WorkspaceId, row.Day });
    }
}

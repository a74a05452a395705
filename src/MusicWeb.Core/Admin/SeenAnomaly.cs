using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Admin;

/// <summary>Something odd that an administrator has looked at.</summary>
public sealed class SeenAnomaly
{
    /// <summary>Longest key, in characters.</summary>
    public const int KeyLimit = 150;

    /// <summary>Which; made from what it is about, so that the same oddity is the same row.</summary>
    public required string Key { get; init; }

    /// <summary>When.</summary>
    public required DateTime SeenAt { get; init; }

    /// <summary>By whom.</summary>
    public required Guid SeenById { get; init; }
}

internal sealed class SeenAnomalyMapping : IEntityTypeConfiguration<SeenAnomaly>
{
    public void Configure(EntityTypeBuilder<SeenAnomaly> builder)
    {
        builder.ToTable("SeenAnomalies");
        builder.HasKey(seen => seen.Key);
        builder.Property(seen => seen.Key).HasMaxLength(SeenAnomaly.KeyLimit);
    }
}

/// <summary>The table of this room.</summary>
public static class AdminSets
{
    extension(MusicDb db)
    {
        /// <summary>What administrators have looked at.</summary>
        public DbSet<SeenAnomaly> SeenAnomalies => db.Set<SeenAnomaly>();
    }
}

/// <summary>An administrator says of something odd that it was looked at.</summary>
public sealed class MarkAnomalySeen(WriteQueue writes, FindAnomalies anomalies, TimeProvider time)
{
    /// <summary>Marks it; again changes nothing.</summary>
    /// <returns>Its key; <c>not_found</c> when there is no such anomaly now, or for who is no administrator.</returns>
    public async Task<Result<string>> RunAsync(Actor actor, string key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var found = await anomalies.RunAsync(actor, ct);
        if (!found.IsOk) return found.Error;
        if (found.Value.FirstOrDefault(anomaly => anomaly.Key == key) is not { } anomaly) return Error.NotFound;
        return await writes.RunAsync<string>(
            async db =>
            {
                if (await db.SeenAnomalies.AnyAsync(seen => seen.Key == key, ct)) return key;
                var now = time.GetUtcNow();
                db.SeenAnomalies.Add(new SeenAnomaly { Key = key, SeenAt = now.UtcDateTime, SeenById = actor.UserId });
                db.Audit(actor, "anomaly.seen", anomaly.Key, anomaly.ApiKeyId ?? anomaly.UserId, now, after: $"{anomaly.Kind}: {anomaly.Amount}, usually {anomaly.Usual}{(anomaly.Text is null ? null : $", {anomaly.Text}")}");
                return key;
            },
            ct);
    }
}

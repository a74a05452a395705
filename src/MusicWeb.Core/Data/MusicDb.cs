using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Core.Data;

/// <summary>
/// The database, whichever it is. Each room maps its own entities and offers its sets as extension properties; this class only
/// knows the conventions that hold for all of them.
/// </summary>
public abstract class MusicDb(DbContextOptions options) : IdentityUserContext<User, Guid>(options)
{
    private const string RevisionName = "Revision";
    private readonly List<Announcement> _announcements = [];

    /// <summary>Says that something changed; <see cref="WriteQueue"/> passes it on after the commit, and drops it when there is none.</summary>
    /// <param name="topic">Who may care, for example <c>workspace:{id}</c>.</param>
    /// <param name="kind">What changed: task, clip, credits.</param>
    /// <param name="id">The changed thing.</param>
    public void Announce(string topic, string kind, Guid id) => _announcements.Add(new Announcement(topic, kind, id));

    internal IReadOnlyList<Announcement> Announcements => [.. _announcements];

    internal void ForgetAnnouncements() => _announcements.Clear();

    /// <summary>The first command that failed here, even if somebody caught its exception.</summary>
    internal Exception? Fault { get; set; }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseRevisions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseRevisions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        if (builder.Model.FindEntityType(typeof(IdentityUserPasskey<Guid>)) is null)
        {
            throw new InvalidOperationException("This context was built without the product's services, so Identity left out its newer tables. Take it from the factory of AddMusicCore.");
        }

        builder.ApplyConfigurationsFromAssembly(typeof(MusicDb).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.FindProperty(RevisionName) is { } revision) revision.IsConcurrencyToken = true;
        }
    }

    // Two writers that meet at a row see each other by its revision, on both databases alike.
    private void RaiseRevisions()
    {
        foreach (var entry in ChangeTracker.Entries().Where(entry => entry.State is EntityState.Modified && entry.Metadata.FindProperty(RevisionName) is not null))
        {
            var revision = entry.Property(RevisionName);
            revision.CurrentValue = (int)revision.OriginalValue! + 1;
        }
    }

    // Npgsql takes UTC only, SQLite gives the kind back as Unspecified. PostgreSQL keeps microseconds, so SQLite shall too: a cursor
    // made on one must mean the same on the other.
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        time => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)),
        time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}

/// <summary>Something that changed, by id only: whoever cares reads it again.</summary>
/// <param name="Topic">Who may care, for example <c>workspace:{id}</c>.</param>
/// <param name="Kind">What changed: task, clip, credits, persona.</param>
/// <param name="Id">The changed thing.</param>
public sealed record Announcement(string Topic, string Kind, Guid Id);

/// <summary>The embedded database; exists to carry its migrations.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : MusicDb(options);

/// <summary>The database server; exists to carry its migrations.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : MusicDb(options);

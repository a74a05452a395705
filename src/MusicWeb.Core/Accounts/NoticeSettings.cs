using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>How a person wants to be told of things. The row is opened with the account.</summary>
public sealed class NoticeSettings
{
    /// <summary>Credits below which one is told, unless one chose otherwise: the price of a song.</summary>
    public const long DefaultLowCredits = 15;

    /// <summary>Highest threshold, in credits.</summary>
    public const long MaxLowCredits = 1_000_000;

    /// <summary>The person.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Told when fewer credits than this are available; 0 for never.</summary>
    public long LowCredits { get; init; } = DefaultLowCredits;

    /// <summary>Was told of low credits, and they have not been refilled since.</summary>
    public bool IsToldOfLowCredits { get; init; }

    /// <summary>Low credits are also told by mail.</summary>
    public bool MailsLowCredits { get; init; } = true;

    /// <summary>A song that is done or failed is also shown by the desktop, where the browser was allowed to.</summary>
    public bool ShowsDesktop { get; init; }

    /// <summary>A song that is done or failed is also heard.</summary>
    public bool PlaysSound { get; init; }
}

internal sealed class NoticeSettingsMapping : IEntityTypeConfiguration<NoticeSettings>
{
    public void Configure(EntityTypeBuilder<NoticeSettings> builder)
    {
        builder.ToTable("NoticeSettings");
        builder.HasKey(settings => settings.UserId);
        builder.HasOne<User>().WithMany().HasForeignKey(settings => settings.UserId);
    }
}

/// <summary>Opens a new account's notice settings.</summary>
internal static class OpenNotices
{
    /// <summary>An <see cref="AccountStep"/>.</summary>
    public static async Task RunAsync(MusicDb db, Guid userId, CancellationToken ct)
    {
        if (!await db.NoticeSettings.AnyAsync(settings => settings.UserId == userId, ct)) db.NoticeSettings.Add(new NoticeSettings { UserId = userId });
    }
}

/// <summary>Reads how a person wants to be told.</summary>
public sealed class FindNoticeSettings(IDbContextFactory<MusicDb> databases)
{
    /// <summary>The settings; the defaults where nothing was chosen.</summary>
    public async Task<NoticeSettings> RunAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.NoticeSettings.AsNoTracking().SingleOrDefaultAsync(settings => settings.UserId == userId, ct) ?? new NoticeSettings { UserId = userId };
    }
}

/// <summary>Changes how a person is told.</summary>
public sealed class SaveNoticeSettings(WriteQueue writes)
{
    /// <summary>Saves the person's own choice.</summary>
    /// <param name="userId">The person, as the door found out.</param>
    /// <param name="choice">What was chosen; its person and what it remembers of low credits are not taken from it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<bool>> RunAsync(Guid userId, NoticeSettings choice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (choice.LowCredits is < 0 or > NoticeSettings.MaxLowCredits)
            return new Error("invalid_threshold", "Choose a number of credits between 0 and {0}.", NoticeSettings.MaxLowCredits) { Field = nameof(choice.LowCredits) };
        return await writes.RunAsync<bool>(async db =>
        {
            var saved = await db.NoticeSettings.Where(settings => settings.UserId == userId).ExecuteUpdateAsync(
                set => set
                    .SetProperty(settings => settings.LowCredits, choice.LowCredits)
                    .SetProperty(settings => settings.MailsLowCredits, choice.MailsLowCredits)
                    .SetProperty(settings => settings.ShowsDesktop, choice.ShowsDesktop)
                    .SetProperty(settings => settings.PlaysSound, choice.PlaysSound),
                ct);
            if (saved == 0) return Error.NotFound;
            db.Announce(NoticeBook.TopicOf(userId), LiveKinds.Account, userId);
            return true;
        }, ct);
    }
}

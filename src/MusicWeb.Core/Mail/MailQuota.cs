using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Mail;

/// <summary>Keeps strangers from flooding a mailbox through our forms.</summary>
public sealed class MailQuota(IDbContextFactory<MusicDb> databases, TimeProvider time)
{
    /// <summary>Most messages to one address in an hour.</summary>
    public const int PerHour = 8;

    /// <summary>Whether an address may be sent one more.</summary>
    public async Task<bool> AllowsAsync(string to, CancellationToken ct)
    {
        var since = time.GetUtcNow().UtcDateTime.AddHours(-1);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.OutgoingMails.CountAsync(mail => mail.To == to && mail.CreatedAt > since, ct) < PerHour;
    }
}

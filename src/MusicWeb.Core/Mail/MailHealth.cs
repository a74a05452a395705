using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Mail;

/// <summary>How mail fares, for those who run the site.</summary>
/// <param name="IsConfigured">A mail server is set; otherwise messages become files.</param>
/// <param name="Folder">Where those files are.</param>
/// <param name="Waiting">Messages that have not been sent yet.</param>
/// <param name="Failed">Messages that were given up during the last 30 days.</param>
/// <param name="Written">Messages that were sent, or became files, during the last 30 days.</param>
/// <param name="LastError">What the newest failed try said, or null.</param>
public sealed record MailState(bool IsConfigured, string Folder, int Waiting, int Failed, int Written, string? LastError);

/// <summary>Tells those who run the site whether messages reach anybody.</summary>
public sealed class MailHealth(IDbContextFactory<MusicDb> databases, IOptions<MailOptions> mail, IOptions<DataOptions> data)
{
    /// <summary>Whether a mail server is set.</summary>
    public bool IsConfigured => mail.Value.IsConfigured;

    /// <summary>Reads how it stands.</summary>
    public async Task<MailState> RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var mails = db.OutgoingMails;
        return new MailState(
            mail.Value.IsConfigured,
            data.Value.OutboxDirectory,
            await mails.CountAsync(row => row.SentAt == null && row.FailedAt == null, ct),
            await mails.CountAsync(row => row.FailedAt != null, ct),
            await mails.CountAsync(row => row.SentAt != null, ct),
            await mails.Where(row => row.Error != null).OrderByDescending(row => row.CreatedAt).Select(row => row.Error).FirstOrDefaultAsync(ct));
    }
}

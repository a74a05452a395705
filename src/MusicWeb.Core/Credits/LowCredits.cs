using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;

namespace MusicWeb.Core.Credits;

/// <summary>Tells a person once that credits run out, and again only after they were refilled.</summary>
internal static class LowCredits
{
    /// <summary>Looks at what an account can spend after an entry; only a person's own account, which has the person's id, has somebody to tell.</summary>
    /// <param name="db">The database of the write.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="available">What it can spend now.</param>
    /// <param name="now">The moment of the entry.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task FollowAsync(MusicDb db, Guid accountId, long available, DateTimeOffset now, CancellationToken ct)
    {
        var settings = db.NoticeSettings.AsNoTracking().Where(settings => settings.UserId == accountId);
        if (await settings.SingleOrDefaultAsync(ct) is not { } wish) return;
        var isLow = available < wish.LowCredits;
        if (isLow == wish.IsToldOfLowCredits) return;
        // Of two entries at once one turns the flag.
        var turned = await settings.Where(row => row.IsToldOfLowCredits != isLow).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsToldOfLowCredits, isLow), ct);
        if (!isLow || turned == 0) return;

        var left = available.ToString("N0", CultureInfo.InvariantCulture);
        db.Notify(accountId, NoticeKind.CreditsLow, now, "/w/me/credits", "You have {0} credits left.", left);
        if (wish.MailsLowCredits && await db.Users.Where(user => user.Id == accountId).Select(user => user.Email).SingleOrDefaultAsync(ct) is { Length: > 0 } email)
        {
            db.Mail(
                email, "Your MusicWeb credits are running low",
                $"You have {left} credits left, and you asked to be told below {wish.LowCredits.ToString("N0", CultureInfo.InvariantCulture)}.\n\nYour statement is on the Credits page. When you are told, and whether by mail, is set on the page Settings.", now);
        }
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Mail;

namespace MusicWeb.Core.Accounts;

/// <summary>Tells a person that something about the account's safety changed, on the site and by mail: whoever did not do it must hear of it.</summary>
public static class SecurityNews
{
    /// <summary>Adds a notice and a message; both are saved with the change they tell of.</summary>
    /// <param name="db">The database of the write.</param>
    /// <param name="userId">Whose account.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="text">English sentence with <c>{0}</c> for each argument; also the key of its translation.</param>
    /// <param name="arguments">Names and addresses. Never a secret.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WarnAsync(this MusicDb db, Guid userId, DateTimeOffset now, string text, string[] arguments, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Notify(userId, NoticeKind.Security, now, "/settings", text, arguments);
        db.Announce(NoticeBook.TopicOf(userId), LiveKinds.Account, userId);
        if (await db.Users.Where(user => user.Id == userId).Select(user => user.Email).SingleOrDefaultAsync(ct) is not { Length: > 0 } email) return;
        var sentence = string.Format(CultureInfo.InvariantCulture, text, [.. arguments]);
        db.Mail(
            email, $"MusicWeb: {sentence}",
            $"{sentence}\n\nThis happened on {now.UtcDateTime:yyyy-MM-dd} at {now.UtcDateTime:HH:mm} UTC. If it was you, all is well.\n\nIf it was not, sign in, choose a new password on the page Settings and sign out everywhere. If you cannot sign in any more, ask for a new password on the sign-in page, or ask whoever runs the site.", now);
    }
}

/// <summary>
/// Security news about what Identity saves: the rows go into the context that its stores save, so they are committed with the change
/// or not at all.
/// </summary>
public sealed class AccountNews(MusicDb db, WriteQueue writes, TimeProvider time)
{
    /// <summary>Adds news to the save that follows.</summary>
    /// <param name="userId">Whose account.</param>
    /// <param name="text">As in <see cref="SecurityNews.WarnAsync"/>.</param>
    /// <param name="arguments">Names and addresses. Never a secret.</param>
    /// <param name="ct">Cancels.</param>
    public Task AddAsync(Guid userId, string text, string[] arguments, CancellationToken ct) => db.WarnAsync(userId, time.GetUtcNow(), text, arguments, ct);

    /// <summary>Adds a message to the save that follows, for an address that is not the account's yet, or not any more.</summary>
    public void AddMail(string to, string subject, string body) => db.Mail(to, subject, body, time.GetUtcNow());

    /// <summary>Saves what was added where Identity has nothing to save.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        Spread();
    }

    /// <summary>Tells open pages and the outbox, after the save.</summary>
    public void Spread() => writes.Spread(db);
}

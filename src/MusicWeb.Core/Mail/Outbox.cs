using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Mail;

/// <summary>Where messages are put.</summary>
public static class Outbox
{
    internal const string Topic = "mail";

    extension(MusicDb db)
    {
        /// <summary>All messages.</summary>
        public DbSet<OutgoingMail> OutgoingMails => db.Set<OutgoingMail>();

        /// <summary>Adds a message to what is to be sent; it goes out after the commit of the change it tells of, and never without it.</summary>
        /// <param name="to">The address of the one who gets it.</param>
        /// <param name="subject">A single line; line ends become blanks.</param>
        /// <param name="body">Plain text.</param>
        /// <param name="now">The moment of the change.</param>
        public void Mail(string to, string subject, string body, DateTimeOffset now)
        {
            ArgumentException.ThrowIfNullOrEmpty(to);
            ArgumentNullException.ThrowIfNull(subject);
            var id = Guid.CreateVersion7(now);
            db.OutgoingMails.Add(new OutgoingMail
            {
                Id = id,
                To = to,
                Subject = OneLine(subject),
                Body = body,
                CreatedAt = now.UtcDateTime,
                DueAt = now.UtcDateTime,
            });
            db.Announce(Topic, LiveKinds.Mail, id);
        }
    }

    // A line end in a subject would start a header of its own. A character of two units is not cut in half.
    private static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        if (line.Length <= OutgoingMail.SubjectLimit) return line;
        return line[..(char.IsHighSurrogate(line[OutgoingMail.SubjectLimit - 1]) ? OutgoingMail.SubjectLimit - 1 : OutgoingMail.SubjectLimit)];
    }
}

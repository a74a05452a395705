using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>Tells people what they should know.</summary>
public static class NoticeBook
{
    private const int ArgumentLimit = 200;

    /// <summary>Adds a notice; it is saved with the change it tells of, and the bell of every page the person has open rings after the commit.</summary>
    /// <param name="db">The database of the write.</param>
    /// <param name="userId">Who is told.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="link">Where to look, a path on this site; null when there is nothing to see.</param>
    /// <param name="text">English sentence with <c>{0}</c> for each argument; also the key of its translation.</param>
    /// <param name="arguments">Names, titles and numbers; long ones are cut. Never a secret.</param>
    public static void Notify(this MusicDb db, Guid userId, NoticeKind kind, DateTimeOffset now, string? link, string text, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentException.ThrowIfNullOrEmpty(text);
        var id = Guid.CreateVersion7(now);
        db.Notices.Add(new Notice
        {
            Id = id,
            UserId = userId,
            Kind = kind,
            Text = text,
            Arguments = [.. arguments.Select(Cut)],
            Link = link,
            CreatedAt = now.UtcDateTime,
        });
        db.Announce(TopicOf(userId), LiveKinds.Notices, id);
    }

    /// <summary>What a person's pages listen to.</summary>
    public static string TopicOf(Guid userId) => $"user:{userId}";

    private static string Cut(string text) => text.Length <= ArgumentLimit ? text
        : text[..(char.IsHighSurrogate(text[ArgumentLimit - 2]) ? ArgumentLimit - 2 : ArgumentLimit - 1)] + "…";
}

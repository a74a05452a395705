using System.Text;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Live;

/// <summary>
/// How announcements travel in a NOTIFY: the sender's id, then a line for each. A payload must stay below PostgreSQL's 8,000 bytes,
/// so a large batch becomes several. A payload without lines asks the receivers to read everything again.
/// </summary>
internal static class LivePayload
{
    internal const int MaxBytes = 7_999;

    internal static IEnumerable<string> Write(Guid sender, IReadOnlyCollection<Announcement> announcements)
    {
        var payload = new StringBuilder(sender.ToString("N"));
        var sizeBytes = payload.Length;
        foreach (var announcement in announcements)
        {
            var line = $"\n{announcement.Topic}\t{announcement.Kind}\t{announcement.Id:N}";
            var lineBytes = Encoding.UTF8.GetByteCount(line);
            if (sizeBytes + lineBytes > MaxBytes)
            {
                yield return payload.ToString();
                sizeBytes = payload.Clear().Append(sender.ToString("N")).Length;
            }

            payload.Append(line);
            sizeBytes += lineBytes;
        }

        yield return payload.ToString();
    }

    // Null when it was not written by this program: anybody who may connect may notify.
    internal static (Guid Sender, IReadOnlyList<Announcement> Announcements)? Read(string payload)
    {
        var lines = payload.Split('\n');
        if (!Guid.TryParseExact(lines[0], "N", out var sender)) return null;
        var announcements = new List<Announcement>(lines.Length - 1);
        foreach (var line in lines.AsSpan(1))
        {
            if (line.Split('\t') is not [var topic, var kind, var id] || !Guid.TryParseExact(id, "N", out var parsed)) return null;
            announcements.Add(new Announcement(topic, kind, parsed));
        }

        return (sender, announcements);
    }
}

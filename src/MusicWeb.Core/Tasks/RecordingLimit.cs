using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Media;

namespace MusicWeb.Core.Tasks;

/// <summary>
/// How many recordings a person may add, and how many at the same time. Those that were added are counted from the audit log, which
/// forgets nothing, whatever became of the songs since.
/// </summary>
internal sealed class RecordingLimit(IOptions<MediaOptions> options)
{
    private const int MostAtOnce = 3;
    private static readonly TimeSpan _window = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<Guid, int> _running = new();

    /// <summary>What somebody hears who sends more at the same time than he may.</summary>
    public static Error Busy { get; } = new("too_many_recordings", "{0} of your recordings are on their way. Wait until one of them is there.", MostAtOnce);

    /// <summary>Null when the actor may add one now; otherwise <c>too_many_recordings</c> with the time to wait.</summary>
    public async Task<Error?> RefuseAsync(MusicDb db, Actor actor, DateTime now, CancellationToken ct)
    {
        var (userId, since, most) = (actor.UserId, now - _window, options.Value.RecordingsPerHour);
        // The one that has to leave the window before another may enter it.
        var first = await db.AuditEvents.Where(row => row.ActorId == userId && row.CreatedAt > since && row.Action == AddRecording.Added)
            .OrderByDescending(row => row.CreatedAt).Select(row => (DateTime?)row.CreatedAt).Skip(most - 1).FirstOrDefaultAsync(ct);
        if (first is not { } oldest) return null;
        var wait = oldest + _window - now;
        return new Error("too_many_recordings", "You may add {0} recordings an hour. Wait {1} minutes.", most, (int)Math.Ceiling(wait.TotalMinutes)) { RetryAfter = wait };
    }

    /// <summary>Lets a person send one more at this moment, until the place is given back; null when he sends enough already.</summary>
    public IDisposable? Enter(Guid userId)
    {
        if (_running.AddOrUpdate(userId, 1, (_, count) => count + 1) <= MostAtOnce) return new Place(this, userId);
        Leave(userId);
        return null;
    }

    private void Leave(Guid userId)
    {
        // Who has none is forgotten, unless he begins another at this moment.
        if (_running.AddOrUpdate(userId, 0, (_, count) => count - 1) == 0) _running.TryRemove(new KeyValuePair<Guid, int>(userId, 0));
    }

    private sealed class Place(RecordingLimit limit, Guid userId) : IDisposable
    {
        public void Dispose() => limit.Leave(userId);
    }
}

using MusicWeb.Core.Data;

namespace MusicWeb.Core.Live;

/// <summary>Tells circuits, and the worker, that something changed. Best effort: it carries ids, and whoever listens reads again.</summary>
public interface ILiveBus
{
    /// <summary>The topic of all announcements, for who looks at the installation as a whole.</summary>
    const string Everything = "*";

    /// <summary>Listens to a topic until the answer is disposed. The handler must return at once and must not throw.</summary>
    /// <param name="topic">For example <c>workspace:{id}</c> or <c>user:{id}</c>.</param>
    /// <param name="handler">Gets each announcement of the topic, and one of kind <see cref="LiveKinds.Resync"/> after announcements may have been lost.</param>
    IDisposable Subscribe(string topic, Action<Announcement> handler);

    /// <summary>Listens to every topic: the worker's ear.</summary>
    IDisposable SubscribeAll(Action<Announcement> handler);

    /// <summary>How many announcements this process has heard of. Kept before a reading, it tells what happened since: see <see cref="Since"/>.</summary>
    long Position { get; }

    /// <summary>
    /// What was announced after a position, oldest first; one of kind <see cref="LiveKinds.Resync"/> when that is no longer known.
    /// Whoever subscribes first and asks then misses nothing that happened between its reading and its listening.
    /// </summary>
    /// <param name="position">A <see cref="Position"/> of this process.</param>
    /// <param name="topic">As in <see cref="Subscribe"/>.</param>
    IReadOnlyList<Announcement> Since(long position, string topic);

    /// <summary>Spreads announcements to everybody who listens, in this process and in others on the same database.</summary>
    void Publish(IReadOnlyList<Announcement> announcements);
}

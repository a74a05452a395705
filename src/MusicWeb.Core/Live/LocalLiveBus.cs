using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Live;

/// <summary>The bus within one process; also the local end of <see cref="PostgresLiveBus"/>.</summary>
public sealed class LocalLiveBus(ILogger<LocalLiveBus> log) : ILiveBus
{
    private const int Remembered = 2_048;
    private readonly Lock _gate = new();
    private readonly Queue<Announcement> _recent = new();
    private long _position;
    private readonly ConcurrentDictionary<string, ImmutableArray<Action<Announcement>>> _handlers = new();

    /// <inheritdoc/>
    public IDisposable Subscribe(string topic, Action<Announcement> handler)
    {
        _handlers.AddOrUpdate(topic, [handler], (_, handlers) => handlers.Add(handler));
        return new Subscription(this, topic, handler);
    }

    /// <inheritdoc/>
    public IDisposable SubscribeAll(Action<Announcement> handler) => Subscribe(ILiveBus.Everything, handler);

    /// <inheritdoc/>
    public long Position
    {
        get
        {
            lock (_gate) return _position;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Announcement> Since(long position, string topic)
    {
        lock (_gate)
        {
            var missed = _position - position;
            if (missed > _recent.Count) return [new Announcement(topic, LiveKinds.Resync, Guid.Empty)];
            return [.. _recent.Skip(_recent.Count - (int)missed).Where(announcement => topic == ILiveBus.Everything || announcement.Topic == topic)];
        }
    }

    /// <inheritdoc/>
    public void Publish(IReadOnlyList<Announcement> announcements)
    {
        ArgumentNullException.ThrowIfNull(announcements);
        foreach (var announcement in announcements)
        {
            Remember(announcement);
            Tell(announcement.Topic, announcement);
            Tell(ILiveBus.Everything, announcement);
        }
    }

    /// <summary>Tells every listener that announcements may have been lost.</summary>
    public void Resync()
    {
        lock (_gate)
        {
            // Every position kept so far is now too old to be answered.
            _recent.Clear();
            _position++;
        }

        foreach (var topic in _handlers.Keys) Tell(topic, new Announcement(topic, LiveKinds.Resync, Guid.Empty));
    }

    private void Remember(Announcement announcement)
    {
        lock (_gate)
        {
            _position++;
            _recent.Enqueue(announcement);
            if (_recent.Count > Remembered) _recent.Dequeue();
        }
    }

    private void Tell(string topic, Announcement announcement)
    {
        if (!_handlers.TryGetValue(topic, out var handlers)) return;
        foreach (var handler in handlers)
        {
            try
            {
                handler(announcement);
            }
            catch (Exception fault)
            {
                // One page that fails, perhaps on its way out, must not cost the others their news.
                log.LogError(fault, "A listener to {Topic} failed", topic);
            }
        }
    }

    private void Remove(string topic, Action<Announcement> handler)
    {
        while (_handlers.TryGetValue(topic, out var handlers))
        {
            var rest = handlers.Remove(handler);
            if (rest.IsEmpty ? _handlers.TryRemove(new(topic, handlers)) : _handlers.TryUpdate(topic, rest, handlers)) return;
        }
    }

    private sealed class Subscription(LocalLiveBus bus, string topic, Action<Announcement> handler) : IDisposable
    {
        private bool _isOver;

        // A second Dispose must not take the same handler's other subscription away.
        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _isOver, true)) bus.Remove(topic, handler);
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Live;

/// <summary>The bus within one process; also the local end of <see cref="PostgresLiveBus"/>.</summary>
public sealed class LocalLiveBus(TimeProvider time, ILogger<LocalLiveBus> log) : ILiveBus
{
    private const string Everything = "*";
    private const int MostRemembered = 5_000;
    private static readonly TimeSpan _memory = TimeSpan.FromSeconds(10);
    private readonly ConcurrentQueue<(long At, Announcement What)> _recent = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<Action<Announcement>>> _handlers = new();

    /// <inheritdoc/>
    public IDisposable Subscribe(string topic, Action<Announcement> handler)
    {
        _handlers.AddOrUpdate(topic, [handler], (_, handlers) => handlers.Add(handler));
        return new Subscription(this, topic, handler);
    }

    /// <inheritdoc/>
    public IDisposable SubscribeAll(Action<Announcement> handler) => Subscribe(Everything, handler);

    /// <inheritdoc/>
    public void Publish(IReadOnlyList<Announcement> announcements)
    {
        ArgumentNullException.ThrowIfNull(announcements);
        foreach (var announcement in announcements)
        {
            // Before it is told: who begins to listen at this moment gets it by one way or the other.
            Remember(announcement);
            Tell(announcement.Topic, announcement);
            Tell(Everything, announcement);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Announcement> Recent(string topic) =>
        [.. _recent.Where(told => told.What.Topic == topic && time.GetElapsedTime(told.At) <= _memory).Select(told => told.What).Distinct()];

    /// <summary>Tells every listener that announcements may have been lost.</summary>
    public void Resync()
    {
        foreach (var topic in _handlers.Keys) Tell(topic, new Announcement(topic, LiveKinds.Resync, Guid.Empty));
    }

    private void Remember(Announcement announcement)
    {
        _recent.Enqueue((time.GetTimestamp(), announcement));
        while (_recent.TryPeek(out var oldest) && (_recent.Count > MostRemembered || time.GetElapsedTime(oldest.At) > _memory)) _recent.TryDequeue(out _);
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

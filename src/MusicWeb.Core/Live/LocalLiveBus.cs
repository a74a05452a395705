using System.Collections.Concurrent;
using System.Collections.Immutable;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Live;

/// <summary>The bus within one process; also the local end of <c>PostgresLiveBus</c>.</summary>
public sealed class LocalLiveBus : ILiveBus
{
    private const string Everything = "*";
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
            Tell(announcement.Topic, announcement);
            Tell(Everything, announcement);
        }
    }

    /// <summary>Tells every listener that announcements may have been lost.</summary>
    public void Resync()
    {
        foreach (var topic in _handlers.Keys) Tell(topic, new Announcement(topic, LiveKinds.Resync, Guid.Empty));
    }

    private void Tell(string topic, Announcement announcement)
    {
        if (!_handlers.TryGetValue(topic, out var handlers)) return;
        foreach (var handler in handlers) handler(announcement);
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
        public void Dispose() => bus.Remove(topic, handler);
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace MusicWeb.Ui;

/// <summary>
/// Hands what a page read while it was drawn as HTML over to its circuit. Without it the circuit would read everything a second
/// time, and the page would blink while it does. The values stay in memory here; only a name travels with the page.
/// </summary>
public sealed class Prerendered(PersistentComponentState page, PrerenderedShelf shelf) : IDisposable
{
    private const string Name = "prerendered";
    private readonly ConcurrentDictionary<string, object?> _values = new();
    private PersistingComponentStateSubscription? _subscription;
    private bool _isTaken;

    /// <summary>Reads a value, or takes what the HTML of this page was drawn with; then the answer is there at once.</summary>
    /// <param name="isInteractive">The component's <see cref="RendererInfo.IsInteractive"/>.</param>
    /// <param name="key">Which value; unique within a page.</param>
    /// <param name="read">Reads it.</param>
    public async Task<T> ReadAsync<T>(bool isInteractive, string key, Func<Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (isInteractive)
        {
            TakeOnce();
            return _values.TryRemove(key, out var kept) && kept is T value ? value : await read();
        }

        _subscription ??= page.RegisterOnPersisting(Keep, RenderMode.InteractiveServer);
        var fresh = await read();
        _values[key] = fresh;
        return fresh;
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription?.Dispose();

    private void TakeOnce()
    {
        if (_isTaken) return;
        _isTaken = true;
        if (!page.TryTakeFromJson<Guid>(Name, out var id) || shelf.Take(id) is not { } values) return;
        foreach (var (key, value) in values) _values[key] = value;
    }

    private Task Keep()
    {
        page.PersistAsJson(Name, shelf.Put(_values));
        return Task.CompletedTask;
    }
}

/// <summary>Where values wait between a page's HTML and its circuit: for half a minute, for a few hundred pages.</summary>
public sealed class PrerenderedShelf(TimeProvider time)
{
    private const int Most = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, (IReadOnlyDictionary<string, object?> Values, DateTimeOffset At)> _pages = new();

    internal Guid Put(IReadOnlyDictionary<string, object?> values)
    {
        var now = time.GetUtcNow();
        foreach (var (old, kept) in _pages)
            if (now - kept.At > Kept) _pages.TryRemove(old, out _);
        var id = Guid.CreateVersion7(now);
        // When it is full the page simply reads again.
        if (_pages.Count < Most) _pages[id] = (values, now);
        return id;
    }

    internal IReadOnlyDictionary<string, object?>? Take(Guid id) =>
        _pages.TryRemove(id, out var kept) && time.GetUtcNow() - kept.At <= Kept ? kept.Values : null;
}

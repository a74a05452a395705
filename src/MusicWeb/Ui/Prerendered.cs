using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MusicWeb.Core.Live;

namespace MusicWeb.Ui;

/// <summary>
/// Hands what a page read while it was drawn as HTML over to its circuit. Without it the circuit would read everything a second
/// time, and the page would blink while it does. The values stay in memory here; only a name travels with the page.
/// </summary>
public sealed class Prerendered(PersistentComponentState page, PrerenderedShelf shelf, NavigationManager navigation, ILiveBus bus) : IDisposable
{
    private const string Name = "prerendered";
    private readonly ConcurrentDictionary<string, object?> _values = new();
    private PersistingComponentStateSubscription? _subscription;
    private bool _isTaken;
    private string? _address;

    /// <summary>The live bus's position before this page read its first value; whoever begins to listen asks what happened since. Null before that.</summary>
    public long? ReadAt { get; private set; }

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
            if (_values.TryRemove(key, out var kept) && kept is T value) return value;
            MarkOnce();
            return await read();
        }

        _subscription ??= page.RegisterOnPersisting(Keep, RenderMode.InteractiveServer);
        MarkOnce();
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
        if (!page.TryTakeFromJson<Guid>(Name, out var id) || shelf.Take(id) is not { } kept) return;
        foreach (var (key, value) in kept.Values) _values[key] = value;
        (ReadAt, _address) = (kept.ReadAt, navigation.Uri);
    }

    // The components of a page read one after the other, and the first of them counts; the next page begins anew.
    private void MarkOnce()
    {
        if (_address == navigation.Uri) return;
        (ReadAt, _address) = (bus.Position, navigation.Uri);
    }

    private Task Keep()
    {
        page.PersistAsJson(Name, shelf.Put(new PrerenderedPage(_values, ReadAt)));
        return Task.CompletedTask;
    }
}

/// <summary>Where values wait between a page's HTML and its circuit: for half a minute, for a few hundred pages.</summary>
public sealed class PrerenderedShelf(TimeProvider time)
{
    private const int Most = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, (PrerenderedPage Page, DateTimeOffset At)> _pages = new();

    internal Guid Put(PrerenderedPage page)
    {
        var now = time.GetUtcNow();
        foreach (var (old, kept) in _pages)
            if (now - kept.At > Kept) _pages.TryRemove(old, out _);
        var id = Guid.CreateVersion7(now);
        // When it is full the page simply reads again.
        if (_pages.Count < Most) _pages[id] = (page, now);
        return id;
    }

    internal PrerenderedPage? Take(Guid id) =>
        _pages.TryRemove(id, out var kept) && time.GetUtcNow() - kept.At <= Kept ? kept.Page : null;
}

/// <summary>What a page's HTML was drawn with, and the live bus's position before that was read.</summary>
internal sealed record PrerenderedPage(IReadOnlyDictionary<string, object?> Values, long? ReadAt);

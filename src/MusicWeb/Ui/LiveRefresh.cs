using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;

namespace MusicWeb.Ui;

/// <summary>
/// Draws nothing and listens: tells a component that something of its topic changed, at most four times a second, so that it reads
/// again. Listens once the page is interactive, and stops when it goes. What happened between the page's reading and its listening is
/// made good.
/// </summary>
public sealed class LiveRefresh(ILiveBus bus, Prerendered prerendered, TimeProvider time) : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private readonly List<Announcement> _waiting = [];
    private IDisposable? _subscription;
    private ITimer? _timer;
    private long _toldAt;
    private bool _isDue;
    private bool _isCatchingUp;
    private bool _isDisposed;

    /// <summary>What to listen to, for example <c>workspace:{id}</c>; does not change.</summary>
    [Parameter, EditorRequired]
    public string Topic { get; set; } = "";

    /// <summary>The kinds that matter here; a resync always does.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Kinds { get; set; } = [];

    /// <summary>Reads again. Gets what was announced since the last time, without doubles.</summary>
    [Parameter, EditorRequired]
    public EventCallback<IReadOnlyList<Announcement>> OnChange { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }

        _subscription?.Dispose();
    }

    private long LongAgo => time.GetTimestamp() - time.TimestampFrequency;

    /// <inheritdoc/>
    protected override bool ShouldRender() => false;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || !RendererInfo.IsInteractive) return;
        _toldAt = LongAgo;
        _subscription = bus.Subscribe(Topic, Hear);
        if (prerendered.ReadAt is not { } readAt) return;
        _isCatchingUp = true;
        foreach (var missed in bus.Since(readAt, Topic)) Hear(missed);
    }

    // Runs on the announcer's thread: notes it down and returns.
    private void Hear(Announcement announcement)
    {
        if (announcement.Kind != LiveKinds.Resync && !Kinds.Contains(announcement.Kind)) return;
        lock (_gate)
        {
            if (_isDisposed) return;
            if (!_waiting.Contains(announcement)) _waiting.Add(announcement);
            if (_isDue) return;
            _isDue = true;
            var left = Pause - time.GetElapsedTime(_toldAt);
            _timer?.Dispose();
            _timer = time.CreateTimer(_ => _ = InvokeAsync(TellAsync), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task TellAsync()
    {
        IReadOnlyList<Announcement> changes;
        lock (_gate)
        {
            if (_isDisposed) return;
            changes = [.. _waiting];
            _waiting.Clear();
        }

        try
        {
            await OnChange.InvokeAsync(changes);
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
        finally
        {
            // What is announced while the component reads waits for the next turn, so readings never overlap.
            lock (_gate)
            {
                // Catching up belongs to the first reading: what is announced after it is told at once.
                _toldAt = _isCatchingUp ? LongAgo : time.GetTimestamp();
                _isDue = _isCatchingUp = false;
                if (_waiting.Count > 0 && !_isDisposed)
                {
                    _isDue = true;
                    _timer?.Dispose();
                    _timer = time.CreateTimer(_ => _ = InvokeAsync(TellAsync), null, Pause, Timeout.InfiniteTimeSpan);
                }
            }
        }
    }
}

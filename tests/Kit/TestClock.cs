namespace Kit;

/// <summary>Time that stands still until a test moves it; timers fire, in order, while it moves.</summary>
public sealed class TestClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private readonly List<(DateTimeOffset Until, TaskCompletionSource Signal)> _waiting = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Now, as the columns have it.</summary>
    public DateTime UtcNow => GetUtcNow().UtcDateTime;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time on; each timer that comes due on the way fires at its own moment.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset end;
        lock (_gate) end = _now + by;
        while (TakeNext(end) is { } timer) timer.Fire();
        lock (_gate) _now = end;
    }

    /// <summary>Waits until somebody has set a timer that comes due within this time: then advancing by it will be noticed.</summary>
    public Task UntilTimerAsync(TimeSpan within)
    {
        lock (_gate)
        {
            var until = _now + within;
            if (_timers.Exists(timer => timer.DueAt <= until)) return Task.CompletedTask;
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((until, signal));
            return signal.Task;
        }
    }

    private Timer? TakeNext(DateTimeOffset end)
    {
        lock (_gate)
        {
            if (_timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt) is not { } next) return null;
            if (next.DueAt > _now) _now = next.DueAt;
            _timers.Remove(next);
            if (next.Period > TimeSpan.Zero) Set(next, next.DueAt + next.Period);
            return next;
        }
    }

    private void Set(Timer timer, DateTimeOffset dueAt)
    {
        timer.DueAt = dueAt;
        _timers.Add(timer);
        foreach (var waiting in _waiting.Where(waiting => dueAt <= waiting.Until)) waiting.Signal.TrySetResult();
        _waiting.RemoveAll(waiting => waiting.Signal.Task.IsCompleted);
    }

    private sealed class Timer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset DueAt { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan) clock.Set(this, clock._now + dueTime);
            }

            // A real timer that is due at once does not wait for time to pass.
            if (dueTime == TimeSpan.Zero) clock.Advance(TimeSpan.Zero);
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
